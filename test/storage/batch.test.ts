import { kvs } from '@forge/kvs';
import { type Harness, openHarness, post, refusalOf } from './harness';

let harness: Harness;
beforeEach(() => {
  harness = openHarness();
});
afterEach(() => {
  harness.service.close();
});

test('A batch sets, gets and deletes plain values and entities together.', async () => {
  const set = await kvs.batchSet<unknown>([
    { key: 'a', value: 1 },
    { key: 'a', value: { age: 2 }, entityName: 'employee' },
  ]);
  expect(set).toEqual({
    successfulKeys: [{ key: 'a' }, { key: 'a', entityName: 'employee' }],
    failedKeys: [],
  });
  const got = await kvs.batchGet([{ key: 'a' }, { key: 'a', entityName: 'employee' }, { key: 'none' }]);
  expect(got).toMatchObject({
    successfulKeys: [
      { key: 'a', value: 1 },
      { key: 'a', entityName: 'employee', value: { age: 2 } },
    ],
    failedKeys: [{ key: 'none', error: { code: 'KEY_NOT_FOUND' } }],
  });
  const deleted = await kvs.batchDelete([{ key: 'a' }, { key: 'never' }]);
  expect(deleted).toEqual({ successfulKeys: [{ key: 'a' }, { key: 'never' }], failedKeys: [] });
  await expect(kvs.get('a')).resolves.toBeUndefined();
  await expect(kvs.entity('employee').get('a')).resolves.toEqual({ age: 2 });
});

test('Items that cannot be stored fail one by one, the others are stored.', async () => {
  const result = await kvs.batchSet<unknown>([
    { key: 'good', value: 1 },
    { key: 'bad/key', value: 1 },
    { key: 'large', value: 'x'.repeat(240 * 1024) },
    { key: 'e', value: { age: 'old' }, entityName: 'employee' },
    { key: 'c', value: {}, entityName: 'customer' },
  ]);
  expect(result.successfulKeys).toEqual([{ key: 'good' }]);
  expect(result.failedKeys.map((item) => [item.key, item.entityName, item.error.code])).toEqual([
    ['bad/key', undefined, 'INVALID_KEY'],
    ['large', undefined, 'MAX_SIZE'],
    ['e', 'employee', 'INCORRECT_PROPERTY_TYPE'],
    ['c', 'customer', 'SCHEMA_NOT_FOUND'],
  ]);
  expect(harness.service.dump().map((item) => item.key)).toEqual(['good']);
});

test('An item of a batch can expire.', async () => {
  await kvs.batchSet([{ key: 'a', value: 1, options: { ttl: { value: 1, unit: 'SECONDS' } } }]);
  harness.clock.advance(1_000);
  await expect(kvs.get('a')).resolves.toBeUndefined();
});

test('A batch has 25 items at most, and none is no batch.', async () => {
  const items = Array.from({ length: 26 }, (_, n) => ({ key: `key-${n}`, value: n }));
  const tooMany = { status: 400, code: 'TOO_MANY_BATCH_ENTITIES' };
  await expect(refusalOf(kvs.batchSet(items))).resolves.toEqual(tooMany);
  await expect(refusalOf(kvs.batchGet(items))).resolves.toEqual(tooMany);
  await expect(refusalOf(kvs.batchDelete(items))).resolves.toEqual(tooMany);
  await expect(refusalOf(kvs.batchSet([]))).resolves.toMatchObject({ code: 'INVALID_REQUEST' });
  expect((await kvs.batchSet(items.slice(1))).successfulKeys).toHaveLength(25);
});

test('A key can stand once in a batch.', async () => {
  const twice = kvs.batchSet([
    { key: 'a', value: 1 },
    { key: 'a', value: 2 },
  ]);
  await expect(refusalOf(twice)).resolves.toEqual({ status: 400, code: 'KEY_DUPLICATION_ERROR' });
});

test('A key policy within a batch is refused instead of ignored.', async () => {
  const item = { key: 'a', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } };
  await expect(post(harness, '/api/v1/batch/set', [item])).resolves.toMatchObject({
    json: { successfulKeys: [], failedKeys: [{ key: 'a', error: { code: 'INVALID_REQUEST' } }] },
  });
});

test('A key of a batch that holds nothing is said in one way and the other, in turn, or in the one asked for.', async () => {
  const codesOf = async () => {
    const { failedKeys } = await kvs.batchGet([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    return failedKeys.map(({ error }) => error.code);
  };
  await expect(codesOf()).resolves.toEqual(['KEY_NOT_FOUND', 'NOT_FOUND', 'KEY_NOT_FOUND']);
  await expect(codesOf()).resolves.toEqual(['NOT_FOUND', 'KEY_NOT_FOUND', 'NOT_FOUND']);

  harness.service.close();
  harness = openHarness({ absentKeyCode: 'NOT_FOUND' });
  await expect(codesOf()).resolves.toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
});

test('An option that nobody has heard of is passed over, as a newer client may send it; one that belongs to a single set is refused.', async () => {
  const item = (options: object) => [{ key: 'a', value: 1, options, extra: true }];
  const ttl = { value: 1, unit: 'DAYS' };
  await expect(
    post(harness, '/api/v1/batch/set', item({ ttl, consistency: 'STRONG' })),
  ).resolves.toMatchObject({
    status: 200,
  });
  const options = { metadataFields: ['EXPIRE_TIME'] };
  await expect(post(harness, '/api/v1/get', { key: 'a', options })).resolves.toMatchObject({
    json: { value: 1, expireTime: '2026-10-02T12:00:00.000Z' },
  });
  const refused = await post(harness, '/api/v1/batch/set', item({ keyPolicy: 'FAIL_IF_EXISTS' }));
  expect(JSON.stringify(refused)).toContain('keyPolicy');
});

test.each([
  ['/api/v1/set', { key: 'b', value: 2, options: { consistency: 'STRONG' }, tag: 'new' }, 204],
  ['/api/v1/get', { key: 'b', options: { consistency: 'STRONG' } }, 404],
  ['/api/v1/query', { limit: 5, options: { projection: ['key'] }, explain: true }, 200],
  ['/api/v1/transaction', { set: [{ key: 'b', value: 2, options: { tag: 1 } }], idempotencyKey: 'x' }, 204],
])('Fields of %s that nobody has heard of change nothing.', async (path, body, status) => {
  await expect(post(harness, path, body)).resolves.toMatchObject({ status });
});
