import { createHash } from 'node:crypto';
import { rememberBatch, storeRecord } from '../ledger/batches';
import { keepOperation } from '../ledger/operations';
import { readSourceKeys, type SourceKeys } from '../ledger/sources';
import { backupOperationOf } from '../limits/backup';
import type { BatchAnswer } from '../protocol/answers';
import { acceptWithinMs, clockToleranceMs, rememberMs } from '../protocol/bounds';
import { readBatch, type CheckedBatch } from '../protocol/readBatch';
import { isSignatureOf } from '../protocol/signature';
import { batchRecord, recordIdOf } from './batchRecord';
import { readReportRequest, type ReportRequest } from './request';
import type { SourceRates } from './sourceRates';

/** What came of a request, and what the traces need to know of it. */
export interface Outcome {
  answer: BatchAnswer;
  /** `null` where no known source signed. */
  source: string | null;
  calls: number;
  droppedCalls: number;
}

/**
 * Takes one report. What can be refused without storage is refused first; nothing unsigned costs more than one read, and
 * only a batch that is whole, signed and new is written. Never throws.
 */
export async function ingest(event: unknown, rates: SourceRates, nowMs: number): Promise<Outcome> {
  const request = readReportRequest(event);
  if (typeof request === 'string') return refused(request, null);
  if (Math.abs(Number(request.timestamp) * 1000 - nowMs) > clockToleranceMs)
    return refused('wrongClock', null);
  let source: string | null = null;
  try {
    const keys = await readSourceKeys(request.source);
    if (keys === null || !isSigned(request, keys, nowMs)) return refused('notSigned', null);
    source = request.source;
    if (!rates.take(source, nowMs)) return refused('tooMany', source);
    const reading = readBatch(request.body);
    if (!reading.ok) return refused('malformed', source);
    return await take(source, keys, reading.batch, request.body, nowMs);
  } catch {
    // Storage did not answer. The sender keeps the batch and sends it again.
    return refused('later', source);
  }
}

function isSigned({ signature, timestamp, body }: ReportRequest, keys: SourceKeys, nowMs: number): boolean {
  const { secret, previous } = keys;
  if (isSignatureOf(signature, secret, timestamp, body)) return true;
  return (
    previous !== null &&
    nowMs < previous.untilMs &&
    isSignatureOf(signature, previous.secret, timestamp, body)
  );
}

async function take(
  source: string,
  keys: SourceKeys,
  batch: CheckedBatch,
  body: string,
  nowMs: number,
): Promise<Outcome> {
  if (batch.sealedAtMs < nowMs - acceptWithinMs) return refused('expired', source);
  const times = [
    batch.sealedAtMs,
    ...batch.calls.map(({ at }) => at),
    ...batch.operations.map(({ at }) => at),
  ];
  const isInTime = (atMs: number): boolean =>
    atMs <= nowMs + clockToleranceMs && atMs >= batch.sealedAtMs - acceptWithinMs;
  // A call of another day would open, or reopen, an hour that is over.
  if (!times.every(isInTime)) return refused('malformed', source);

  const id = recordIdOf(source, batch);
  const digest = createHash('sha256').update(body).digest('base64url');
  const sight = await rememberBatch(id, digest, { hours: rememberMs / 3_600_000 });
  if (sight === 'other') return refused('changed', source);
  // Also of a batch that was seen before: the first time may have ended between remembering and storing.
  const record = batchRecord(source, keys, batch);
  if (record !== null) await storeRecord(record);
  await keepOperations(keys.app, batch);
  if (sight === 'same') return { answer: 'alreadyCounted', source, calls: 0, droppedCalls: 0 };
  return { answer: 'counted', source, calls: batch.calls.length, droppedCalls: batch.droppedCalls };
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

function refused(answer: BatchAnswer, source: string | null): Outcome {
  return { answer, source, calls: 0, droppedCalls: 0 };
}
