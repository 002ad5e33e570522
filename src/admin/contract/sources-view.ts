import type { BatchAnswer } from '../../protocol/answers';
import type { FaultCounts } from '../../protocol/faults';

/** A back end that reports its calls to this gauge. Times are epoch milliseconds. */
export interface SourceView {
  id: string;
  /** The pool that its calls are booked on. */
  app: string;
  environment: string;
  madeAtMs: number;
  /** When its secret was last replaced; the one before it holds for a day. `null` for never. */
  rotatedAtMs: number | null;
  /** Batches by answer in the last 30 days; up to a minute old. */
  batches: Partial<Record<BatchAnswer, number>>;
  /** Calls that were booked. */
  calls: number;
  /** Calls that the back end says it could not keep. */
  droppedCalls: number;
  /** Calls that were left out of batches, since something in them was wrong. */
  badCalls: number;
  /** What was wrong with entries, by field; those included that were taken without it. */
  faults: FaultCounts;
  /** How far its clock was ahead of the gauge's when it last reported; `null` when it never did. */
  clockAheadMs: number | null;
  /** `null` when nothing signed by it ever came. */
  lastReportAtMs: number | null;
  lastAnswer: BatchAnswer | null;
}

export interface SourcesView {
  readAtMs: number;
  /** Where reports go; `null` when the platform did not say. */
  url: string | null;
  /** Oldest first. A source made or revoked elsewhere a moment ago may be missing or still there. */
  sources: SourceView[];
  maxSources: number;
  /** Requests that no source signed, by answer, in the last 30 days. */
  unsigned: Partial<Record<BatchAnswer, number>>;
  /** Messages at the web trigger of the app's owner that were not taken; stored with each that is, and forgotten 30 days after the last. */
  refusedNotices: number;
  /** The new secret of the change that this answers. It is shown now and never again. */
  shownOnce: { id: string; secret: string } | null;
}

/** What the names of a source may be: the page says so before it asks, the app checks it all the same. */
export const sourceTexts = {
  /** Letters, digits, space, `.`, `_` and `-`, 40 characters at most; not `own`, which is the app that runs the gauge. */
  app: /^(?!own$)[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/iu,
  environment: /^[A-Za-z][A-Za-z0-9_-]{0,19}$/,
} as const;
