import * as fc from 'fast-check';
import { integrityByHour, integrityByWriter } from '../usage/integrity';
import { dayOf, endOfDayMs } from '../usage/day';
import type { HourAccount } from '../usage/hour-account';
import { lists } from '../usage/record-lists';
import { hourOf, type HourNumber } from '../usage/hour';
import { callsIn } from '../usage/hour-usage';
import { readHours } from './read-hours';
import { readPeriod } from './read-period';
import { applyRetention } from './retention';
import { schedule, type Schedule } from '../../test/support/ledger-steps';
import { LedgerWorld, siteNames, type WriterTruth } from '../../test/support/ledger-world';

const giveUpAfterMs = 24 * 3_600_000;
const counted = (): boolean => true;
/** `npm run soak -- ledger` asks for thousands; a seed that failed is played again with the other variable. */
const numRuns = Number(process.env['POINTS_GAUGE_SOAK_RUNS'] ?? 80);
const seed = process.env['POINTS_GAUGE_SOAK_SEED'];

describe('whatever happens to the ledger', () => {
  it(
    'the hours and days hold exactly the calls of the records that reached storage in time',
    async () => {
      await fc.assert(fc.asyncProperty(schedule, playAndCompare), {
        numRuns,
        ...(seed === undefined ? {} : { seed: Number(seed) }),
      });
    },
    60_000 + numRuns * 2_000,
  );
});

async function playAndCompare(plan: Schedule): Promise<void> {
  const world = new LedgerWorld(plan);
  try {
    await world.play();
    await world.heal();
    for (const site of siteNames) await world.in(site, () => compareSite(world, plan, site));
    const [first, second] = siteNames;
    expect(JSON.stringify(world.service.dump(first))).not.toContain(second);
    expect(JSON.stringify(world.service.dump(second))).not.toContain(first);
  } finally {
    world.close();
  }
}

async function compareSite(world: LedgerWorld, plan: Schedule, site: string): Promise<void> {
  const truths = [...world.truths].filter(([, truth]) => truth.site === site);
  const hours = range(hourOf(plan.startMs) - 1, hourOf(world.clock.now()) + 1);
  const {
    hours: read,
    missingHours,
    integrity,
    unread,
  } = await readHours(hours, counted, { withLists: true });
  expect({ missingHours, unread, waiting: integrity.waitingRecords }).toEqual({
    ...{ missingHours: [], unread: null, waiting: 0 },
  });
  expect(integrityByHour(read).filter(({ isBalanced }) => !isBalanced)).toEqual([]);
  const byHour = new Map<HourNumber, number>([...read].map(([hour, { usage }]) => [hour, callsIn(usage)]));
  expect(byHour).toEqual(callsListed(read, truths));
  for (const [writer, truth] of truths) compareWriter(writer, truth, read);
  // With the summaries that there are after a sweep, and when every day is summed up for good.
  await keepUp(world);
  await compareDays(world, plan, byHour);
  passAllDeadlines(world, byHour);
  await keepUp(world);
  await compareDays(world, plan, byHour);
}

/** What each hour should hold: the calls of the records that it lists, as they were when they were sealed. */
function callsListed(
  read: ReadonlyMap<HourNumber, HourAccount>,
  truths: readonly [string, WriterTruth][],
): Map<HourNumber, number> {
  return new Map(
    [...read].map(([hour, { merged }]) => {
      let calls = 0;
      for (const [writer, { sealed }] of truths)
        for (const [n, byHour] of sealed) if (lists(merged, { writer, n })) calls += byHour.get(hour) ?? 0;
      return [hour, calls];
    }),
  );
}

function compareWriter(writer: string, truth: WriterTruth, read: ReadonlyMap<HourNumber, HourAccount>): void {
  const isRefused = (n: number): boolean =>
    [...read.values()].some(({ refused }) => lists(refused, { writer, n }));
  const isWhole = (n: number): boolean =>
    [...truth.sealed.get(n)!.keys()].every((hour) => {
      const account = read.get(hour);
      return account !== undefined && lists(account.merged, { writer, n });
    });
  // What storage acknowledged is in every hour that it names, or was refused and says so.
  const lost = [...truth.acknowledged].filter((n) => !isWhole(n) && !isRefused(n));
  expect(lost).toEqual([]);
  // No hour lists a record that was never made.
  const known = integrityByWriter(read, []).find((book) => book.writer === writer);
  const numbers = [...truth.sealed.keys()].filter((n) => isWhole(n) || isRefused(n));
  const stored = (known?.mergedRecords ?? 0) + (known?.refusedRecords ?? 0);
  expect(stored).toBe(numbers.length);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  expect(known?.missingRecords ?? 0).toBe(numbers.length === 0 ? 0 : last - first + 1 - numbers.length);
  if (truth.isDead) return;
  // A process that lives loses nothing but what it gave up after a day of failed writes.
  const sealedCalls = sum([...truth.sealed.values()].map((byHour) => sum([...byHour.values()])));
  expect(sealedCalls).toBe(truth.bookedCalls);
  const gone = [...truth.sealed.keys()].filter((n) => !numbers.includes(n));
  const tooYoung = gone.filter((n) => truth.lastFlushMs - truth.sealedAtMs.get(n)! < giveUpAfterMs);
  expect(tooYoung).toEqual([]);
}

async function keepUp(world: LedgerWorld): Promise<void> {
  for (let run = 0; run < 30; run += 1) if (!(await applyRetention(world.clock.now())).more) return;
  throw new Error('The retention never ended.');
}

function passAllDeadlines(world: LedgerWorld, byHour: ReadonlyMap<HourNumber, number>): void {
  const lastHour = Math.max(hourOf(world.clock.now()), ...byHour.keys());
  world.clock.advance(endOfDayMs(Math.floor(lastHour / 24)) + 74 * 3_600_000 - world.clock.now());
}

async function compareDays(
  world: LedgerWorld,
  plan: Schedule,
  byHour: ReadonlyMap<HourNumber, number>,
): Promise<void> {
  // From the day before the first call, since clocks differ.
  const days = range(dayOf(hourOf(plan.startMs)) - 1, dayOf(hourOf(world.clock.now())));
  const { days: read, missingDays } = await readPeriod(days, world.clock.now(), counted);
  expect(missingDays).toEqual([]);
  const shown = new Map(
    [...read.values()].flatMap(({ hours }) => [...hours].map(([hour, usage]) => [hour, callsIn(usage)])),
  );
  const withCalls = new Map([...byHour].filter(([, calls]) => calls > 0));
  expect(new Map([...shown].filter(([, calls]) => calls > 0))).toEqual(withCalls);
  const inDays = sum([...read.values()].map(({ usage }) => callsIn(usage)));
  expect(inDays).toBe(sum([...byHour.values()]));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
