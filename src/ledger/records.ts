import { kvs, WhereConditions } from '@forge/kvs';
import { decodeRecord } from '../usage/record';
import { batchesOf, pageSize } from './bounds';
import { kvsDays } from './kvs-days';
import { kvsHours } from './kvs-hours';
import { dayEntity, dayKey, hourEntity, hourKey, listPartKey, recordPrefix, setAsidePrefix } from './names';
import type { LedgerStore, RecordListing } from './store';

/** Copy first, delete then: stopped in between, the next run does both again, with the same key. */
const kvsQuarantine: Pick<LedgerStore, 'setAside' | 'listSetAside'> = {
  async setAside(place, value) {
    if ('record' in place) {
      await kvs.set(setAsidePrefix + place.record, { value });
      await kvs.delete(place.record);
    } else if ('hour' in place) {
      const { hour, listPart } = place;
      const key = listPart === undefined ? hourKey(hour) : listPartKey(hour, listPart);
      await kvs.set(`${setAsidePrefix}${hourEntity}:${key}`, { value });
      await kvs.entity(hourEntity).delete(key);
    } else {
      await kvs.set(`${setAsidePrefix}${dayEntity}:${dayKey(place.day)}`, { value });
      await kvs.entity(dayEntity).delete(dayKey(place.day));
    }
  },

  async listSetAside(most) {
    const page = await kvs
      .query()
      .where('key', WhereConditions.beginsWith(setAsidePrefix))
      .limit(Math.min(most, pageSize))
      .getMany<unknown>();
    return page.results.map(({ key, value }) => ({ key, value }));
  },
};

/** The ledger's store on the real client. It keeps nothing: who calls it decides whose storage it is. */
export const kvsLedgerStore: LedgerStore = {
  ...kvsDays,
  ...kvsHours(),
  ...kvsQuarantine,

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
};
