import type { ReportAccount } from '../../reports/account';
import type { Ask } from './answer-view';

/** A month's evidence that was kept by itself. */
export interface SnapshotView {
  /** `YYYY-MM`, UTC. */
  month: string;
  madeAtMs: number;
  /** Of its JSON. */
  characters: number;
}

/** `null`: only tell what there is. */
export type SnapshotWish = null | { switch: 'on' | 'off' } | { open: string } | { delete: string };

export interface SnapshotsAsk extends Ask {
  wish: SnapshotWish;
}

export interface SnapshotsAnswer {
  isOn: boolean;
  /** Newest first. */
  snapshots: SnapshotView[];
  most: number;
  /** The one that was asked for; `null` where none was. */
  account: ReportAccount | null;
}
