import { kvs } from '@forge/kvs';
import fc from 'fast-check';
import { type Fault, type FaultRequest, StorageTimeout } from '../../emulator/forge/storage/faults';
import { seededFaults } from '../../emulator/forge/storage/seeded-faults';
import { type Harness, gate, openHarness, refusalOf } from './harness';

let harness: Harness;
let next: Fault | null = null;
let seen: FaultRequest[] = [];

beforeEach(() => {
  next = null;
  seen = [];
  harness = openHarness({
    faults: (request) => {
      seen.push(request);
      const fault = next;
      next = null;
      return fault;
    },
  });
});
afterEach(() => {
  harness.service.close();
});

test('The plan sees every request with its keys, before anything is checked.', async () => {
  await kvs.set('a', 1);
  await kvs.batchSet([
    { key: 'b', value: 1 },
    { key: 'c', value: 1 },
  ]);
  await kvs.transact().set('d', 1).delete('e').execute();
  await kvs.query().getMany();
  await kvs.set('bad/key', 1).catch(() => undefined);
  expect(seen.map(({ installationId, operation, keys }) => [installationId, operation, keys])).toEqual([
    ['site-a', 'set', ['a']],
    ['site-a', 'batch/set', ['b', 'c']],
    ['site-a', 'transaction', ['d', 'e']],
    ['site-a', 'query', []],
    ['site-a', 'set', ['bad/key']],
  ]);
  expect(seen[0]?.path).toBe('/api/v1/set');
});

test.each([
  [
    { kind: 'refuse', status: 500 },
    { status: 500, code: 'INTERNAL_ERROR' },
  ],
  [
    { kind: 'refuse', status: 503 },
    { status: 503, code: 'INTERNAL_ERROR' },
  ],
  [{ kind: 'rateLimit' }, { status: 429, code: 'RATE_LIMIT_EXCEEDED' }],
] as const)('The fault %j is answered so and applies nothing.', async (fault, refusal) => {
  next = fault;
  await expect(refusalOf(kvs.set('key', 1))).resolves.toEqual(refusal);
  await expect(kvs.get('key')).resolves.toBeUndefined();
  await kvs.set('key', 2);
  await expect(kvs.get('key')).resolves.toBe(2);
});

test('After a timeout the client cannot tell whether the write was applied.', async () => {
  next = { kind: 'timeoutApplied' };
  const applied = await kvs.set('applied', 1).catch((error: unknown) => error);
  next = { kind: 'timeoutNotApplied' };
  const lost = await kvs.set('lost', 1).catch((error: unknown) => error);
  expect(applied).toBeInstanceOf(StorageTimeout);
  expect(String(applied)).toBe(String(lost));
  await expect(kvs.get('applied')).resolves.toBe(1);
  await expect(kvs.get('lost')).resolves.toBeUndefined();
});

test('A late write lands after the client gave up, over what was written since.', async () => {
  const door = gate();
  next = { kind: 'timeoutAppliedLate', wait: door.wait };
  await expect(kvs.set('key', 'late')).rejects.toThrow('fetch failed');
  await kvs.set('key', 'meanwhile');
  harness.clock.advance(5_000);
  door.open();
  await harness.service.settled();
  await expect(kvs.get('key')).resolves.toBe('late');
});

test('A late write that comes after the end of the service is lost.', async () => {
  const door = gate();
  next = { kind: 'timeoutAppliedLate', wait: door.wait };
  await expect(kvs.set('key', 1)).rejects.toThrow('fetch failed');
  harness.service.close();
  door.open();
  await harness.service.settled();
  await expect(kvs.get('key')).rejects.toThrow('closed');
});

test('A delay before the write lets others pass; one before the answer does not undo the write.', async () => {
  const door = gate();
  next = { kind: 'delay', wait: door.wait, at: 'beforeApply' };
  const slow = kvs.set('slow', 1);
  await expect(kvs.get('slow')).resolves.toBeUndefined();
  next = { kind: 'delay', wait: door.wait, at: 'beforeAnswer' };
  const unheard = kvs.set('unheard', 1);
  await expect(kvs.get('unheard')).resolves.toBe(1);
  door.open();
  await Promise.all([slow, unheard]);
  await expect(kvs.get('slow')).resolves.toBe(1);
});

test('A batch can fail in part; on any other request that fault does nothing.', async () => {
  next = { kind: 'partialBatch', fails: (key) => key === 'b' };
  const result = await kvs.batchSet([
    { key: 'a', value: 1 },
    { key: 'b', value: 1 },
  ]);
  expect(result.successfulKeys).toEqual([{ key: 'a' }]);
  expect(result.failedKeys).toMatchObject([{ key: 'b', error: { code: 'INTERNAL_ERROR' } }]);
  expect(harness.service.dump().map((item) => item.key)).toEqual(['a']);
  next = { kind: 'partialBatch', fails: () => true };
  await kvs.set('c', 1);
});

test('A seeded plan brings the same faults to the same requests.', () => {
  const request: FaultRequest = { installationId: 'i', operation: 'set', path: '/api/v1/set', keys: ['k'] };
  const shares = { refuse: 0.2, rateLimit: 0.1, timeoutApplied: 0.2, delay: 0.1, timeoutAppliedLate: 0.1 };
  const kinds = (seed: number) => {
    const plan = seededFaults({ seed, shares, wait: () => Promise.resolve() });
    return Array.from({ length: 2_000 }, () => plan(request)?.kind ?? 'none');
  };
  expect(kinds(7)).toEqual(kinds(7));
  expect(kinds(7)).not.toEqual(kinds(8));
  const refused = kinds(7).filter((kind) => kind === 'refuse').length;
  expect(refused).toBeGreaterThan(340);
  expect(refused).toBeLessThan(460);
});

test('Whatever fails, an acknowledged write is stored, and a refused one is not.', async () => {
  const shares = { refuse: 0.15, rateLimit: 0.1, timeoutApplied: 0.1, timeoutNotApplied: 0.1, delay: 0.2 };
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      harness.service.close();
      harness = openHarness({ faults: seededFaults({ seed, shares, wait: () => Promise.resolve() }) });
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => kvs.set(`key-${n}`, n)));
      const stored = new Set(harness.service.dump().map((item) => item.key));
      results.forEach((result, n) => {
        if (result.status === 'fulfilled') expect(stored).toContain(`key-${n}`);
        else if (!(result.reason instanceof StorageTimeout)) expect(stored).not.toContain(`key-${n}`);
      });
    }),
    { numRuns: 50 },
  );
});
