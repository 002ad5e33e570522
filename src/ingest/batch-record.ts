import { createHash } from 'node:crypto';
import { admitCall } from '../usage/intake';
import { hourOf, type HourNumber } from '../usage/hour';
import { keptSamplesARecord } from '../usage/counter-sample';
import { placed } from '../usage/placement';
import { CounterSampling } from '../usage/counter-sampling';
import { encodeRecordWithin, reportedWriter, type AccountRecord, type RecordId } from '../usage/record';
import { book, bookSamples, emptyHourUsage, type HourUsage } from '../usage/hour-usage';
import { maxBodyBytes } from '../ledger/bounds';
import type { CheckedBatch } from '../protocol/read-batch';
import type { SourceKeys } from '../ledger/sources';
import { observe } from '../calls/observe';
import type { PriceOverrides } from '../costs/overrides';
import { seenInReport } from '../protocol/seen-in-report';

/**
 * The writer that a sender becomes in the account. The source is part of it, so that no source can touch what another one,
 * or this app itself, has written.
 */
export function recordIdOf(sourceId: string, { id }: Pick<CheckedBatch, 'id'>): RecordId {
  return { writer: reportedWriter(hashOf(sourceId), hashOf(`${sourceId}|${id.sender}`)), n: id.n };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The same batch at the same prices makes the same record, byte by byte; `null` when it has no call, `tooLarge` where no summing up
 * makes it fit.
 */
export function batchRecord(
  sourceId: string,
  { app, environment }: Pick<SourceKeys, 'app' | 'environment'>,
  batch: CheckedBatch,
  overrides?: PriceOverrides,
): AccountRecord | 'tooLarge' | null {
  const hours = new Map<HourNumber, HourUsage>();
  const pairing = new CounterSampling();
  for (const call of batch.calls) {
    const admitted = admitCall(observe(seenInReport(call), { app, environment, overrides }));
    if (admitted === null) continue;
    const observation = placed(admitted);
    const hour = hourOf(observation.atMs);
    const usage = hours.get(hour) ?? emptyHourUsage();
    book(usage, observation);
    pairing.note(observation);
    hours.set(hour, usage);
  }
  for (const pair of pairing.take()) {
    const usage = hours.get(hourOf(pair.endedAtMs));
    if (usage !== undefined) bookSamples(usage, [pair], keptSamplesARecord);
  }
  if (hours.size === 0) return null;
  const id = recordIdOf(sourceId, batch);
  const record: AccountRecord = {
    ...{ id, sealedAtMs: batch.sealedAtMs, hours },
    ...{ writeFailures: 0, lostRecords: 0 },
  };
  return encodeRecordWithin(record, maxBodyBytes) === null ? 'tooLarge' : record;
}
