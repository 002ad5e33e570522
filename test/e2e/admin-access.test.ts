import { FaultInjection } from '../support/faultInjection';
import type { EndpointsAnswer, OverviewAnswer, SettingsAnswer } from '../../src/admin/contract';
import {
  admin,
  askPage,
  changeIssue,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demoCloud';

/** Calls that reached the product since the cloud started. */
function productCalls(demo: DemoCloud): number {
  return demo.cloud.account.snapshot().cells.reduce((sum, { requests }) => sum + requests, 0);
}

async function grantOf(demo: DemoCloud): Promise<string> {
  const answer = await askPage(demo, 'overview');
  if (!answer.ok || answer.grant === null) throw new Error('The administrator got no grant.');
  return answer.grant;
}

/** An app with a pool so small that a few calls empty it. */
const tinyPool = (demoAppId: string) => ({
  apps: [{ id: demoAppId, tier: 1 as const, enforcement: 'enforced' as const, quotaPoints: 20 }],
});
const demoAppId = '0b9a5e2d-6c41-4f7b-8d3a-5e1f7c2a9b60';

describe('the resolvers', () => {
  it('answer an administrator, and ask Jira only once for as long as the grant lasts', async () => {
    const demo = await startDemoCloud();
    const grant = await grantOf(demo);
    expect(productCalls(demo)).toBe(1);
    for (const page of ['overview', 'endpoints', 'settings'] as const) {
      const answer = await askPage(demo, page, { grant });
      expect(answer).toMatchObject({ ok: true, grant });
    }
    expect(productCalls(demo)).toBe(1);
    demo.clock.advance(8 * 3_600_000);
    expect((await askPage(demo, 'overview', { grant })).ok).toBe(true);
    expect(productCalls(demo)).toBe(2);
  });

  it.each(['overview', 'endpoints', 'settings', 'saveSettings'] as const)(
    'refuse %s to somebody who is no administrator, with or without an administrator’s grant',
    async (page) => {
      const demo = await startDemoCloud();
      const stolen = await grantOf(demo);
      for (const grant of [undefined, stolen]) {
        const answer = await askPage(demo, page, { grant, change: { metering: 'off' } }, member.accountId);
        expect(answer).toMatchObject({ ok: false, error: { code: 'notAdmin' } });
      }
      expect(await askPage<SettingsAnswer>(demo, 'settings', { grant: stolen })).toMatchObject({
        data: { metering: 'on' },
      });
    },
  );

  it('lock no administrator with a grant out while the pool is empty', async () => {
    const demo = await startDemoCloud(tinyPool(demoAppId));
    const grant = await grantOf(demo);
    for (let i = 0; i < 8; i += 1) await changeIssue(demo, 'WEB-1');
    const answer = await askPage<OverviewAnswer>(demo, 'overview', { grant });
    expect(answer).toMatchObject({ ok: true, data: { totalsOnly: false, pools: [{ status: 'exhausted' }] } });
    expect(await askPage(demo, 'settings', { grant })).toMatchObject({ ok: true });
  });

  it('show only totals without a grant while the pool is empty, and say when to come back', async () => {
    const demo = await startDemoCloud(tinyPool(demoAppId));
    for (let i = 0; i < 8; i += 1) await changeIssue(demo, 'WEB-1');
    const overview = await askPage<OverviewAnswer>(demo, 'overview');
    expect(overview).toMatchObject({
      ok: true,
      grant: null,
      data: { totalsOnly: true, topEndpoints: [], throttles: [], pools: [{ status: 'exhausted' }] },
    });
    const error = { code: 'cannotVerify', retryAtMs: Date.UTC(2026, 9, 5, 10) };
    expect(await askPage(demo, 'endpoints')).toMatchObject({ ok: false, error });
    expect(await askPage(demo, 'saveSettings', { change: { probe: 'on' } })).toMatchObject({
      ok: false,
      error,
    });
    demo.clock.moveTo(Date.UTC(2026, 9, 5, 10, 1));
    expect(await askPage(demo, 'endpoints')).toMatchObject({ ok: true });
  });

  it('say what is wrong with a request, and change nothing', async () => {
    const demo = await startDemoCloud();
    const grant = await grantOf(demo);
    expect(await askPage(demo, 'saveSettings', { grant, change: { probe: 'perhaps' } })).toMatchObject({
      ok: false,
      error: { code: 'badRequest', message: '"change.probe" must be "on" or "off".' },
    });
    expect(await askPage(demo, 'dropEverything' as never)).toMatchObject({
      ok: false,
      error: {
        code: 'badRequest',
        message: expect.stringMatching(
          /^Points Gauge has no function "dropEverything"\. There are: overview, .*saveSettings/,
        ) as string,
      },
    });
    expect(await askPage(demo, 'settings', { grant })).toMatchObject({ data: { probe: { on: false } } });
  });

  it('let Confluence say who administers it, on its page', async () => {
    const demo = await startDemoCloud();
    const ask = async (accountId: string) => {
      const outcome = await demo.forge.invokeResolver({
        installationId: demo.installation.id,
        moduleKey: 'gauge-confluence',
        functionKey: 'overview',
        payload: {},
        accountId,
      });
      return outcome.ok ? outcome.value : outcome.failure;
    };
    expect(await ask(admin.accountId)).toMatchObject({ ok: true });
    expect(await ask(member.accountId)).toMatchObject({ ok: false, error: { code: 'notAdmin' } });
    expect(demo.cloud.account.journal().map(({ product }) => product)).toEqual(['confluence', 'confluence']);
  });

  it('say what storage could not give, and lose nothing', async () => {
    const demo = await startDemoCloud();
    await openPanel(demo, 'WEB-1');
    const grant = await grantOf(demo);
    const faults = new FaultInjection(demo);
    faults.failReads();
    const failed = await askPage(demo, 'endpoints', { grant });
    expect(failed).toMatchObject({ ok: false, error: { code: 'storage' } });
    faults.stop();
    const answer = await askPage<EndpointsAnswer>(demo, 'endpoints', { grant });
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.data.endpoints.map(({ template }) => template)).toContain(
      '/rest/api/3/issue/{issueIdOrKey}',
    );
  });
});
