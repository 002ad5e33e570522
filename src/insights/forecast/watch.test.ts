import { hourOf } from '../../usage/hour';
import { encodeRecord } from '../../usage/record';
import { book, emptyHourUsage } from '../../usage/hour-usage';
import { watchPools } from '../../app/watch';
import { putRecords } from '../../ledger/records';
import { recordKey } from '../../ledger/names';
import { readState } from '../../ledger/settings';
import type { Observation, QuotaReading } from '../../model';
import { openLedgerHarness, type LedgerHarness } from '../../../test/support/ledger-harness';
import { noLimits, observation } from '../../../test/support/observation';

const startMs = Date.parse('2026-10-09T16:00:00Z');
const minute = 60_000;
let harness: LedgerHarness;
let records = 0;

beforeEach(() => {
  harness = openLedgerHarness();
  records = 0;
});
afterEach(() => {
  harness.service.close();
});

async function store(calls: readonly Observation[]): Promise<void> {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, call);
  records += 1;
  const id = { writer: 'writer000001', n: records };
  const hours = new Map([[hourOf(calls[0]!.atMs), usage]]);
  const value = encodeRecord({ id, sealedAtMs: startMs, hours, writeFailures: 0, lostRecords: 0 });
  await putRecords([{ key: recordKey(id), value, sealedAtMs: startMs }]);
}

function call(atMinute: number, points: number, remaining: number | null = null): Observation {
  const quota: QuotaReading = {
    ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' },
    ...{ quota: 65_000, windowSeconds: 3600, resetAtMs: null, remaining },
  };
  return observation({
    atMs: startMs + atMinute * minute,
    points: { low: points, likely: points, high: points },
    limits: { ...noLimits, quotas: [quota] },
  });
}

it('foresees a wall from what is stored, while nobody looks at the page, and writes it down once', async () => {
  await store([0, 2, 4, 6, 8, 10, 12, 14, 16, 18].map((at) => call(at, 4000)));
  const first = await watchPools(startMs + 20 * minute);
  expect(first.changes.map(({ from, to }) => [from, to])).toEqual([['unknown', 'watch']]);
  const again = await watchPools(startMs + 21 * minute);
  expect(again.changes).toEqual([]);
  const { statusLog } = await readState();
  expect(statusLog.changes).toHaveLength(1);
  expect([...statusLog.states]).toMatchObject([['own|PRODUCTION|jira', { status: 'watch' }]]);
});

it('goes from near to exhausted, and is over with the hour', async () => {
  await store([call(20, 100), call(30, 100, 9000)]);
  expect((await watchPools(startMs + 31 * minute)).changes[0]).toMatchObject({
    to: 'near',
    usedPoints: 56_000,
  });
  const throttle = {
    reason: 'quotaGlobal',
    reasonRaw: null,
    retryAtMs: null,
    enforcement: 'enforced',
  } as const;
  await store([{ ...call(40, 0), status: 429, limits: { ...noLimits, throttle } }]);
  expect((await watchPools(startMs + 41 * minute)).changes[0]).toMatchObject({
    from: 'near',
    to: 'exhausted',
  });
  await store([call(61, 2)]);
  expect((await watchPools(startMs + 62 * minute)).changes[0]).toMatchObject({
    from: 'exhausted',
    to: 'recovering',
  });
});

it('is not written where storage refuses, and is judged again the next time', async () => {
  await store([call(30, 100, 9000)]);
  harness.faults = ({ operation }) => (operation === 'set' ? { kind: 'refuse', status: 500 } : null);
  expect((await watchPools(startMs + 31 * minute)).changes[0]).toMatchObject({ to: 'near' });
  harness.faults = null;
  expect((await watchPools(startMs + 32 * minute)).changes[0]).toMatchObject({ to: 'near' });
});
