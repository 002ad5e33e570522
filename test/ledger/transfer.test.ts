import { hourOf } from '../../src/account/hour';
import { exportLedger } from '../../src/ledger/exportLedger';
import { importLedger } from '../../src/ledger/importLedger';
import { kvsLedgerStore as store } from '../../src/ledger/kvsStore';
import { readHours } from '../../src/ledger/readHours';
import { lastDays, readPeriod } from '../../src/ledger/readPeriod';
import { rollUp } from '../../src/ledger/rollUp';
import { upkeep } from '../../src/ledger/upkeep';
import { Writer } from '../../src/ledger/writer';
import { openLedgerDesk, type LedgerDesk } from '../support/ledgerDesk';
import { observation } from '../support/observation';

const always = (): boolean => true;
let desk: LedgerDesk;
beforeEach(() => {
  desk = openLedgerDesk();
});
afterEach(() => {
  desk.service.close();
});

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* lines;
}

async function exported(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportLedger(store, desk.clock.now())) lines.push(line);
  return lines;
}

/** What every page is made of. */
async function pages(): Promise<unknown> {
  const nowMs = desk.clock.now();
  const hours = Array.from({ length: 25 }, (_, i) => hourOf(nowMs) - i);
  return [await readHours(store, hours, always), await readPeriod(store, lastDays(nowMs, 30), nowMs, always)];
}

async function live(days: number): Promise<void> {
  const writer = new Writer('aaaaaaaaaaaa');
  for (let step = 0; step < days * 4; step += 1) {
    desk.clock.advance(6 * 3_600_000);
    writer.book(observation({ atMs: desk.clock.now() }));
    await writer.flush(store, desk.clock.now());
    await rollUp(store, { nowMs: desk.clock.now(), isCounted: always });
    await upkeep(store, desk.clock.now());
  }
  writer.book(observation({ atMs: desk.clock.now(), route: 'forge.asUser' }));
  await writer.flush(store, desk.clock.now());
}

describe('an export', () => {
  it('taken into an empty installation gives the same pages, and keeps the lists that make counting exact', async () => {
    await live(12);
    const lines = await exported();
    const before = await pages();
    desk.installationId = 'site-b';
    const report = await importLedger(store, linesOf(lines));
    expect(report).toMatchObject({ records: 1, leftOut: 0 });
    expect(await pages()).toEqual(before);
    await rollUp(store, { nowMs: desk.clock.now(), isCounted: always });
    desk.installationId = 'site-a';
    await rollUp(store, { nowMs: desk.clock.now(), isCounted: always });
    const rolledUp = await pages();
    desk.installationId = 'site-b';
    expect(await pages()).toEqual(rolledUp);
  });

  it('has a line for each hour, and each line can be read by itself', async () => {
    await live(2);
    const lines = (await exported()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ pointsGauge: 'ledger', v: 3 });
    expect(lines.filter((line) => 'hour' in line)).toHaveLength(8);
  });

  it('is not taken into an installation that has an account, and no other file is taken at all', async () => {
    await live(1);
    const lines = await exported();
    await expect(importLedger(store, linesOf(lines))).rejects.toThrow('account of its own');
    desk.installationId = 'site-b';
    await expect(importLedger(store, linesOf(['{"hello":"world"}']))).rejects.toThrow('not an export');
    await expect(importLedger(store, linesOf(['{"pointsGauge":"ledger","v":9}']))).rejects.toThrow(
      'another version',
    );
    await expect(importLedger(store, linesOf([]))).rejects.toThrow('empty');
    expect(desk.service.dump('site-b')).toEqual([]);
  });

  it('stops where storage does not give a part, instead of leaving it out', async () => {
    await live(1);
    desk.faults = ({ operation, keys }) =>
      operation === 'batch/get' && keys.length > 1 ? { kind: 'rateLimit' } : null;
    await expect(exported()).rejects.toThrow('Try again in a minute');
  });
});
