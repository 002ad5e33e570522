import { WhereConditions, kvs } from '@forge/kvs';
import { type Harness, openHarness, refusalOf } from './harness';

let harness: Harness;
const entity = kvs.entity<{ age: number }>('employee');

beforeEach(async () => {
  harness = openHarness();
  for (const site of ['site-a', 'site-b']) {
    harness.installationId = site;
    await kvs.set('key', site);
    await kvs.setSecret('key', site);
    await entity.set('key', { age: site === 'site-a' ? 1 : 2 });
  }
});
afterEach(() => {
  harness.service.close();
});

test.each([
  ['site-a', 1],
  ['site-b', 2],
])('%s sees its own values under keys that another installation has too.', async (site, age) => {
  harness.installationId = site;
  await expect(kvs.get('key')).resolves.toBe(site);
  await expect(kvs.getSecret('key')).resolves.toBe(site);
  await expect(entity.get('key')).resolves.toEqual({ age });
  expect((await kvs.query().getMany()).results).toEqual([{ key: 'key', value: site }]);
  const query = entity.query().index('by-age').where(WhereConditions.greaterThan(0));
  expect((await query.getMany()).results).toEqual([{ key: 'key', value: { age } }]);
  expect((await kvs.batchGet([{ key: 'key' }])).successfulKeys).toEqual([{ key: 'key', value: site }]);
});

test('Batches, transactions and deletes change one installation only.', async () => {
  harness.installationId = 'site-a';
  await kvs.batchSet([{ key: 'batch', value: 1 }]);
  await kvs.transact().delete('key').set('transact', 1).execute();
  await kvs.deleteSecret('key');
  await entity.delete('key');
  expect(harness.service.dump('site-b').map((item) => [item.key, item.value])).toEqual([
    ['key', { age: 2 }],
    ['key', 'site-b'],
    ['key', 'site-b'],
  ]);
});

test('A wipe takes one installation’s values and leaves the other’s.', () => {
  harness.service.wipe('site-a');
  expect(harness.service.dump('site-a')).toEqual([]);
  expect(harness.service.dump().every((item) => item.installationId === 'site-b')).toBe(true);
  expect(harness.service.dump()).toHaveLength(3);
});

test('One installation that uses up its rate does not slow the other.', async () => {
  harness.installationId = 'site-a';
  for (let n = 0; n < 997; n += 1) await kvs.get('key');
  await expect(refusalOf(kvs.get('key'))).resolves.toMatchObject({ status: 429 });
  harness.installationId = 'site-b';
  await expect(kvs.get('key')).resolves.toBe('site-b');
});

test('A request without an installation is a fault of the caller and stores nothing.', async () => {
  const request = harness.service.handle('', '/api/v1/set', '{"key":"k","value":1}');
  await expect(request).rejects.toThrow('needs an installation id');
});
