import { kvs } from '@forge/kvs';
import { dayOf } from '../usage/day';
import { hourOf } from '../usage/hour';
import { callsIn } from '../usage/hour-usage';
import { dayEntity, dayKey } from './names';
import { listQuarantined } from './quarantine';
import { readStoredHours } from './stored-hours';
import { lastDays, readPeriod } from './read-period';
import { rollUp, type RollUpOptions } from './roll-up';
import { applyRetention } from './retention';
import { Writer } from './writer';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { observation } from '../../test/support/observation';
import { dayMs, hourMs } from '../time';

const always = (): boolean => true;
let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

const rolling = (): RollUpOptions => ({ nowMs: harness.clock.now(), isCounted: always });
let writers = 0;

async function callAt(atMs: number): Promise<void> {
  writers += 1;
  const writer = new Writer(`writer${String(writers).padStart(6, '0')}`);
  writer.book(observation({ atMs }));
  await writer.flush(atMs);
}

/** A call every six hours, rolled up and kept up as the sweep does. */
async function live(days: number): Promise<void> {
  for (let step = 0; step < days * 4; step += 1) {
    harness.clock.advance(6 * hourMs);
    await callAt(harness.clock.now());
    await rollUp(rolling());
    await applyRetention(harness.clock.now());
  }
}

async function callsByDay(days = 30): Promise<number[]> {
  const nowMs = harness.clock.now();
  const { days: read } = await readPeriod(lastDays(nowMs, days), nowMs, always);
  return [...read.values()].map(({ usage }) => callsIn(usage));
}

const stored = (prefix: string): number =>
  harness.service.dump('site-a').filter(({ key }) => key.startsWith(prefix)).length;

describe('the retention', () => {
  it('sums up the days that are over, so that 30 days take few storage calls', async () => {
    await live(31);
    const before = harness.service.accounting().requests;
    expect(await callsByDay()).toEqual([...Array<number>(29).fill(4), 3]);
    expect(harness.service.accounting().requests - before).toBeLessThanOrEqual(5);
  });

  it('counts a record that comes a day late, before and after its day is summed up anew', async () => {
    await live(3);
    await callAt(harness.clock.now() - dayMs);
    const late = await callsByDay(3);
    expect(late.reduce((sum, calls) => sum + calls)).toBe(12);
    await rollUp(rolling());
    expect(await callsByDay(3)).toEqual(late);
    await applyRetention(harness.clock.now());
    expect(await callsByDay(3)).toEqual(late);
  });

  it('refuses what comes more than 72 hours late, lists it, and changes no figure', async () => {
    await live(6);
    const before = await callsByDay(6);
    await callAt(harness.clock.now() - 80 * hourMs);
    expect(await rollUp(rolling())).toMatchObject({
      refusedRecords: 1,
      deletedRecords: 1,
      mergedRecords: 0,
    });
    expect(await callsByDay(6)).toEqual(before);
    const hour = hourOf(harness.clock.now());
    const reading = (await readStoredHours([hour])).get(hour);
    expect(reading?.kind === 'found' ? [...reading.account.refused.values()] : null).toEqual([[1, 1]]);
  });

  it('keeps hours for 35 days and days for 13 months, and never deletes what is not summed up', async () => {
    await live(3);
    const firstDay = dayKey(dayOf(hourOf(harness.clock.now())) - 1);
    harness.clock.advance(20 * dayMs);
    for (let run = 0; run < 10; run += 1) await applyRetention(harness.clock.now());
    expect(stored('2026-10-1')).toBeGreaterThan(0);
    harness.clock.advance(20 * dayMs);
    for (let run = 0; run < 20; run += 1) await applyRetention(harness.clock.now());
    expect(await kvs.entity(dayEntity).get(firstDay)).toMatchObject({ closed: true });
    expect(harness.service.dump('site-a').filter(({ key }) => /^\d{4}-\d\d-\d\dT/.test(key))).toEqual([]);
    harness.clock.advance(400 * dayMs);
    for (let run = 0; run < 100; run += 1) await applyRetention(harness.clock.now());
    expect(await kvs.entity(dayEntity).get(firstDay)).toBeUndefined();
  });

  it('does a bounded part in each run and goes on where it stopped', async () => {
    await live(1);
    harness.clock.advance(60 * dayMs);
    const runs: number[] = [];
    for (let more = true; more;) {
      const before = harness.service.accounting().requests;
      ({ more } = await applyRetention(harness.clock.now()));
      runs.push(harness.service.accounting().requests - before);
    }
    expect(runs.length).toBeGreaterThan(5);
    expect(Math.max(...runs)).toBeLessThanOrEqual(30);
  });

  it('sets a day aside that it cannot read, and makes it again from its hours', async () => {
    await live(3);
    const yesterday = dayOf(hourOf(harness.clock.now())) - 1;
    const before = await callsByDay(3);
    await kvs
      .entity(dayEntity)
      .set(dayKey(yesterday), { day: yesterday, closed: false, stamp: 7, body: { v: 3 } });
    expect(await callsByDay(3)).toEqual(before);
    expect((await applyRetention(harness.clock.now())).quarantined).toBe(1);
    expect(await callsByDay(3)).toEqual(before);
    expect((await listQuarantined(10)).map(({ key }) => key)).toEqual([`pg:odd:pg-day:${dayKey(yesterday)}`]);
  });
});
