import { kvs } from '@forge/kvs';
import { type Harness, openHarness } from './harness';

let harness: Harness;
beforeEach(() => {
  harness = openHarness({
    faults: ({ keys }) => (keys.includes('faulty') ? { kind: 'timeoutApplied' } : null),
  });
});
afterEach(() => {
  harness.service.close();
});

test('Bytes are those of keys and values, units are steps of 10 KB, an empty read is billed as 1 KB.', async () => {
  await kvs.set('key', 'x'.repeat(10_235));
  await kvs.set('kez', 'x'.repeat(10_236));
  await kvs.get('key');
  await kvs.get('none');
  await kvs.delete('key');
  expect(harness.service.accounting('site-a')).toEqual({
    requests: 5,
    byOperation: { set: 2, get: 2, delete: 1 },
    reads: 2,
    writes: 3,
    bytesRead: 10_240,
    bytesWritten: 10_240 + 10_241 + 3,
    billedReadBytes: 10_240 + 1_024,
    readUnits: 2,
    writeUnits: 4,
    refusals: {},
    faults: {},
  });
});

test('A batch or a transaction is one request of its total size.', async () => {
  const items = Array.from({ length: 10 }, (_, n) => ({ key: `key-${n}`, value: 'x'.repeat(1_017) }));
  await kvs.batchSet(items);
  await kvs.batchGet(items);
  await kvs.query().getMany();
  const transaction = kvs.transact();
  for (const item of items) transaction.set(item.key, item.value);
  await transaction.execute();
  expect(harness.service.accounting('site-a')).toMatchObject({
    requests: 4,
    byOperation: { 'batch/set': 1, 'batch/get': 1, query: 1, transaction: 1 },
    reads: 2,
    writes: 2,
    bytesRead: 20_480,
    bytesWritten: 20_480,
    readUnits: 2,
    writeUnits: 2,
  });
});

test('Refusals are counted by code and faults by kind; what was refused is no write.', async () => {
  await kvs.set('bad/key', 1).catch(() => undefined);
  await kvs.set('key', 1);
  await kvs.set('key', 1, { keyPolicy: 'FAIL_IF_EXISTS' }).catch(() => undefined);
  await kvs.set('faulty', 1).catch(() => undefined);
  expect(harness.service.accounting('site-a')).toMatchObject({
    requests: 4,
    writes: 2,
    refusals: { INVALID_KEY: 1, KEY_CONFLICT: 1 },
    faults: { timeoutApplied: 1 },
  });
});

test('Each installation has its account, and all together have their sum.', async () => {
  await kvs.set('key', 1);
  harness.installationId = 'site-b';
  await kvs.set('key', 1);
  await kvs.get('key');
  expect(harness.service.accounting('site-a')).toMatchObject({ requests: 1, byOperation: { set: 1 } });
  expect(harness.service.accounting('site-b')).toMatchObject({
    requests: 2,
    byOperation: { set: 1, get: 1 },
  });
  expect(harness.service.accounting()).toMatchObject({
    requests: 3,
    byOperation: { set: 2, get: 1 },
    writes: 2,
  });
  expect(harness.service.accounting('site-c')).toMatchObject({ requests: 0, byOperation: {} });
});

test('A wipe leaves the account, since the requests were made.', async () => {
  await kvs.set('key', 1);
  harness.service.wipe('site-a');
  expect(harness.service.accounting('site-a').writes).toBe(1);
});
