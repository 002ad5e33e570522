import { runInThisContext } from 'node:vm';
import { FaultInjection } from '../support/fault-injection';
import type { EndpointsAnswer, OverviewAnswer, SettingsAnswer } from '../../src/admin/contract/contract';
import {
  admin,
  askPage,
  changeIssue,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';

async function overview(demo: DemoCloud, installationId = demo.installation.id): Promise<OverviewAnswer> {
  const answer = await askPage<OverviewAnswer>(demo, 'overview', {}, admin.accountId, installationId);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

const spentOn = ({ pools }: OverviewAnswer): number => pools.reduce((sum, { own }) => sum + own.likely, 0);

async function saved(demo: DemoCloud, change: object): Promise<void> {
  const answer = await askPage<SettingsAnswer>(demo, 'saveSettings', { change });
  if (!answer.ok) throw new Error(answer.error.message);
}

/** The pool that the panel and the change draw on, without what the page itself asks. */
async function workOn(demo: DemoCloud): Promise<number> {
  const answer = await askPage<EndpointsAnswer>(demo, 'endpoints');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data.endpoints
    .filter(({ template }) => !template.includes('mypermissions'))
    .reduce((sum, { points }) => sum + points.likely, 0);
}

describe('two installations of one warm process', () => {
  it('never see or store each other’s figures, even when they work at the same time', async () => {
    const sites = ['11111111-aaaa-4aaa-8aaa-111111111111', '22222222-bbbb-4bbb-8bbb-222222222222'] as const;
    const demo = await startDemoCloud({
      sites: sites.map((cloudId, i) => ({
        cloudId,
        name: `site-${i}`,
        edition: 'standard' as const,
        users: 20,
        people: [admin, member],
      })),
    });
    const other = await demo.forge.install({
      cloudId: sites[1],
      siteUrl: 'https://other.atlassian.net',
      environmentType: 'PRODUCTION',
    });
    const change = (id: string) =>
      demo.forge.publishEvent(id, 'avi:jira:updated:issue', { issue: { key: 'WEB-1' } });
    await Promise.all([
      ...Array.from({ length: 5 }, () => change(demo.installation.id)),
      ...Array.from({ length: 3 }, () => change(other.id)),
    ]);
    const truth = new Map(
      demo.cloud.account.snapshot().cells.map(({ cloudId, points }) => [cloudId, points]),
    );
    expect(spentOn(await overview(demo))).toBe(truth.get(sites[0]));
    expect(spentOn(await overview(demo, other.id))).toBe(truth.get(sites[1]));
    expect(truth.get(sites[0])).toBeGreaterThan(truth.get(sites[1])!);
    const stored = (id: string) => demo.storage.dump(id);
    const keysOf = (id: string) => stored(id).map(({ key }) => key);
    const shared = keysOf(demo.installation.id).filter((key) => keysOf(other.id).includes(key));
    // Both have values of these names, and each its own.
    expect(shared.sort()).toEqual(['pg:check', 'pg:grant', 'pg:salt', 'pg:status', 'pg:versions']);
    const secrets = [...stored(demo.installation.id), ...stored(other.id)].filter(({ secret }) => secret);
    expect(new Set(secrets.map(({ value }) => value)).size).toBe(4);
  });

  it('start empty after an uninstall and a new install, and nothing of the old one is written to the new', async () => {
    const demo = await startDemoCloud();
    await openPanel(demo, 'WEB-1');
    demo.forge.uninstall(demo.installation.id);
    expect(demo.storage.dump()).toEqual([]);
    demo.installation = await demo.forge.install({
      cloudId: demo.installation.cloudId,
      siteUrl: demo.installation.siteUrl,
      environmentType: 'PRODUCTION',
    });
    const fresh = await overview(demo);
    expect([spentOn(fresh), fresh.recordingSinceMs]).toEqual([0, null]);
  });
});

describe('metering', () => {
  it('switched off records nothing more, and switched on again goes on', async () => {
    const demo = await startDemoCloud();
    await changeIssue(demo, 'WEB-1');
    const before = await workOn(demo);
    expect(before).toBeGreaterThan(0);
    demo.clock.advance(1000);
    await saved(demo, { metering: 'off' });
    await changeIssue(demo, 'WEB-1');
    expect(await workOn(demo)).toBe(before);
    expect((await overview(demo)).metering).toBe('off');
    demo.clock.advance(60_000);
    await saved(demo, { metering: 'on' });
    demo.clock.advance(1000);
    await changeIssue(demo, 'WEB-1');
    expect(await workOn(demo)).toBe(2 * before);
  });

  it('switched off is not counted even from a process that has not learned of it', async () => {
    const demo = await startDemoCloud({}, { isolates: 2 });
    const send = (
      isolateId: number,
      functionKey: string,
      moduleKey: string,
      payload: unknown,
      accountId: string,
    ) =>
      demo.forge.invokeResolver({
        installationId: demo.installation.id,
        ...{ moduleKey, functionKey, payload, accountId, isolateId },
      });
    const show = (isolateId: number) =>
      send(isolateId, 'show', 'radar-panel-module', { key: 'WEB-1' }, member.accountId);
    const [first = 0, second = 1] = demo.forge.isolates.ids;
    await show(first);
    await show(second);
    const before = await workOn(demo);
    expect(before).toBeGreaterThan(0);
    demo.clock.advance(1000);
    await send(first, 'saveSettings', 'gauge-jira', { change: { metering: 'off' } }, admin.accountId);
    demo.clock.advance(1000);
    await show(second);
    expect(await workOn(demo)).toBe(before);
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
    await saved(demo, { metering: 'on' });
    expect(await workOn(demo)).toBe(before);
  });

  it('switched off by the environment records nothing at all and says so on the page', async () => {
    // The bundle runs outside of the test runner's sandbox, so its environment is the real process's.
    const { env } = runInThisContext('process') as NodeJS.Process;
    env['POINTS_GAUGE_METERING'] = 'off';
    try {
      const demo = await startDemoCloud();
      await openPanel(demo, 'WEB-1');
      expect(demo.storage.accounting().writes).toBe(0);
      expect(await overview(demo)).toMatchObject({ metering: 'offByEnvironment', pools: [] });
      // Who may look is no record.
      const keys = demo.storage.dump().map(({ key }) => key.replace(/^(pg:admin:)[0-9a-f]{32}$/, '$1'));
      expect(keys).toEqual(['pg:admin:', 'pg:grant']);
    } finally {
      delete env['POINTS_GAUGE_METERING'];
    }
  });

  it('costs one storage write and no read in an invocation that made calls, and nothing in one that made none', async () => {
    const demo = await startDemoCloud();
    // A process reads the installation's salt once, with its first call for a person.
    await openPanel(demo, 'WEB-1');
    const { writes, reads } = demo.storage.accounting(demo.installation.id);
    const since = (): number[] => {
      const now = demo.storage.accounting(demo.installation.id);
      return [now.writes - writes, now.reads - reads];
    };
    await changeIssue(demo, 'WEB-1');
    expect(since()).toEqual([1, 0]);
    await openPanel(demo, 'WEB-1');
    expect(since()).toEqual([2, 0]);
    await demo.forge.publishEvent(demo.installation.id, 'avi:jira:updated:issue', {});
    expect(since()).toEqual([2, 0]);
  });

  it.each(['refuse', 'rateLimit', 'timeoutApplied', 'timeoutNotApplied'] as const)(
    'never lets a storage write that ends in "%s" reach the app, and loses nothing',
    async (kind) => {
      const demo = await startDemoCloud();
      const faults = new FaultInjection(demo);
      faults.failWrites(kind);
      await openPanel(demo, 'WEB-1');
      faults.stop();
      await openPanel(demo, 'WEB-2');
      const truth = demo.cloud.account.snapshot().cells.reduce((sum, { points }) => sum + points, 0);
      const page = await overview(demo);
      expect(spentOn(page)).toBe(truth);
      expect(page.integrity.writeFailures).toBe(1);
      expect(demo.logs.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  it('of a quiet app is rolled up by the hourly sweep', async () => {
    const demo = await startDemoCloud();
    for (let i = 0; i < 4; i += 1) await changeIssue(demo, 'WEB-1');
    expect((await overview(demo)).integrity.waitingRecords).toBe(4);
    demo.clock.moveTo(Date.UTC(2026, 9, 5, 10, 30));
    await demo.forge.tick();
    const page = await overview(demo);
    // The sweep's own hour also brought the demo's hourly work, whose records may wait for the next one.
    expect(page.integrity.mergedRecords).toBeGreaterThanOrEqual(4);
    expect(page.recordingSinceMs).toBe(Date.UTC(2026, 9, 5, 9));
  });
});

describe('the probe', () => {
  const probes = (demo: DemoCloud) =>
    demo.cloud.account
      .journal()
      .filter(({ route, endpoint }) => route === 'forge.asApp' && endpoint.includes('mypermissions'));

  async function liveUntil(demo: DemoCloud, untilMs: number): Promise<void> {
    while (demo.clock.now() < untilMs) {
      demo.clock.advance(60_000);
      await demo.forge.tick();
    }
  }

  it('makes no call until an administrator turns it on, then six an hour, at no more than was named before', async () => {
    const demo = await startDemoCloud();
    await liveUntil(demo, Date.UTC(2026, 9, 5, 10, 20));
    expect(probes(demo)).toEqual([]);
    const offer = await askPage<SettingsAnswer>(demo, 'settings');
    if (!offer.ok) throw new Error(offer.error.message);
    expect(offer.data.probe).toMatchObject({ on: false, callsAnHour: 6 });
    await saved(demo, { probe: 'on' });
    await liveUntil(demo, Date.UTC(2026, 9, 5, 13));
    const from = Date.UTC(2026, 9, 5, 11, 30);
    const made = probes(demo).filter(({ atMs }) => atMs >= from && atMs < from + 3_600_000);
    expect(made.length).toBe(6);
    const spentPoints = made.reduce((sum, { points }) => sum + points, 0);
    expect(spentPoints).toBeLessThanOrEqual(offer.data.probe.pointsAnHour.high);
    expect(spentPoints).toBe(18);
    await saved(demo, { probe: 'off' });
    const soFar = probes(demo).length;
    await liveUntil(demo, Date.UTC(2026, 9, 5, 14, 30));
    expect(probes(demo).length).toBe(soFar);
  });
});

describe('what is stored', () => {
  it('holds no account id, issue key or query value', async () => {
    const demo = await startDemoCloud();
    await openPanel(demo, 'WEB-17');
    await changeIssue(demo, 'WEB-17');
    await demo.forge.runScheduled(demo.installation.id, 'radar-report-daily');
    await overview(demo);
    const waiting = JSON.stringify(demo.storage.dump());
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
    const rolledUp = JSON.stringify(demo.storage.dump());
    for (const stored of [waiting, rolledUp]) {
      expect(stored).toContain('/rest/api/3/issue/{issueIdOrKey}');
      // Of a query the names alone: the app asked for groups by their ids.
      expect(stored).toContain('"groupId"');
      for (const secret of ['WEB-17', admin.accountId, member.accountId])
        expect(stored).not.toContain(secret);
      const ids = stored.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g);
      expect(new Set(ids)).toEqual(new Set([demo.installation.id]));
    }
  });
});
