import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import { decodeHour, encodeHour } from '../account/hourAccount';
import { isCount, isRecord } from '../account/codec';
import type { HourNumber } from '../account/hour';
import { decodeRecord } from '../account/record';
import { hourEntity, hourKey, recordPrefix } from './names';
import type { HourReading, LedgerStore, ListedRecord } from './store';

/** A batch holds 25 at most, a query page 100. Source: Forge storage limits, 2026-10. */
const batchSize = 25;
const pageSize = 100;

/** The ledger's store on the real client. It keeps nothing: who calls it decides whose storage it is. */
export const kvsLedgerStore: LedgerStore = {
  async putRecords(records) {
    const [first] = records;
    if (first === undefined) return new Set();
    if (records.length === 1) {
      await kvs.set(first.key, first.value);
      return new Set([first.key]);
    }
    const { successfulKeys } = await kvs.batchSet(records.map(({ key, value }) => ({ key, value })));
    return new Set(successfulKeys.map(({ key }) => key));
  },

  async listRecords(limit) {
    const records: ListedRecord[] = [];
    const unreadableKeys: string[] = [];
    let cursor: string | undefined;
    do {
      const wanted = limit - records.length - unreadableKeys.length;
      let query = kvs
        .query()
        .where('key', WhereConditions.beginsWith(recordPrefix))
        .limit(Math.min(pageSize, wanted));
      if (cursor !== undefined) query = query.cursor(cursor);
      const page = await query.getMany<unknown>();
      for (const { key, value } of page.results) {
        const record = decodeRecord(value);
        if (record === null) unreadableKeys.push(key);
        else records.push({ key, record });
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined && records.length + unreadableKeys.length < limit);
    return { records, unreadableKeys, more: cursor !== undefined };
  },

  async deleteRecords(keys) {
    for (const some of batchesOf(keys)) await kvs.batchDelete(some.map((key) => ({ key })));
  },

  async readHours(hours) {
    const readings = new Map<HourNumber, HourReading>();
    for (const some of batchesOf(hours)) {
      for (const [hour, reading] of await readBatch(some)) readings.set(hour, reading);
    }
    return readings;
  },

  async writeHour(hour, account, version) {
    const value = { version: (version ?? 0) + 1, hour, body: encodeHour(account) };
    try {
      if (version === null) {
        await kvs.entity(hourEntity).set(hourKey(hour), value, { keyPolicy: 'FAIL_IF_EXISTS' });
      } else {
        const unchanged = new Filter<typeof value>().and('version', FilterConditions.equalTo(version));
        await kvs
          .transact()
          .set(hourKey(hour), value, { entityName: hourEntity, conditions: unchanged })
          .execute();
      }
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  },
};

async function readBatch(hours: readonly HourNumber[]): Promise<[HourNumber, HourReading][]> {
  const wanted = hours.map((hour) => ({ key: hourKey(hour), entityName: hourEntity }));
  let found: Map<string, unknown>;
  let absent: Set<string>;
  try {
    const answer = await kvs.batchGet(wanted);
    found = new Map(answer.successfulKeys.map(({ key, value }) => [key, value]));
    const gone = answer.failedKeys.filter(({ error }) => error.code === 'KEY_NOT_FOUND');
    absent = new Set(gone.map(({ key }) => key));
  } catch {
    // One page that cannot be read must not take the others with it: the answer says which hours are missing.
    return hours.map((hour) => [hour, { kind: 'failed' }]);
  }
  return hours.map((hour) => {
    const key = hourKey(hour);
    if (found.has(key)) return [hour, readHourValue(found.get(key))];
    return [hour, { kind: absent.has(key) ? 'absent' : 'failed' }];
  });
}

function readHourValue(value: unknown): HourReading {
  if (!isRecord(value) || !isCount(value['version'])) return { kind: 'unreadable' };
  const account = decodeHour(value['body']);
  return account === null ? { kind: 'unreadable' } : { kind: 'found', account, version: value['version'] };
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof ForgeKvsAPIError &&
    (error.code === 'KEY_CONFLICT' || error.code === 'CONDITIONAL_CHECK_FAILED')
  );
}

function batchesOf<T>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let i = 0; i < items.length; i += batchSize) batches.push(items.slice(i, i + batchSize));
  return batches;
}
