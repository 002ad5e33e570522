import type { TakenAdvice } from '../../reports/taken';

export interface TakenAnswer {
  /** Oldest first. */
  taken: TakenAdvice[];
}
