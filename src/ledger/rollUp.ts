import { addRecord, emptyHourAccount, lists } from '../account/hourAccount';
import type { HourNumber } from '../account/hour';
import type { AccountRecord } from '../account/record';
import type { IsCounted } from './settings';
import type { LedgerStore, ListedRecord } from './store';

export interface RollUpReport {
  /** Records that this run added to some hour. */
  mergedRecords: number;
  deletedRecords: number;
  unreadableRecords: number;
  /** Hours that could not be read or written this time; their records stay for the next run. */
  failedHours: HourNumber[];
  /** First hour that this run wrote; `null` when it wrote none. */
  firstHour: HourNumber | null;
  /** More records wait than one run takes. */
  more: boolean;
}

/** One run is bounded, so that it ends within its function's time; what remains is taken by the next. */
const recordsPerRun = 500;
/** Two roll-ups of one hour may meet; each try reads the hour anew. */
const triesPerHour = 5;

/**
 * Adds the waiting records to their hours, each exactly once, and deletes those that every hour of theirs lists.
 * It may be stopped between any two steps, run twice at once or see an old listing: the lists make that harmless.
 *
 * @param isCounted whether a record sealed at this time counts, or is only listed since metering was off then
 */
export async function rollUp(store: LedgerStore, isCounted: IsCounted): Promise<RollUpReport> {
  const { records, unreadableKeys, more } = await store.listRecords(recordsPerRun);
  const settled = new Map<HourNumber, (record: AccountRecord) => boolean>();
  const failedHours: HourNumber[] = [];
  let firstHour: HourNumber | null = null;
  const merged = new Set<string>();
  for (const hour of hoursOf(records)) {
    const result = await mergeHour(store, hour, records, isCounted).catch(() => null);
    if (result === null) {
      failedHours.push(hour);
      continue;
    }
    settled.set(hour, result.lists);
    for (const key of result.addedKeys) merged.add(key);
    if (result.addedKeys.length > 0) firstHour = Math.min(firstHour ?? hour, hour);
  }
  const done = records.filter(({ record }) =>
    [...record.hours.keys()].every((hour) => settled.get(hour)?.(record) === true),
  );
  await store.deleteRecords(done.map(({ key }) => key));
  return {
    mergedRecords: merged.size,
    deletedRecords: done.length,
    unreadableRecords: unreadableKeys.length,
    failedHours,
    firstHour,
    more,
  };
}

async function mergeHour(
  store: LedgerStore,
  hour: HourNumber,
  records: readonly ListedRecord[],
  isCounted: IsCounted,
): Promise<{ lists: (record: AccountRecord) => boolean; addedKeys: string[] } | null> {
  for (let attempt = 0; attempt < triesPerHour; attempt += 1) {
    const reading = (await store.readHours([hour])).get(hour);
    if (reading === undefined || reading.kind === 'failed' || reading.kind === 'unreadable') return null;
    const account = reading.kind === 'found' ? reading.account : emptyHourAccount();
    const addedKeys = records
      .filter(({ record }) => addRecord(account, hour, record, isCounted(record.sealedAtMs)))
      .map(({ key }) => key);
    const isWritten =
      addedKeys.length === 0 ||
      (await store.writeHour(hour, account, reading.kind === 'found' ? reading.version : null));
    if (isWritten) return { lists: (record) => lists(account, record.id), addedKeys };
  }
  return null;
}

function hoursOf(records: readonly ListedRecord[]): HourNumber[] {
  return [...new Set(records.flatMap(({ record }) => [...record.hours.keys()]))].sort((a, b) => a - b);
}
