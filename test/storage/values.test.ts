import { MetadataField, kvs } from '@forge/kvs';
import { type Harness, openHarness, post, refusalOf, startMs } from './harness';

let harness: Harness;
beforeEach(() => {
  harness = openHarness();
});
afterEach(() => {
  harness.service.close();
});

test('What was set is what is got, whatever kind of JSON it is.', async () => {
  const values = ['text', 0, 12.5, true, false, '', [1, [2]], { a: { b: null } }, 'ünïcödé "quoted" \u2028'];
  for (const value of values) {
    await kvs.set('key', value);
    await expect(kvs.get('key')).resolves.toEqual(value);
  }
});

test('A key that holds nothing is undefined to the client and KEY_NOT_FOUND on the wire.', async () => {
  await expect(kvs.get('nothing')).resolves.toBeUndefined();
  await expect(post(harness, '/api/v1/get', { key: 'nothing' })).resolves.toMatchObject({
    status: 404,
    json: { code: 'KEY_NOT_FOUND' },
  });
});

test('A plain set answers 204 without a body.', async () => {
  await expect(post(harness, '/api/v1/set', { key: 'k', value: 1 })).resolves.toEqual({
    status: 204,
    json: null,
  });
});

test('Deleting works once, and again, and for what never was.', async () => {
  await kvs.set('key', 1);
  await kvs.delete('key');
  await kvs.delete('key');
  await kvs.delete('never');
  await expect(kvs.get('key')).resolves.toBeUndefined();
});

test('Metadata comes only when it is asked for; an overwritten value keeps its first time.', async () => {
  await kvs.set('key', 'old');
  harness.clock.advance(5_000);
  await kvs.set('key', 'new', { ttl: { value: 1, unit: 'HOURS' } });
  const all = [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME];
  await expect(kvs.get('key', { metadataFields: all })).resolves.toEqual({
    key: 'key',
    value: 'new',
    createdAt: startMs,
    updatedAt: startMs + 5_000,
    expireTime: '2026-10-01T13:00:05.000Z',
  });
  await expect(post(harness, '/api/v1/get', { key: 'key' })).resolves.toEqual({
    status: 200,
    json: { key: 'key', value: 'new' },
  });
});

test('FAIL_IF_EXISTS stores a new key and leaves a taken one alone with 409 KEY_CONFLICT.', async () => {
  await kvs.set('key', 'first', { keyPolicy: 'FAIL_IF_EXISTS' });
  const second = kvs.set('key', 'second', { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(refusalOf(second)).resolves.toEqual({ status: 409, code: 'KEY_CONFLICT' });
  await expect(kvs.get('key')).resolves.toBe('first');
});

test('Of twelve writers at once one wins FAIL_IF_EXISTS.', async () => {
  const writers = Array.from({ length: 12 }, (_, n) => kvs.set('lock', n, { keyPolicy: 'FAIL_IF_EXISTS' }));
  const results = await Promise.allSettled(writers);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('OVERRIDE can give back the value before, or the one now stored.', async () => {
  await kvs.set('key', 'first');
  harness.clock.advance(1_000);
  const previous = await kvs.set('key', 'second', {
    keyPolicy: 'OVERRIDE',
    returnValue: 'PREVIOUS',
    returnMetadataFields: [MetadataField.UPDATED_AT],
  });
  expect(previous).toEqual({ key: 'key', value: 'first', updatedAt: startMs });
  const latest = await kvs.set('key', 'third', {
    keyPolicy: 'OVERRIDE',
    returnValue: 'LATEST',
    returnMetadataFields: [MetadataField.CREATED_AT],
  });
  expect(latest).toEqual({ key: 'key', value: 'third', createdAt: startMs });
});

test('The value before a first write is undefined.', async () => {
  const previous = await kvs.set('key', 1, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' });
  expect(previous).toBeUndefined();
});

test('FAIL_IF_EXISTS with a returned value is refused, as the client’s types do.', async () => {
  const options = { keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' };
  await expect(post(harness, '/api/v1/set', { key: 'k', value: 1, options })).resolves.toMatchObject({
    status: 400,
  });
});

test('Secrets have their own keys, policies and metadata, and no query lists them.', async () => {
  await kvs.setSecret('key', { token: 's' }, { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(kvs.get('key')).resolves.toBeUndefined();
  await expect(kvs.getSecret('key')).resolves.toEqual({ token: 's' });
  await expect(kvs.getSecret('key', { metadataFields: [MetadataField.CREATED_AT] })).resolves.toEqual({
    key: 'key',
    value: { token: 's' },
    createdAt: startMs,
  });
  const again = kvs.setSecret('key', 1, { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(refusalOf(again)).resolves.toEqual({ status: 409, code: 'KEY_CONFLICT' });
  expect((await kvs.query().getMany()).results).toEqual([]);
  await kvs.deleteSecret('key');
  await expect(kvs.getSecret('key')).resolves.toBeUndefined();
});

test('A dump names everything stored, secrets marked.', async () => {
  await kvs.set('plain', 1);
  await kvs.setSecret('hidden', 2);
  await kvs.entity('employee').set('e', { age: 3 });
  expect(harness.service.dump('site-a')).toEqual([
    { installationId: 'site-a', key: 'e', entityName: 'employee', secret: false, value: { age: 3 } },
    { installationId: 'site-a', key: 'plain', entityName: null, secret: false, value: 1 },
    { installationId: 'site-a', key: 'hidden', entityName: null, secret: true, value: 2 },
  ]);
});
