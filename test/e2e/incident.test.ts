import type { IncidentAnswer, LimitsAnswer, OverviewAnswer } from '../../src/admin/contract/contract';
import { demoAppId } from '../../demo/manifest';
import { admin, askPage, changeIssue, member, startDemoCloud, type DemoCloud } from '../support/demo-cloud';

/** An app with a pool so small that a few calls empty it. */
const tinyPool = {
  id: demoAppId.slice(demoAppId.indexOf('/') + 1),
  ...{ tier: 1 as const, enforcement: 'enforced' as const, quotaPoints: 20 },
};
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' };
const incidentOf = (demo: DemoCloud, hour: string, accountId = admin.accountId) =>
  askPage<IncidentAnswer>(demo, 'incident', { pool, hour }, accountId);

describe('the page of an incident', () => {
  it('tells of the wall that Overview counts and Limits lists, with what the emulated cloud refused', async () => {
    const demo = await startDemoCloud({ apps: [tinyPool] });
    await askPage<OverviewAnswer>(demo, 'overview', { heat: true });
    demo.clock.advance(3_600_000);
    for (let i = 0; i < 10; i += 1) await changeIssue(demo, 'WEB-1');
    const refused = demo.cloud.account
      .snapshot()
      .cells.filter(({ product }) => product === 'jira')
      .reduce((sum, cell) => sum + Object.values(cell.refused).reduce((all, calls) => all + calls, 0), 0);
    // Each page's own question who asks is a call, too: asked in the next hour, it is none of this one.
    demo.clock.advance(3_600_000);
    const overview = await askPage<OverviewAnswer>(demo, 'overview', { heat: true });
    const limits = await askPage<LimitsAnswer>(demo, 'limits');
    const incident = await incidentOf(demo, '2026-10-05T10');
    if (!overview.ok || !limits.ok || !incident.ok) throw new Error('not answered');
    const at = overview.data.pools.findIndex((view) => view.pool.product === 'jira');
    const counted = overview.data.walls?.pools[at]?.walls ?? [];
    const hourStartMs = Date.parse('2026-10-05T10:00:00Z');
    expect(counted).toMatchObject([{ hourStartMs, calls: refused }]);
    expect(refused).toBeGreaterThan(0);
    expect(limits.data.warnings.filter(({ kind }) => kind === 'dry')).toMatchObject([
      { hourStartMs, calls: refused, atMs: counted[0]?.firstAtMs },
    ]);
    const { wall } = incident.data;
    expect(wall).toMatchObject({ hourStartMs, keptAs: 'hour', quotaPoints: 20, tier: 1, ...counted[0] });
    if (typeof wall === 'string') throw new Error(wall);
    const hour = overview.data.hours.find((one) => one.hourStartMs === hourStartMs);
    const cells = hour?.cells.filter((cell) => cell.pool === at) ?? [];
    expect(wall.own.likely).toBe(cells.reduce((sum, { points }) => sum + points.likely, 0));
    expect(wall.failed.rows[0]).toMatchObject({ trigger: 'event', route: 'forge.asApp' });
  });

  it('says of a calm hour that it is one, and takes no hour that is none', async () => {
    const demo = await startDemoCloud();
    await changeIssue(demo, 'WEB-1');
    expect(await incidentOf(demo, '2026-10-05T09')).toMatchObject({ data: { wall: 'calm' } });
    for (const hour of ['2026-10-05T11', '2026-10-05', 'yesterday', '2026-13-40T99'])
      expect(await incidentOf(demo, hour)).toMatchObject({
        error: { code: 'badRequest', message: '"hour" must be a past hour in UTC, as 2026-11-22T14.' },
      });
    expect(await incidentOf(demo, '2026-10-05T09', member.accountId)).toMatchObject({
      error: { code: 'notAdmin' },
    });
  });
});
