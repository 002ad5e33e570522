import { kvs } from '@forge/kvs';
import { type Harness, openHarness, post, refusalOf } from './harness';

let harness: Harness;
beforeEach(() => {
  harness = openHarness();
});
afterEach(() => {
  harness.service.close();
});

function nested(levels: number): unknown {
  let value: unknown = 'leaf';
  for (let level = 0; level < levels; level += 1) value = { inner: value };
  return value;
}

test.each([
  ['', 'KEY_TOO_SHORT'],
  ['k'.repeat(501), 'KEY_TOO_LONG'],
  ['a/b', 'INVALID_KEY'],
  ['ключ', 'INVALID_KEY'],
  ['  ', 'INVALID_KEY'],
])('The key %j is refused with %s.', async (key, code) => {
  await expect(refusalOf(kvs.set(key, 1))).resolves.toEqual({ status: 400, code });
  await expect(refusalOf(kvs.get(key))).resolves.toEqual({ status: 400, code });
  await expect(refusalOf(kvs.setSecret(key, 1))).resolves.toEqual({ status: 400, code });
});

test('An empty key of an entity is EMPTY_KEY.', async () => {
  const refusal = await refusalOf(kvs.entity('employee').set('', { age: 1 }));
  expect(refusal).toEqual({ status: 400, code: 'EMPTY_KEY' });
});

test.each(['k'.repeat(500), 'rec:a1.2_b-c#d e', '.'])('The key %j is allowed.', async (key) => {
  await kvs.set(key, 1);
  await expect(kvs.get(key)).resolves.toBe(1);
});

test('A value may have 240 KiB of JSON and not one byte more.', async () => {
  const quotes = 2;
  const full = 'x'.repeat(240 * 1024 - quotes);
  await kvs.set('key', full);
  await expect(refusalOf(kvs.set('key', `${full}x`))).resolves.toEqual({ status: 400, code: 'MAX_SIZE' });
});

test('The size is counted in bytes, not in characters.', async () => {
  await expect(refusalOf(kvs.set('key', 'é'.repeat(130_000)))).resolves.toMatchObject({ code: 'MAX_SIZE' });
});

test('A value may be 31 objects deep and not 32.', async () => {
  await kvs.set('key', nested(31));
  await expect(refusalOf(kvs.set('key', nested(32)))).resolves.toEqual({ status: 400, code: 'MAX_DEPTH' });
  await expect(refusalOf(kvs.set('key', nested(1_000)))).resolves.toMatchObject({ code: 'MAX_DEPTH' });
});

test.each([null, undefined])('The value %j is none.', async (value) => {
  await expect(refusalOf(kvs.set('key', value))).resolves.toEqual({ status: 400, code: 'INVALID_VALUE' });
});

test.each([
  [{ key: 7, value: 1 }],
  [['key']],
  ['text'],
  [{ key: 'k', value: 1, options: 'now' }],
  [{ key: 'k', value: 1, options: { keyPolicy: 'MAYBE' } }],
  [{ key: 'k', value: 1, options: { returnMetadataFields: ['OWNER'] } }],
])('The malformed set %j is refused and stores nothing.', async (body) => {
  await expect(post(harness, '/api/v1/set', body)).resolves.toMatchObject({
    status: 400,
    json: { code: 'INVALID_REQUEST' },
  });
  expect(harness.service.dump()).toEqual([]);
});

test('A body that is no JSON and a path that is none are refused in the protocol’s form.', async () => {
  const broken = await harness.service.handle('site-a', '/api/v1/set', '{"key":');
  expect(broken).toEqual({
    status: 400,
    body: '{"code":"INVALID_REQUEST","message":"The request body is not JSON."}',
  });
  const lost = await harness.service.handle('site-a', '/api/v2/set', '{}');
  expect(lost).toEqual({
    status: 404,
    body: '{"code":"NOT_FOUND","message":"Storage has no path \\"/api/v2/set\\"."}',
  });
});

test('The 1,001st request of a second is refused, and the next second begins anew.', async () => {
  for (let n = 0; n < 1_000; n += 1) await kvs.get('key');
  await expect(refusalOf(kvs.get('key'))).resolves.toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  harness.clock.advance(1_000);
  await expect(kvs.get('key')).resolves.toBeUndefined();
});

test('4,000 units may be written a minute, 10 KB each, and a refused write stores nothing.', async () => {
  const tenUnits = 'x'.repeat(10 * 10 * 1024 - 20);
  for (let n = 0; n < 400; n += 1) await kvs.set(`key-${n}`, tenUnits);
  await expect(refusalOf(kvs.set('more', 1))).resolves.toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  await expect(kvs.get('more')).resolves.toBeUndefined();
  harness.clock.advance(60_000);
  await kvs.set('more', 1);
  await expect(kvs.get('more')).resolves.toBe(1);
});

test('4,000 units may be read a minute, and writes are counted apart.', async () => {
  await kvs.set('key', 'x'.repeat(20 * 10 * 1024));
  for (let n = 0; n < 190; n += 1) await kvs.get('key');
  for (let n = 0; n < 10; n += 1) await kvs.get('none');
  await expect(refusalOf(kvs.get('key'))).resolves.toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  await kvs.set('other', 1);
});

test('One key takes 1 MB of writes a second, others go on.', async () => {
  const value = 'x'.repeat(200 * 1024);
  for (let n = 0; n < 5; n += 1) await kvs.set('key', value);
  await expect(refusalOf(kvs.set('key', value))).resolves.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  await kvs.set('other', value);
  harness.clock.advance(1_000);
  await kvs.set('key', value);
});

test('Limits that are off lift the rates and nothing else.', async () => {
  harness.service.close();
  harness = openHarness({ limits: 'off' });
  for (let n = 0; n < 1_100; n += 1) await kvs.get('key');
  await expect(refusalOf(kvs.set('a/b', 1))).resolves.toMatchObject({ code: 'INVALID_KEY' });
});
