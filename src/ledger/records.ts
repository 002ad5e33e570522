import { kvs, WhereConditions } from '@forge/kvs';
import { decodeRecord } from '../usage/record';
import { batchesOf, pageSize } from './bounds';
import { recordPrefix } from './names';
import type { RecordListing, SealedRecord } from './stored';

/** Writes the records and gives back the keys that are known to be stored; throws when none can be known to be. */
export async function putRecords(records: readonly SealedRecord[]): Promise<Set<string>> {
  const [first] = records;
  if (first === undefined) return new Set();
  if (records.length === 1) {
    await kvs.set(first.key, first.value);
    return new Set([first.key]);
  }
  const { successfulKeys } = await kvs.batchSet(records.map(({ key, value }) => ({ key, value })));
  return new Set(successfulKeys.map(({ key }) => key));
}

/**
 * Lists at most `limit` records, from the beginning or from where a listing of the same limit ended. Listings are eventually
 * consistent: old or deleted records may be in them.
 */
export async function listRecords(limit: number, after: string | null = null): Promise<RecordListing> {
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
}

export async function deleteRecords(keys: readonly string[]): Promise<void> {
  for (const some of batchesOf(keys)) await kvs.batchDelete(some.map((key) => ({ key })));
}
