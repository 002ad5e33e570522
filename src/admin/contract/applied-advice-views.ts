import type { AppliedAdvice } from '../../reports/applied-advice';

export interface AppliedAdviceAnswer {
  /** Oldest first. */
  taken: AppliedAdvice[];
}
