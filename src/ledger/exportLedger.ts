import { dayOf, hoursOfDay, type DayNumber } from '../account/day';
import { encodeDayWithin } from '../account/dayAccount';
import { encodeHour } from '../account/hourAccount';
import { hourOf, startOfHourMs } from '../account/hour';
import { encodeRecord } from '../account/record';
import { schemaVersion } from '../account/schema';
import { batchesOf, largeBatchSize, maxBodyBytes } from './bounds';
import { dayKey, hourKey } from './names';
import { recordsPerReading } from './readHours';
import type { LedgerStore, UpkeepState } from './store';

/** The account cannot be exported or imported as a whole; the message says why, for the person who asked. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/**
 * Everything that is kept, as lines of JSON of which each can be read by itself: a head, the days, the hours (one line
 * each), the records that wait, and what was set aside. Records come first in reading, so that a roll-up meanwhile moves
 * calls into an hour that is read later; an import adds none of them twice, since hours keep their lists.
 *
 * @throws TransferError when storage does not give a part now: half an account is not handed out as a whole one
 */
export async function* exportLedger(store: LedgerStore, nowMs: number): AsyncGenerator<string> {
  const listing = await store.listRecords(recordsPerReading);
  if (listing.more)
    throw new TransferError('More records wait than can be read at once. Try again in a minute.');
  const { upkeep } = await store.readDays([]);
  if (upkeep === 'failed') throw new TransferError('Storage did not answer. Try again in a minute.');
  const firstHour = await store.firstHour();
  const state = upkeep === 'never' ? null : upkeep;
  yield JSON.stringify({ pointsGauge: 'ledger', v: schemaVersion, exportedAtMs: nowMs, upkeep: state });
  if (state !== null) yield* days(store, state);
  const today = dayOf(hourOf(nowMs));
  // A record may name the hour after this one, where clocks differ at the end of a day.
  if (firstHour !== null)
    yield* hours(store, Math.min(dayOf(firstHour), state?.firstDayWithHours ?? today), today + 1);
  for (const { record } of listing.records) yield JSON.stringify({ record: encodeRecord(record) });
  for (const { key, value } of listing.unreadable) yield JSON.stringify({ setAside: key, value });
  for (const { key, value } of await store.listSetAside(100)) yield JSON.stringify({ setAside: key, value });
}

async function* days(store: LedgerStore, state: UpkeepState): AsyncGenerator<string> {
  const kept = range(state.firstKeptDay, state.openDay - 1);
  for (const batch of batchesOf(kept, largeBatchSize)) {
    for (const [day, reading] of (await store.readDays(batch)).days) {
      if (reading.kind === 'failed')
        throw new TransferError(`Storage did not give ${dayKey(day)}. Try again in a minute.`);
      if (reading.kind !== 'found') continue;
      yield JSON.stringify({
        day,
        closed: reading.isClosed,
        value: encodeDayWithin(reading.account, maxBodyBytes),
      });
    }
  }
}

async function* hours(store: LedgerStore, first: DayNumber, last: DayNumber): AsyncGenerator<string> {
  for (const day of range(first, last)) {
    for (const [hour, reading] of await store.readHours(hoursOfDay(day))) {
      switch (reading.kind) {
        case 'found':
          yield JSON.stringify({
            hour,
            at: new Date(startOfHourMs(hour)).toISOString(),
            value: encodeHour(reading.account),
          });
          break;
        case 'unreadable':
          yield JSON.stringify({ setAside: hourKey(hour), value: reading.value });
          break;
        case 'failed':
          throw new TransferError(`Storage did not give ${hourKey(hour)}. Try again in a minute.`);
        case 'absent':
          break;
      }
    }
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
