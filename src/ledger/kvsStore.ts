import { Filter, FilterConditions, kvs, WhereConditions } from '@forge/kvs';
import { isCount, isRecord } from '../account/codec';
import { decodeHour, encodeHourWithin } from '../account/hourAccount';
import { decodeRecord } from '../account/record';
import { readValues, type Value } from './batchRead';
import { batchesOf, maxBodyBytes, pageSize } from './bounds';
import { isConflict } from './conflict';
import { kvsDays } from './kvsDays';
import { hourEntity, hourKey, recordPrefix } from './names';
import { kvsSetAside } from './setAside';
import type { HourReading, LedgerStore, RecordListing } from './store';

/** The ledger's store on the real client. It keeps nothing: who calls it decides whose storage it is. */
export const kvsLedgerStore: LedgerStore = {
  ...kvsDays,
  ...kvsSetAside,

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

  async listRecords(limit, after = null) {
    const listing: RecordListing = { records: [], unreadable: [], more: false, next: null };
    const count = (): number => listing.records.length + listing.unreadable.length;
    let cursor = after ?? undefined;
    do {
      let query = kvs
        .query()
        .where('key', WhereConditions.beginsWith(recordPrefix))
        .limit(Math.min(pageSize, limit - count()));
      if (cursor !== undefined) query = query.cursor(cursor);
      const page = await query.getMany<unknown>();
      for (const { key, value } of page.results) {
        const record = decodeRecord(value);
        if (record === null) listing.unreadable.push({ key, value });
        else listing.records.push({ key, record });
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined && count() < limit);
    return { ...listing, more: cursor !== undefined, next: cursor ?? null };
  },

  async deleteRecords(keys) {
    for (const some of batchesOf(keys)) await kvs.batchDelete(some.map((key) => ({ key })));
  },

  async readHours(hours) {
    const wanted = hours.map((hour) => ({ key: hourKey(hour), entityName: hourEntity }));
    const values = await readValues(wanted);
    return new Map(hours.map((hour) => [hour, readHour(values.get(hourKey(hour)))]));
  },

  async writeHour(hour, account, version) {
    const body = encodeHourWithin(account, maxBodyBytes);
    if (body === null) return false;
    const value = { version: (version ?? 0) + 1, hour, body };
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

function readHour(value: Value | undefined): HourReading {
  if (value?.kind !== 'found') return value ?? { kind: 'failed' };
  const stored = value.value;
  const account = isRecord(stored) ? decodeHour(stored['body']) : null;
  if (!isRecord(stored) || account === null || !isCount(stored['version'])) {
    return { kind: 'unreadable', value: stored };
  }
  return { kind: 'found', account, version: stored['version'] };
}
