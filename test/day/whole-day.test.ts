/**
 * The whole system for some hours of virtual time, with whatever goes wrong in a day, and its books at the end: `npm run soak -- day`.
 * An app that embeds the gauge on two sites, people who use it, administrators with the page open, the owner's fleet in a process of
 * its own. Calls fail, connections end, storage refuses or loses its answers, the fleet is killed, the app is upgraded, the clock jumps.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { demoAppId } from '../../demo/manifest';
import { spikeAt } from '../../emulator/cloud/foreign';
import { sendLogsTo } from '../../emulator/forge/app-logs';
import type { LogEntry } from '../../emulator/forge/forge-options';
import type { Installation } from '../../emulator/forge/installation';
import type { OverviewAnswer } from '../../src/admin/contract/contract';
import { chanceOf } from '../support/chance';
import { admin, askPage, demoStartMs, member, startDemoCloud, type DemoCloud } from '../support/demo-cloud';
import { FaultInjection } from '../support/fault-injection';
import { startKilledFleet, type KilledFleet } from './killed-fleet';

/** A quarter of one among all tests. */
const hours = Number(process.env.POINTS_GAUGE_DAY_HOURS ?? 0.25);
const seed = Number(process.env.POINTS_GAUGE_SOAK_SEED ?? 23);
const isSoak = process.env.POINTS_GAUGE_DAY_HOURS !== undefined;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const appId = demoAppId.slice(demoAppId.indexOf('/') + 1);
const owner = { email: 'owner@example.com', apiToken: 'owners-token', owns: [appId] };
const secondSite = {
  cloudId: '22222222-aaaa-4aaa-8aaa-222222222222',
  siteUrl: 'https://globex.atlassian.net',
  environmentType: 'PRODUCTION' as const,
};

let demo: DemoCloud;
let fleet: KilledFleet;
let installations: Installation[];

beforeAll(async () => {
  let send: (entry: LogEntry) => void = () => undefined;
  const spike = { atMs: demoStartMs + (hours / 2) * hourMs, durationMs: 10 * minuteMs };
  const sites = [
    { cloudId: '11111111-aaaa-4aaa-8aaa-111111111111', name: 'acme' },
    { cloudId: secondSite.cloudId, name: 'globex' },
  ];
  demo = await startDemoCloud(
    {
      seed,
      // A list of all calls would grow with them, and hide what else does.
      journal: false,
      sites: sites.map((site) => ({ ...site, edition: 'standard', users: 40, people: [admin, member] })),
      apps: [
        {
          ...{ id: appId, tier: 1, enforcement: 'enforced' },
          foreign: { jira: spikeAt({ ...spike, pointsPerHour: 6 * 0.9 * 65_000 }) },
        },
      ],
      owner: { accounts: [owner] },
      faults: [
        { kind: 'status', status: 503, rate: 0.01 },
        { kind: 'reset', rate: 0.005 },
        { kind: 'truncated', rate: 0.005 },
        { kind: 'refused', as: 'bare', rate: 0.002 },
      ].map((fault) => ({ ...fault, on: { app: appId } })) as never,
    },
    {
      onLog: (entry) => {
        send(entry);
      },
    },
  );
  const { owner: port } = demo.cloud;
  if (port === null) throw new Error('The cloud serves no owner.');
  send = sendLogsTo(port, { id: appId, version: '1.0.0' });
  installations = [demo.installation, await demo.forge.install(secondSite)];
  fleet = await startKilledFleet(demo.cloud, appId);
});
afterAll(() => fleet.close());

/** Megabytes on the heap that something still holds. */
function heldMegabytes(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

/** What happened, for the line at the end. */
const happened = { invocations: 0, pages: 0, unanswered: 0, storage: 0, kills: 0, upgrades: 0, jumps: 0 };

async function ask(installationId: string, what: 'overview' | 'endpoints' | 'limits'): Promise<void> {
  happened.pages += 1;
  // The page says so, and asks again: a question that fails changes no figure.
  await askPage(demo, what, {}, admin.accountId, installationId).catch(() => (happened.unanswered += 1));
}

async function use(installation: Installation, key: string, isChange: boolean): Promise<void> {
  happened.invocations += 1;
  if (isChange) await demo.forge.publishEvent(installation.id, 'avi:jira:updated:issue', { issue: { key } });
  else
    await demo.forge.invokeResolver({
      ...{ installationId: installation.id, moduleKey: 'radar-panel-module', functionKey: 'show' },
      ...{ payload: { key }, accountId: member.accountId },
    });
}

async function sweep(): Promise<void> {
  for (const { id } of installations) await demo.forge.runScheduled(id, 'sweep-hourly');
  await demo.forge.tick();
}

/** Points are whole thousandths, as they are kept: their sums are exact. */
interface Sum {
  requests: number;
  low: number;
  likely: number;
  high: number;
}
const nothing: Sum = { requests: 0, low: 0, likely: 0, high: 0 };

const added = (a: Sum, b: Sum): Sum => ({
  requests: a.requests + b.requests,
  low: a.low + b.low,
  likely: a.likely + b.likely,
  high: a.high + b.high,
});
const milli = (points: number): number => Math.round(points * 1000);

/** By pool and hour, of one site as its own page tells it. */
async function gaugeOf(installation: Installation): Promise<[OverviewAnswer, Map<string, Sum>]> {
  const answer = await askPage<OverviewAnswer>(demo, 'overview', {}, admin.accountId, installation.id);
  if (!answer.ok) throw new Error(answer.error.code);
  const sums = new Map<string, Sum>();
  for (const { hourStartMs, cells } of answer.data.hours)
    for (const { pool, requests, points } of cells) {
      const key = `${answer.data.pools[pool]?.pool.product ?? '?'} ${hourStartMs / hourMs}`;
      const { low, likely, high } = points;
      const sum = { requests, low: milli(low), likely: milli(likely), high: milli(high) };
      sums.set(key, added(sums.get(key) ?? nothing, sum));
    }
  return [answer.data, sums];
}

/** Calls of the app on both sites, by the cloud's account. */
const callsMade = (): number =>
  demo.cloud.account
    .snapshot()
    .cells.filter(({ app }) => app?.endsWith(appId) === true)
    .reduce((sum, { requests }) => sum + requests, 0);

/** The same as the cloud charged it. */
function chargedTo({ cloudId }: Installation): Map<string, { requests: number; points: number }> {
  const sums = new Map<string, { requests: number; points: number }>();
  for (const cell of demo.cloud.account.snapshot().cells) {
    if (cell.app?.endsWith(appId) !== true || cell.cloudId !== cloudId) continue;
    const key = `${cell.product} ${Date.parse(cell.hour) / hourMs}`;
    const before = sums.get(key) ?? { requests: 0, points: 0 };
    sums.set(key, {
      requests: before.requests + cell.requests,
      points: before.points + milli(cell.points),
    });
  }
  return sums;
}

test('some hours of the whole system end with books that are closed', async () => {
  const chance = chanceOf(seed);
  const faults = new FaultInjection(demo);
  const kinds = ['refuse', 'rateLimit', 'timeoutApplied', 'timeoutNotApplied'] as const;
  const memory: number[] = [];
  const startMs = demo.clock.now();
  for (let minute = 0; minute < hours * 60; minute += 1) {
    demo.clock.moveTo(Math.max(demo.clock.now(), startMs + minute * minuteMs));
    // Storage that fails for a minute, at most every ten minutes or so.
    if (chance.next() < 0.1) {
      happened.storage += 1;
      faults.failWrites(kinds[chance.whole(0, kinds.length - 1)] ?? 'refuse');
    }
    for (const installation of installations) {
      const uses = chance.whole(0, 4);
      for (let n = 0; n < uses; n += 1)
        await use(installation, `WEB-${chance.whole(1, 20)}`, chance.next() < 0.5);
      if (minute % 5 === 0) await ask(installation.id, 'overview');
      if (minute % 60 === 30) {
        await ask(installation.id, 'endpoints');
        await ask(installation.id, 'limits');
      }
    }
    await demo.forge.tick();
    faults.stop();
    if (minute % 60 === 17 && chance.next() < 0.25) {
      happened.upgrades += 1;
      demo.forge.isolates.reload();
    }
    // The machine slept.
    if (minute % 60 === 41 && chance.next() < 0.15) {
      happened.jumps += 1;
      demo.clock.advance(3 * minuteMs);
    }
    if (minute % 60 === 5) await sweep();
    if (minute % 60 === 50) {
      const isKilled = chance.next() < 0.3;
      if (isKilled) happened.kills += 1;
      await fleet.collect(demo.clock.now(), isKilled);
      memory.push(heldMegabytes());
    }
  }
  // What waits in memory goes out with a next flush, and is rolled up.
  for (let round = 0; round < 3; round += 1) {
    demo.clock.advance(2 * minuteMs);
    for (let n = 0; n < 8; n += 1)
      for (const installation of installations) await use(installation, 'WEB-1', false);
    await sweep();
  }
  demo.clock.advance(20 * minuteMs);
  await sweep();
  await fleet.collect(demo.clock.now(), false);
  demo.clock.advance(20 * minuteMs);
  await fleet.collect(demo.clock.now(), false);

  const sites = new Map<string, Sum>();
  const off: string[] = [];
  let [compared, likely, truly] = [0, 0, 0];
  for (const installation of installations) {
    const charged = chargedTo(installation);
    const [answer, gauge] = await gaugeOf(installation);
    const { lostRecords, missingRecords, refusedRecords, cappedRecords, unreadableValues, unbalancedHours } =
      answer.integrity;
    expect({
      lostRecords,
      missingRecords,
      refusedRecords,
      cappedRecords,
      unreadableValues,
      unbalancedHours,
    }).toEqual({
      lostRecords: 0,
      missingRecords: 0,
      refusedRecords: 0,
      cappedRecords: 0,
      unreadableValues: 0,
      unbalancedHours: 0,
    });
    expect(answer.missingHoursMs).toEqual([]);
    const firstHour = Math.min(...answer.hours.map(({ hourStartMs }) => hourStartMs / hourMs));
    for (const [key, truth] of charged) {
      if (Number(key.split(' ')[1]) < firstHour) continue;
      const said = gauge.get(key) ?? nothing;
      [compared, likely, truly] = [compared + 1, likely + said.likely, truly + truth.points];
      const holds = said.low <= truth.points && truth.points <= said.high;
      if (said.requests !== truth.requests || !holds)
        off.push(`${installation.siteUrl} ${key}: ${JSON.stringify(said)}, charged ${JSON.stringify(truth)}`);
    }
    for (const [key, said] of gauge) sites.set(key, added(sites.get(key) ?? nothing, said));
  }
  expect(off).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(hours);

  const database = await fleet.open();
  const rows = await database.query(
    `select pool.product || ' ' || hour as key, requests::float8 as requests, low::float8 as low, likely::float8 as likely,
     high::float8 as high from pool_hour join pool on pool.id = pool`,
  );
  await database.close();
  const kept = new Map(rows.map(({ key, ...sum }) => [key as string, sum]));
  expect(Object.fromEntries([...sites].map(([key]) => [key, kept.get(key)]))).toEqual(
    Object.fromEntries(sites),
  );

  const [middle = 0, last = 0] = [memory[Math.floor(memory.length / 2)], memory.at(-1)];
  if (isSoak)
    console.log(
      [
        `Seed ${seed}, ${hours} hours: books closed. ${callsMade()} calls; ${compared} hours of a site and a product, in each as many calls as were made and the charge within its range.`,
        `Likely ${(likely / 1000).toFixed(0)} points, charged ${(truly / 1000).toFixed(0)}. The fleet has what its sites have, to the thousandth of a point.`,
        `On the way: ${JSON.stringify(happened)}.`,
        `Heap at each hour, collected: ${memory.map((one) => one.toFixed(0)).join(', ')} MB.`,
      ].join('\n'),
    );
  expect(last - middle).toBeLessThan(40);
  // A day in which nothing went wrong would show little; that the page was answered all the same is no fault.
  const wrong = [happened.storage, happened.kills, happened.upgrades, happened.jumps];
  if (hours >= 24) expect(wrong.every((times) => times > 0)).toBe(true);
}, 1_200_000);
