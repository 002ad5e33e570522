import { createHash } from 'node:crypto';
import { dayOf, hoursOfDay } from '../usage/day';
import { dayFromHours } from '../usage/day-account';
import { emptyHourAccount } from '../usage/hour-account';
import { hourOf, startOfHourMs } from '../usage/hour';
import { book } from '../usage/hour-usage';
import { makeMonthlySnapshot, type SnapshotRun } from '../admin/pages/monthly-snapshot';
import { snapshotsAnswer } from '../admin/pages/snapshots-answer';
import { appliedAdviceAnswer } from '../admin/pages/applied-advice-answer';
import { deleteLedger } from '../ledger/delete-ledger';
import { writeDay, writeRetention } from '../ledger/stored-days';
import { readState, rememberSince } from '../ledger/settings';
import { keptSnapshots, readSnapshot, readSnapshots, writeSnapshot } from '../ledger/snapshots';
import { completeReport } from './complete';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { observation } from '../../test/support/observation';

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

const facts = {
  appName: 'Release Radar',
  appVersion: '3.1.0',
  isOffByEnvironment: false,
  fleetLineOffBy: null,
};
const firstDay = dayOf(hourOf(Date.UTC(2026, 9, 1)));

/** October with a call at noon of each day, as the upkeep leaves it. */
async function october(): Promise<void> {
  for (let day = firstDay; day < firstDay + 31; day += 1) {
    const hour = hoursOfDay(day)[12]!;
    const account = emptyHourAccount();
    book(account.usage, observation({ atMs: startOfHourMs(hour), points: { low: 1, likely: 10, high: 20 } }));
    await writeDay(day, dayFromHours(new Map([[hour, account]])), true, null);
  }
  await writeRetention({
    ...{ firstDay, openDay: firstDay + 31, firstDayWithHours: firstDay + 31, firstKeptDay: firstDay },
  });
  await rememberSince(Date.UTC(2026, 9, 1));
}

async function runAt(time: string): Promise<SnapshotRun> {
  const nowMs = Date.parse(time);
  return makeMonthlySnapshot(nowMs, await readState(), facts, 'installation-1');
}

const months = async (): Promise<string[]> => (await readSnapshots()).snapshots.map(({ month }) => month);
const storedKeys = (): string[] => harness.service.dump('site-a').map(({ key }) => key);

/** The state, the list, the waiting records, the days at once, the record, the list again, one part, the list. */
const requestsOfARun = 9;

describe('a month’s evidence', () => {
  it('is made by the first run after no record of the month can come any more, and only if somebody wants it', async () => {
    await october();
    expect(await runAt('2026-11-05T00:00:00Z')).toBe('off');
    expect(await snapshotsAnswer({ switch: 'on' })).toMatchObject({ isOn: true, snapshots: [] });
    expect(await runAt('2026-11-01T00:30:00Z')).toBe('notDue');
    expect(await runAt('2026-11-04T00:59:00Z')).toBe('notDue');
    expect(await runAt('2026-11-04T01:10:00Z')).toBe('made');
    expect(await runAt('2026-11-04T02:10:00Z')).toBe('notDue');
    const { account, snapshots } = await snapshotsAnswer({ open: '2026-10' });
    expect(snapshots).toMatchObject([{ month: '2026-10', madeAtMs: Date.parse('2026-11-04T01:10:00Z') }]);
    expect(account?.period).toEqual({ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' });
    expect(completeReport(account!)).toMatchObject({
      coverage: { periodHours: 744, knownHours: 744 },
      summaries: [{ total: { low: 31, likely: 310, high: 620 }, requests: 31 }],
    });
  });

  it('has the record of advice taken in it', async () => {
    await october();
    const note = 'asked mara.marker@example.com about MARK-1';
    await appliedAdviceAnswer({
      add: { kind: 'bridge', endpoint: 'GET /rest/api/3/myself', day: '2026-10-12', note },
    });
    await snapshotsAnswer({ switch: 'on' });
    await runAt('2026-11-04T01:10:00Z');
    expect((await snapshotsAnswer({ open: '2026-10' })).account?.alreadyDone).toEqual([
      '2026-10-12: Reads moved from the back end to the browser bridge: GET /rest/api/3/myself (asked {email} about {issue})',
    ]);
  });

  it('is made within a bounded number of storage requests', async () => {
    await october();
    await snapshotsAnswer({ switch: 'on' });
    const before = harness.service.accounting().requests;
    await runAt('2026-11-04T01:10:00Z');
    expect(harness.service.accounting().requests - before).toBe(requestsOfARun);
  });

  it.each([0, 4, requestsOfARun - 3, requestsOfARun - 2])(
    'comes in the next hour where storage failed after %i requests, and never shows half of itself',
    async (failing) => {
      await october();
      await snapshotsAnswer({ switch: 'on' });
      const state = await readState();
      let request = 0;
      harness.faults = () => ((request += 1) > failing ? { kind: 'refuse', status: 503 } : null);
      await makeMonthlySnapshot(Date.parse('2026-11-04T01:10:00Z'), state, facts, 'installation-1').catch(
        () => undefined,
      );
      harness.faults = null;
      expect(await months()).toEqual([]);
      expect(await runAt('2026-11-04T02:10:00Z')).toBe('made');
      expect(await months()).toEqual(['2026-10']);
      expect((await snapshotsAnswer({ open: '2026-10' })).account?.sites).toHaveLength(1);
    },
  );

  it('waits two days for days that storage does not give, then says that they are unknown', async () => {
    await october();
    await snapshotsAnswer({ switch: 'on' });
    harness.faults = ({ keys }) => (keys.includes('2026-10-20') ? { kind: 'refuse', status: 503 } : null);
    expect(await runAt('2026-11-04T01:10:00Z')).toBe('later');
    expect(await runAt('2026-11-06T01:10:00Z')).toBe('made');
    const { account } = await snapshotsAnswer({ open: '2026-10' });
    expect(completeReport(account!).coverage).toMatchObject({ periodHours: 744, knownHours: 15 * 24 });
  });

  it('is not made again after somebody deleted it, and is gone with all that was recorded', async () => {
    await october();
    await snapshotsAnswer({ switch: 'on' });
    await runAt('2026-11-04T01:10:00Z');
    await appliedAdviceAnswer({ add: { kind: 'other', endpoint: null, day: '2026-10-12', note: 'x' } });
    expect(storedKeys().filter((key) => key.startsWith('pg:snapshot:'))).toEqual(['pg:snapshot:2026-10.0']);
    expect(await snapshotsAnswer({ delete: '2026-10' })).toMatchObject({ snapshots: [] });
    expect(storedKeys().filter((key) => key.startsWith('pg:snapshot:'))).toEqual([]);
    expect(await runAt('2026-11-04T03:10:00Z')).toBe('notDue');
    await writeSnapshot('2026-09', '{}', 0);
    await deleteLedger(Date.parse('2026-11-05T00:00:00Z'));
    // What guards the settings against two who change them at once stays with them.
    expect(storedKeys()).toEqual(['version.pg:settings', 'version.pg:taken', 'pg:settings']);
  });

  it('is split into values that storage takes, and read back whole or not at all', async () => {
    const text = JSON.stringify(
      Array.from({ length: 12_000 }, (_, i) => createHash('sha256').update(String(i)).digest('hex')),
    );
    await writeSnapshot('2026-10', text, 0);
    const parts = harness.service.dump('site-a').filter(({ key }) => key.startsWith('pg:snapshot:'));
    expect(parts.length).toBeGreaterThan(2);
    for (const { value } of parts) expect(JSON.stringify(value).length).toBeLessThan(240 * 1024);
    expect(await readSnapshot('2026-10')).toBe(text);
    await writeSnapshot('2026-09', '{}', 0);
    harness.faults = ({ keys }) =>
      keys.includes('pg:snapshot:2026-10.1')
        ? { kind: 'partialBatch', fails: (key) => key.endsWith('.1') }
        : null;
    expect(await readSnapshot('2026-10')).toBeNull();
  });

  it(`is kept for ${keptSnapshots} months, the oldest goes first`, async () => {
    const made = Array.from({ length: keptSnapshots + 2 }, (_, i) => {
      return new Date(Date.UTC(2025, i, 1)).toISOString().slice(0, 7);
    });
    for (const month of made) await writeSnapshot(month, '{}', 0);
    expect(await months()).toEqual(made.slice(2));
    expect(storedKeys().filter((key) => key.startsWith('pg:snapshot:'))).toHaveLength(keptSnapshots);
  });
});

describe('the record of advice taken', () => {
  const entry = (n: number) => ({
    ...{ kind: 'cache' as const, endpoint: null, day: `2026-10-${String(n).padStart(2, '0')}`, note: 'ok' },
  });

  it('is in the order of its days, holds an entry once, and gives one up again', async () => {
    await appliedAdviceAnswer({ add: entry(9) });
    await appliedAdviceAnswer({ add: entry(3) });
    expect((await appliedAdviceAnswer({ add: entry(9) })).taken).toEqual([entry(3), entry(9)]);
    expect((await appliedAdviceAnswer({ remove: entry(3) })).taken).toEqual([entry(9)]);
    expect((await appliedAdviceAnswer(null)).taken).toEqual([entry(9)]);
  });

  it('is full with twenty entries, and says so', async () => {
    for (let n = 1; n <= 20; n += 1) await appliedAdviceAnswer({ add: entry(n) });
    await expect(appliedAdviceAnswer({ add: entry(21) })).rejects.toThrow('The record holds 20 entries.');
    expect((await appliedAdviceAnswer(null)).taken).toHaveLength(20);
  });
});
