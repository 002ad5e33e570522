import { kvs, WhereConditions } from '@forge/kvs';
import { pageSize } from './bounds';

/** Values under a prefix, `most` at most, in the order of their keys. Listings are eventually consistent. */
export async function listValues(prefix: string, most: number): Promise<{ key: string; value: unknown }[]> {
  const listed: { key: string; value: unknown }[] = [];
  let cursor: string | undefined;
  do {
    let query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(prefix))
      .limit(Math.min(pageSize, most - listed.length));
    if (cursor !== undefined) query = query.cursor(cursor);
    const page = await query.getMany<unknown>();
    for (const { key, value } of page.results) listed.push({ key, value });
    cursor = page.nextCursor;
  } while (cursor !== undefined && listed.length < most);
  return listed;
}
