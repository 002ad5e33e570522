import { MetadataField, WhereConditions, kvs } from '@forge/kvs';
import fc from 'fast-check';
import { type Harness, openHarness, post } from './harness';

let harness: Harness;
beforeEach(() => {
  harness = openHarness({ limits: 'off' });
});
afterEach(() => {
  harness.service.close();
});

async function pagesOf(prefix: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    let query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(limit);
    if (cursor !== undefined) query = query.cursor(cursor);
    const page = await query.getMany();
    pages.push(page.results.map((result) => result.key));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

test('A query lists what begins with its prefix, in key order.', async () => {
  for (const key of ['rec:b', 'rec:a', 'rec', 'red:a', 'REC:c', 'rec:']) await kvs.set(key, key);
  await expect(pagesOf('rec:', 10)).resolves.toEqual([['rec:', 'rec:a', 'rec:b']]);
});

test('Without a condition it lists everything; a page has 10 values when no limit is given.', async () => {
  for (let n = 10; n < 25; n += 1) await kvs.set(`key-${n}`, n);
  const first = await kvs.query().getMany<number>();
  expect(first.results.map((result) => result.value)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  const second = await kvs.query().cursor(String(first.nextCursor)).getMany<number>();
  expect(second.results.map((result) => result.value)).toEqual([20, 21, 22, 23, 24]);
  expect(second.nextCursor).toBeUndefined();
});

test('A page that takes the last value has no cursor.', async () => {
  for (const key of ['a', 'b']) await kvs.set(key, key);
  await expect(pagesOf('', 2)).resolves.toEqual([['a', 'b']]);
});

test.each([0, 101, 1.5, '5'])('The limit %j is not in the range of 1 to 100.', async (limit) => {
  await expect(post(harness, '/api/v1/query', { limit })).resolves.toMatchObject({
    status: 400,
    json: { code: 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE' },
  });
});

test('A hundred values fit on a page.', async () => {
  for (let n = 0; n < 101; n += 1) await kvs.set(`key-${n}`, n);
  const page = await kvs.query().limit(100).getMany();
  expect(page.results).toHaveLength(100);
});

test('The time of expiry comes with a result when it is asked for.', async () => {
  await kvs.set('key', 1, { ttl: { value: 2, unit: 'DAYS' } });
  const page = await kvs.query({ metadataFields: [MetadataField.EXPIRE_TIME] }).getMany();
  expect(page.results).toEqual([{ key: 'key', value: 1, expireTime: '2026-10-03T12:00:00.000Z' }]);
  expect((await kvs.query().getOne())?.expireTime).toBeUndefined();
});

test.each([
  [{ where: [{ property: 'value', condition: 'BEGINS_WITH', values: ['a'] }] }],
  [{ where: [{ property: 'key', condition: 'EQUAL_TO', values: ['a'] }] }],
  [{ where: [{ property: 'key', condition: 'BEGINS_WITH', values: [7] }] }],
  [{ where: [{ property: 'key', condition: 'BEGINS_WITH', values: [] }] }],
  [{ after: 'no-cursor' }],
  [{ after: 7 }],
])('The query %j is refused.', async (body) => {
  await expect(post(harness, '/api/v1/query', body)).resolves.toMatchObject({
    status: 400,
    json: { code: 'INVALID_REQUEST' },
  });
});

test('A cursor is good for the query that gave it only.', async () => {
  for (const key of ['a1', 'a2', 'b1']) await kvs.set(key, key);
  const page = await kvs.query().where('key', WhereConditions.beginsWith('a')).limit(1).getMany();
  const where = [{ property: 'key', condition: 'BEGINS_WITH', values: ['b'] }];
  const reply = await post(harness, '/api/v1/query', { where, after: page.nextCursor });
  expect(reply).toMatchObject({ status: 400, json: { code: 'INVALID_REQUEST' } });
});

test('Pages of any size show every key with the prefix once, in order.', async () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[ab:.]{1,4}$/), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.stringMatching(/^[ab:]{0,2}$/),
      fc.integer({ min: 1, max: 7 }),
      async (all, prefix, limit) => {
        harness.service.wipe('site-a');
        for (const key of all) await kvs.set(key, 1);
        const pages = await pagesOf(prefix, limit);
        expect(pages.flat()).toEqual(all.filter((key) => key.startsWith(prefix)).sort());
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
