import { MetadataField, WhereConditions, kvs } from '@forge/kvs';
import fc from 'fast-check';
import { type Harness, openHarness, refusalOf } from './harness';

let harness: Harness = openHarness();
afterEach(() => {
  harness.service.close();
});

async function listed(): Promise<[string, unknown][]> {
  const page = await kvs.query().limit(100).getMany();
  return page.results.map((result) => [result.key, result.value]);
}

test.each([
  [{ value: 90, unit: 'SECONDS' }, 90_000],
  [{ value: 2, unit: 'MINUTES' }, 120_000],
  [{ value: 3, unit: 'HOURS' }, 10_800_000],
  [{ value: 365, unit: 'DAYS' }, 31_536_000_000],
] as const)('A value kept for %j is gone after that and not before.', async (ttl, lifeMs) => {
  harness = openHarness();
  await kvs.set('key', 1, { ttl });
  harness.clock.advance(lifeMs - 1);
  await expect(kvs.get('key')).resolves.toBe(1);
  harness.clock.advance(1);
  await expect(kvs.get('key')).resolves.toBeUndefined();
  await expect(listed()).resolves.toEqual([]);
});

test.each([
  { value: 0, unit: 'DAYS' },
  { value: 1.5, unit: 'HOURS' },
  { value: 366, unit: 'DAYS' },
] as const)('The time to live %j is refused.', async (ttl) => {
  harness = openHarness();
  await expect(refusalOf(kvs.set('key', 1, { ttl }))).resolves.toEqual({ status: 400, code: 'INVALID_TTL' });
});

test('A set without a time to live ends the one before; an expired key can be taken anew.', async () => {
  harness = openHarness();
  const ttl = { value: 1, unit: 'SECONDS' } as const;
  await kvs.set('renewed', 1, { ttl });
  await kvs.set('lease', 1, { ttl });
  await kvs.set('renewed', 2);
  harness.clock.advance(1_000);
  await expect(kvs.get('renewed')).resolves.toBe(2);
  await kvs.set('lease', 2, { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(kvs.get('lease')).resolves.toBe(2);
});

test('A service that lets expired values linger still returns them, with the time that tells.', async () => {
  harness = openHarness({ expiredLingerMs: 48 * 3_600_000 });
  await kvs.set('key', 1, { ttl: { value: 1, unit: 'HOURS' } });
  harness.clock.advance(48 * 3_600_000);
  await expect(kvs.get('key', { metadataFields: [MetadataField.EXPIRE_TIME] })).resolves.toEqual({
    key: 'key',
    value: 1,
    expireTime: '2026-10-01T13:00:00.000Z',
  });
  const taken = kvs.set('key', 2, { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(refusalOf(taken)).resolves.toMatchObject({ code: 'KEY_CONFLICT' });
  harness.clock.advance(3_600_000);
  await expect(kvs.get('key')).resolves.toBeUndefined();
});

test('What expired is cleared away in the course of other writes.', async () => {
  harness = openHarness({ limits: 'off' });
  await kvs.set('gone', 1, { ttl: { value: 1, unit: 'SECONDS' } });
  harness.clock.advance(1_000);
  for (let n = 0; n < 1_000; n += 1) await kvs.set('key', n);
  expect(harness.service.dump().map((item) => item.key)).toEqual(['key']);
});

test('A query that lags shows neither a new value nor that one was changed or deleted; a get does.', async () => {
  harness = openHarness({ queryLagMs: 2_000 });
  await kvs.set('changed', 'old');
  await kvs.set('deleted', 'still here');
  await expect(listed()).resolves.toEqual([]);
  harness.clock.advance(2_000);
  await kvs.set('changed', 'new');
  await kvs.delete('deleted');
  await kvs.set('added', 1);
  await expect(listed()).resolves.toEqual([
    ['changed', 'old'],
    ['deleted', 'still here'],
  ]);
  await expect(kvs.get('changed')).resolves.toBe('new');
  await expect(kvs.get('deleted')).resolves.toBeUndefined();
  harness.clock.advance(2_000);
  await expect(listed()).resolves.toEqual([
    ['added', 1],
    ['changed', 'new'],
  ]);
});

test('Queries of entities lag too, by index and by value.', async () => {
  harness = openHarness({ queryLagMs: 1_000 });
  const entity = kvs.entity<{ age: number }>('employee');
  await entity.set('e', { age: 30 });
  harness.clock.advance(1_000);
  await entity.set('e', { age: 50 });
  const young = entity.query().index('by-age').where(WhereConditions.lessThan(40));
  expect((await young.getMany()).results).toEqual([{ key: 'e', value: { age: 30 } }]);
  harness.clock.advance(1_000);
  expect((await young.getMany()).results).toEqual([]);
});

test('An uninstall leaves nothing behind that a lagging query could list.', async () => {
  harness = openHarness({ queryLagMs: 1_000 });
  await kvs.set('key', 1);
  harness.clock.advance(1_000);
  await kvs.set('key', 2);
  harness.service.wipe('site-a');
  await expect(listed()).resolves.toEqual([]);
});

test('A query always sees exactly the state of its lag ago.', async () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const step = fc.record({
    key,
    write: fc.oneof(fc.integer(), fc.constant(null)),
    waitMs: fc.integer({ min: 0, max: 700 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      harness.service.close();
      harness = openHarness({ queryLagMs: 1_000 });
      const states = [{ atMs: 0, values: new Map<string, unknown>() }];
      for (const { key: name, write, waitMs } of steps) {
        await (write === null ? kvs.delete(name) : kvs.set(name, write));
        const values = new Map(states.at(-1)?.values);
        if (write === null) values.delete(name);
        else values.set(name, write);
        states.push({ atMs: harness.clock.now(), values });
        harness.clock.advance(waitMs);
        const seen = states.filter((state) => state.atMs <= harness.clock.now() - 1_000).at(-1);
        await expect(listed()).resolves.toEqual([...(seen?.values ?? [])].sort());
      }
    }),
    { numRuns: 60 },
  );
});
