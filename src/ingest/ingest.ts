import { createHash } from 'node:crypto';
import type { PriceOverrides } from '../costs/overrides';
import { rememberBatch, storeRecord } from '../ledger/batches';
import { keepOperation } from '../ledger/operations';
import type { SourceKeys } from '../ledger/sources';
import { backupOperationOf } from '../limits/backup';
import type { BatchAnswer } from '../protocol/answers';
import { acceptWithinMs, clockToleranceMs, rememberMs } from '../protocol/bounds';
import type { FaultCounts } from '../protocol/faults';
import { keepInTime } from '../protocol/in-time';
import { isVoid, readBatch, type CheckedBatch } from '../protocol/read-batch';
import { batchRecord, recordIdOf } from './batch-record';
import { readReportRequest } from './request';
import type { SourceBook } from './source-book';
import type { SourceRates } from '../protocol/source-rates';

/** What came of a request, and what the traces need to know of it. */
export interface Outcome {
  answer: BatchAnswer;
  /** `null` where no known source signed. */
  source: string | null;
  calls: number;
  droppedCalls: number;
  /** Calls that were left out of a batch, or that made it malformed. */
  badCalls: number;
  faults: FaultCounts;
  /** How far the source's clock is ahead of the gauge's; the way here makes it look slower. `null` where nobody signed. */
  clockAheadMs: number | null;
}

/** What a process keeps from one report to the next. */
export interface IngestContext {
  installationId: string;
  sources: SourceBook;
  rates: SourceRates;
  /** Prices that the running installation measured and took over: they hold for reported calls, too. Never rejects. */
  prices: (nowMs: number) => Promise<PriceOverrides | undefined>;
}

/**
 * Takes one report. What can be refused without storage is refused first, in this order: what is no signed request, a source or a
 * signature that is not right, more than a source may send, a wrong clock. Only then storage is asked whether the source still
 * holds, and only a batch that is signed and new is written. Never throws.
 */
export async function ingest(event: unknown, context: IngestContext, nowMs: number): Promise<Outcome> {
  const request = readReportRequest(event);
  if (typeof request === 'string') return nothing(request);
  const { installationId, sources, rates } = context;
  let known: Pick<Outcome, 'source' | 'clockAheadMs'> = { source: null, clockAheadMs: null };
  try {
    const signer = await sources.signerOf(installationId, request, nowMs);
    if (signer === null) return nothing('notSigned');
    const clockAheadMs = Number(request.timestamp) * 1000 - nowMs;
    known = { source: request.source, clockAheadMs };
    const bytes = Buffer.byteLength(request.body);
    if (!rates.take(installationId, request.source, bytes, nowMs)) return { ...nothing('tooMany'), ...known };
    // Held against the clock behind the signature, so that the source is told whose clock is wrong.
    if (Math.abs(clockAheadMs) > clockToleranceMs) return { ...nothing('wrongClock'), ...known };
    const keys = signer.isFresh ? signer.keys : await sources.confirm(installationId, request, nowMs);
    if (keys === null) return nothing('notSigned');
    const reading = readBatch(request.body);
    if (!reading.ok) {
      const { badCalls, faults } = reading;
      return { ...nothing('malformed'), ...known, badCalls, faults };
    }
    const overrides = await context.prices(nowMs);
    return { ...(await take(request.source, keys, reading.batch, request.body, overrides, nowMs)), ...known };
  } catch {
    // Storage did not answer, or may not be asked now. The sender keeps the batch and sends it again.
    return { ...nothing('later'), ...known };
  }
}

async function take(
  source: string,
  keys: SourceKeys,
  sent: CheckedBatch,
  body: string,
  overrides: PriceOverrides | undefined,
  nowMs: number,
): Promise<Outcome> {
  if (sent.sealedAtMs < nowMs - acceptWithinMs) return nothing('expired');
  if (sent.sealedAtMs > nowMs + clockToleranceMs) return nothing('malformed');
  const batch = keepInTime(sent);
  const { badCalls, faults } = batch;
  if (isVoid(batch) && !isVoid(sent)) return { ...nothing('malformed'), badCalls, faults };

  const record = batchRecord(source, keys, batch, overrides);
  if (record === 'tooLarge') return nothing('malformed');
  const id = recordIdOf(source, batch);
  const digest = createHash('sha256').update(body).digest('base64url');
  const sight = await rememberBatch(id, digest, { hours: rememberMs / 3_600_000 });
  if (sight === 'other') return nothing('changed');
  // Also of a batch that was seen before: the first time may have ended between remembering and storing.
  if (record !== null) await storeRecord(record);
  await keepOperations(keys.app, batch);
  if (sight === 'same') return nothing('alreadyCounted');
  const { calls, droppedCalls } = batch;
  return { ...nothing('counted'), calls: calls.length, droppedCalls, badCalls, faults };
}

/** More backups and restores than that nobody starts between two batches. */
const operationsABatch = 20;
const minuteOf = (atMs: number): number => Math.floor(atMs / 60_000);

async function keepOperations(app: string, batch: CheckedBatch): Promise<void> {
  const observed = batch.calls.flatMap(({ at, product, method, path, status }) => {
    const name = product === 'jira' ? backupOperationOf(method, path, status) : null;
    return name === null ? [] : [{ at, name }];
  });
  // A batch spans minutes, and one a minute is kept: what it names beyond these need not be asked of storage.
  const kept = new Map(
    [...batch.operations, ...observed].map((one) => [`${one.name} ${minuteOf(one.at)}`, one]),
  );
  for (const { at, name } of [...kept.values()].slice(0, operationsABatch))
    await keepOperation({ name, atMs: at, app });
}

/** An answer with which nothing was counted. */
export function nothing(answer: BatchAnswer): Outcome {
  return { answer, source: null, calls: 0, droppedCalls: 0, badCalls: 0, faults: {}, clockAheadMs: null };
}
