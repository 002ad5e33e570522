import type { Threshold } from '../../insights/pools/thresholds';
import type { PoolId } from '../../model';

/** What became of a test of the warnings. */
export interface WarningTestAnswer {
  readAtMs: number;
  /** From then on another test is made. */
  againAtMs: number;
  /** `null`: none was made, since the last is too new. */
  test: WarningTest | null;
}

export interface WarningTest {
  /** The pool that the warnings name. */
  pool: PoolId;
  /** As they were tested: those that are saved. */
  thresholds: readonly Threshold[];
  workItem: TestedWorkItem;
  /** Listeners of the app that were called, and of those the ones that failed; `null` where no threshold tells them. */
  listeners: { heard: number; failed: number } | null;
}

/**
 * `unasked`: no threshold makes one; `off`: work items are switched off; `closed`: made, and moved to done or told that it is over; `open`:
 * made, and to be closed by hand; the rest is why none was made.
 */
export type TestedWorkItem =
  'unasked' | 'off' | 'closed' | 'open' | 'notAllowed' | 'noProject' | 'refused' | 'lost' | 'shut';

/** At most what a test's work item costs: type, creation, transitions and transition, as of a real one. */
export const testedItemPoints = 15;
