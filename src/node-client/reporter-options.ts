import type { WireCall, OperationName } from '../protocol/wire';
import type { CallSink } from './sink';

export interface ReporterOptions {
  /** Address of the gauge's web trigger, as Settings shows it. */
  url: string;
  /** Id and secret of the source, as Settings shows them. */
  source: string;
  secret: string;
  /** The fleet's listener (`points-gauge fleet --reports`), in the same form: each batch goes there, too. */
  fleet?: { url: string; source: string; secret: string };
  /** Folder in which batches wait for a gauge that is away, also over a restart. Left out: in memory only. */
  queueFolder?: string;
  /** What may wait at most, bytes; 5 MB, about 30,000 calls, when left out. For the fleet as much again. */
  maxQueuedBytes?: number;
  /** How often calls go out, milliseconds; 10 s when left out. A full batch goes at once. */
  sendEveryMs?: number;
  /** Told of everything that costs calls or needs a person; left out: each kind is a warning on the console, once. */
  onProblem?: (problem: ReporterProblem) => void;
  /** Epoch milliseconds; left out: the clock. */
  nowMs?: () => number;
}

/**
 * `notSet`: address, source or secret is missing; said at once, and batches wait. `away`: the gauge does not answer, batches wait. `notSigned`, `wrongClock`: it does not take them, a person must look.
 * `refused`: a batch was refused for good. `full`: calls are dropped since the queue is full. `expired`: a batch waited for
 * more than a day. `disk`: the queue's folder cannot be written. `lost`: the program ends with calls in memory. `badCall`: a call was handed over that the gauge would refuse.
 */
export const problemKinds = [
  'notSet',
  'away',
  'notSigned',
  'wrongClock',
  'refused',
  'full',
  'expired',
  'disk',
  'lost',
  'badCall',
] as const;

export interface ReporterProblem {
  kind: (typeof problemKinds)[number];
  /** Plain words, without any secret. */
  message: string;
}

export interface ReporterState {
  /** Calls that wait, in memory or on disk; of a large queue of an earlier process only the part that is read already. */
  waitingCalls: number;
  /** Calls whose batch the gauge has taken. */
  sentCalls: number;
  /** Calls that found the queue full, or whose batch waited too long. The gauge is told with the next batch. */
  droppedCalls: number;
  /** Calls of batches that the gauge refused for good. */
  refusedCalls: number;
}

export interface Reporter extends CallSink {
  /** Takes a call. Returns at once and never throws, whatever state the gauge is in. */
  report(call: WireCall): void;
  beforeFlush(settle: () => void): void;
  /** A backup or restore begins now. Its calls are reported as any others; this is for its own limit. */
  operation(name: OperationName): void;
  /** Sends what there is. Resolves when all is sent, the gauge fails to answer, or the time is over. Never rejects. */
  flush(timeoutMs?: number): Promise<ReporterState>;
  /** `flush`, then no more: for the end of the program. What a queue on disk still holds goes out with the next start. */
  close(timeoutMs?: number): Promise<ReporterState>;
  state(): ReporterState;
}
