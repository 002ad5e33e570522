import type { ReportAccount } from '../../reports/account';

/** A month's evidence that was kept by itself. */
export interface SnapshotView {
  /** `YYYY-MM`, UTC. */
  month: string;
  madeAtMs: number;
  /** Of its JSON. */
  characters: number;
}

export interface SnapshotsAnswer {
  isOn: boolean;
  /** Newest first. */
  snapshots: SnapshotView[];
  most: number;
  /** The one that was asked for; `null` where none was. */
  account: ReportAccount | null;
}
