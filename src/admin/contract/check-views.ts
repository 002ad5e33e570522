import type { CheckResult, CheckState } from '../../insights/installation-check';

export interface CheckRow extends CheckResult {
  state: CheckState;
}

export interface CheckAnswer {
  readAtMs: number;
  /** `null` where no check was made yet. */
  last: {
    atMs: number;
    /** A person at the page, or the run after an installation or an upgrade, which calls no product. */
    by: 'person' | 'installation';
    /** One of each kind, in the order in which they are to be shown. */
    rows: CheckRow[];
  } | null;
}

/** What a check by a person costs at most, for each product of the installation: one call as the app, one as the person. */
export const checkPointsAProduct = 6;
/** Reads and writes of a check, its event and the reading of its result. */
export const checkStorageCalls = 9;
export type { CheckFinding, CheckName, CheckState } from '../../insights/installation-check';
