/** The whole way: an app on a site prints, the emulated App logs API gives it, the fleet shows it; against what the cloud charged. */
import { hourReport } from '../../fleet/hour-report';
import { takeTurn } from '../../fleet/collecting/turn';
import { logCollection } from '../../fleet/logs/collector';
import { keepLines } from '../../fleet/store/keep-lines';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { rollUpHours } from '../../fleet/store/roll-up';
import type { Database } from '../../fleet/store/sql';
import { cloudFetch } from '../../emulator/cloud/cloud-fetch';
import { spikeAt } from '../../emulator/cloud/foreign';
import { demoAppId } from '../../demo/manifest';
import { sendLogsTo } from '../../emulator/forge/app-logs';
import type { LogEntry } from '../../emulator/forge/forge-options';
import { minuteMs } from '../../src/time';
import {
  admin,
  changeIssue,
  demoStartMs,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';
import { openMemory } from './support/empty-database';
import { owner } from './support/printed-fleet';

const appId = demoAppId.slice(demoAppId.indexOf('/') + 1);

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

async function startTold(onLine: (line: string) => void = () => undefined, isolates = 1): Promise<DemoCloud> {
  const pointsPerHour = 0.85 * 65_000 * 60;
  const foreign = { jira: spikeAt({ atMs: demoStartMs + 60_000, durationMs: 60_000, pointsPerHour }) };
  let send: (entry: LogEntry) => void = () => undefined;
  const demo = await startDemoCloud(
    {
      apps: [{ id: appId, tier: 1, enforcement: 'enforced', foreign }],
      owner: { accounts: [{ ...owner, owns: [appId] }] },
    },
    {
      isolates,
      onLog: (entry) => {
        send(entry);
        if (entry.message.startsWith('points-gauge/')) onLine(entry.message);
      },
    },
  );
  const { owner: port } = demo.cloud;
  if (port === null) throw new Error('The cloud serves no owner.');
  send = sendLogsTo(port, { id: appId, version: '1.0.0' });
  return demo;
}

test('what a site’s calls drew is in the fleet’s hour to the point, and the counter beside it', async () => {
  const demo = await startTold();
  for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) await openPanel(demo, key);
  demo.clock.advance(3 * 60_000);
  // Other sites have drawn most of the pool by now: this answer says what is left.
  await changeIssue(demo, 'WEB-1');
  await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
  const truth = demo.cloud.account.snapshot();
  const charged = truth.cells
    .filter(({ app, product }) => app?.endsWith(appId) === true && product === 'jira')
    .reduce((sum, { points }) => sum + points, 0);
  demo.clock.advance(2 * 60_000);

  const environmentId = demo.cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '';
  const { app } = await appScope(database, appId, environmentId);
  const store = collectorStore(database, app, 'logs', keepLines);
  const source = { gateway: 'https://api.atlassian.com', credentials: owner, appId, environmentId };
  expect(
    await takeTurn(
      store,
      logCollection({ fetch: cloudFetch(demo.cloud), stopped: new AbortController().signal }, source),
      () => demo.clock.now(),
    ),
  ).toMatchObject({
    kind: 'page',
    isLast: true,
  });
  while (await rollUpHours(database));
  const report = await hourReport(
    database,
    { app, appId, environmentId },
    await store.readState(),
    demo.clock.now(),
  );
  const jira = report.pools.find(({ product }) => product === 'jira');
  expect(jira).toMatchObject({
    name: 'own',
    environment: 'PRODUCTION',
    sites: 1,
    likelyPoints: charged,
  });
  expect([jira?.lowPoints, charged]).toEqual([
    Math.min(jira?.lowPoints ?? NaN, charged),
    Math.min(charged, jira?.highPoints ?? NaN),
  ]);
  expect(jira?.sitesInIt).toMatchObject([
    { siteId: '11111111-aaaa-4aaa-8aaa-111111111111', edition: 'Standard' },
  ]);
  expect(jira?.counter).toMatchObject({ policy: 'global-app-quota', quotaPoints: 65_000 });
  expect(jira?.drawnByCounter).toBeGreaterThan(0.8 * 65_000);
});

test('what an administrator switched off in Settings is printed no more, in a process that only works neither', async () => {
  const lines: string[] = [];
  const demo = await startTold((line) => lines.push(line), 2);
  const { id: installationId } = demo.installation;
  const [first = 0, second = 1] = demo.forge.isolates.ids;
  const printedBy = async (isolateId: number, functionKey: string, payload: object) => {
    const before = lines.length;
    const isPage = functionKey === 'saveSettings';
    await demo.forge.invokeResolver({
      ...{ installationId, functionKey, payload, isolateId },
      moduleKey: isPage ? 'gauge-jira' : 'radar-panel-module',
      accountId: isPage ? admin.accountId : member.accountId,
    });
    return lines.length - before;
  };
  const work = (isolateId: number) => printedBy(isolateId, 'show', { key: 'WEB-1' });
  demo.clock.advance(3 * minuteMs);
  // Other sites have drawn most of the pool by now: every answer says what is left.
  expect([await work(first), await work(second)]).toEqual([1, 1]);
  await printedBy(first, 'saveSettings', { change: { fleetLine: 'off' } });
  demo.clock.advance(6 * minuteMs);
  expect(await work(first)).toBe(0);
  demo.clock.advance(10 * minuteMs);
  // It learns of the switch as it stores what it booked, a quarter of an hour after it last asked.
  await work(second);
  demo.clock.advance(6 * minuteMs);
  expect(await work(second)).toBe(0);
  const before = lines.length;
  await demo.forge.runScheduled(installationId, 'sweep-hourly');
  expect(lines.length).toBe(before);
  await printedBy(first, 'saveSettings', { change: { fleetLine: 'on' } });
  expect(await work(first)).toBe(1);
});
