import type { TakenAdvice } from '../../reports/applied-advice';

export interface TakenAnswer {
  /** Oldest first. */
  taken: TakenAdvice[];
}
