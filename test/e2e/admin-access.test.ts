import { FaultInjection } from '../support/fault-injection';
import type {
  AskName,
  EndpointsAnswer,
  OverviewAnswer,
  SettingsAnswer,
  AppliedAdviceAnswer,
} from '../../src/admin/contract/contract';
import {
  admin,
  askPage,
  changeIssue,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';

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

/** Whatever changes, deletes or makes a secret. */
const changes: [AskName, object][] = [
  ['saveSettings', { change: { metering: 'off' } }],
  ['changeSources', { change: { kind: 'make', app: 'Shop', environment: 'TEST' } }],
  ['changePrices', { change: { kind: 'reset', endpoints: [] } }],
  ['importAccount', { begunAtMs: 1, part: 0, isLast: true, text: '{}' }],
  ['importAccount', { begunAtMs: 1, part: 1, isLast: true, text: '{}' }],
  ['deleteAccount', { sure: 'delete everything' }],
  ['snapshots', { command: { switch: 'on' } }],
  ['taken', { command: { add: { kind: 'other', endpoint: null, day: '2026-10-01', note: 'x' } } }],
];

function storedKeys(demo: DemoCloud, prefix: string): string[] {
  const keys = demo.storage.dump(demo.installation.id).map(({ key }) => key);
  return keys.filter((key) => key.startsWith(prefix));
}

/** The site takes the administrator's rights away. */
function removeAdmin(demo: DemoCloud): void {
  const person = demo.cloud.sites[0]!.people.byAccountId(admin.accountId);
  person!.admin = false;
}

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

  it('show all figures on a fresh load to whom the product called an administrator yesterday, and let changes wait', async () => {
    const demo = await startDemoCloud(tinyPool(demoAppId));
    await grantOf(demo);
    demo.clock.advance(24 * 3_600_000);
    for (let i = 0; i < 10; i += 1) await changeIssue(demo, 'WEB-1');
    const answer = await askPage<OverviewAnswer>(demo, 'overview');
    expect(answer).toMatchObject({ ok: true, data: { totalsOnly: false, pools: [{ status: 'exhausted' }] } });
    const grant = answer.ok ? answer.grant : null;
    // Until the hour is over the product need not be asked again; then it is.
    const calls = productCalls(demo);
    expect(await askPage(demo, 'settings', { grant })).toMatchObject({ ok: true });
    expect(productCalls(demo)).toBe(calls);
    const waits = { ok: false, error: { code: 'poolEmpty', retryAtMs: Date.UTC(2026, 9, 6, 10) } };
    for (const [name, payload] of changes)
      expect(await askPage(demo, name, { grant, ...payload })).toMatchObject(waits);
    expect(await askPage(demo, 'settings', { grant }, member.accountId)).toMatchObject(waits);
    demo.clock.moveTo(Date.UTC(2026, 9, 6, 10, 1));
    expect(await askPage(demo, 'saveSettings', { change: { probe: 'off' } })).toMatchObject({ ok: true });
  });

  it('let nobody change anything with a grant from before the product said no', async () => {
    const demo = await startDemoCloud();
    const grant = await grantOf(demo);
    removeAdmin(demo);
    for (const [name, payload] of changes)
      expect(await askPage(demo, name, { grant, ...payload })).toMatchObject({
        ok: false,
        error: { code: 'notAdmin' },
      });
    expect(await askPage(demo, 'overview')).toMatchObject({ ok: false, error: { code: 'notAdmin' } });
    expect(storedKeys(demo, 'pg:admin:')).toEqual([]);
  });

  it('write down who changed what, without an account, and show it as you or another', async () => {
    const second = { accountId: 'account-second', displayName: 'Cleo Chief', admin: true };
    const site = {
      cloudId: '11111111-aaaa-4aaa-8aaa-111111111111',
      name: 'acme',
      edition: 'standard' as const,
    };
    const demo = await startDemoCloud({ sites: [{ ...site, users: 40, people: [admin, member, second] }] });
    await askPage(demo, 'saveSettings', { change: { thresholds: [{ percent: 60, actions: [] }] } });
    demo.clock.advance(1_000);
    await askPage(demo, 'changeSources', { change: { kind: 'make', app: 'Shop', environment: 'TEST' } });
    await askPage(demo, 'taken', { command: null });
    demo.clock.advance(1_000);
    await askPage(demo, 'changeSources', { change: { kind: 'rotate', id: '0'.repeat(16) } });
    const log = async (accountId: string) => {
      const answer = await askPage<SettingsAnswer>(demo, 'settings', {}, accountId);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.data.log.map(({ by, what, about, failed }) => [by, what, about, failed]);
    };
    expect(await log(admin.accountId)).toEqual([
      ['you', 'rotateSource', '0'.repeat(16), true],
      ['you', 'makeSource', 'Shop, TEST', false],
      ['you', 'settings', 'thresholds', false],
    ]);
    expect((await log(second.accountId)).map(([by]) => by)).toEqual(['another', 'another', 'another']);
    const stored = JSON.stringify(demo.storage.dump(demo.installation.id));
    expect(stored).not.toMatch(/account-admin|Anna/);
  });

  it('keep every one of twenty changes at once, and tell who had older settings before their eyes', async () => {
    const demo = await startDemoCloud();
    const grant = await grantOf(demo);
    const before = await askPage<SettingsAnswer>(demo, 'settings', { grant });
    const seen = before.ok ? before.data.version : 0;
    const changes = [
      { thresholds: [{ percent: 55, actions: ['banner'] }] },
      { users: 70 },
      { hourDays: 20 },
      { edition: 'premium' },
    ];
    const twenty = Array.from({ length: 20 }, (_, i) => ({ change: changes[i % 4] }));
    const saved = await Promise.all(
      twenty.map((payload) => askPage(demo, 'saveSettings', { grant, ...payload })),
    );
    expect(saved.every(({ ok }) => ok)).toBe(true);
    const after = await askPage<SettingsAnswer>(demo, 'settings', { grant });
    expect(after).toMatchObject({
      data: {
        thresholds: [{ percent: 55, actions: ['banner'] }],
        stated: { users: 70, edition: 'premium' },
        retention: { hourDays: 20 },
      },
    });
    const late = await askPage(demo, 'saveSettings', { grant, seen, change: { probe: 'on' } });
    expect(late).toMatchObject({ ok: false, error: { code: 'changedMeanwhile' } });
    expect(await askPage(demo, 'settings', { grant })).toMatchObject({ data: { probe: { on: false } } });
    const notes = Array.from({ length: 20 }, (_, i) => ({
      command: { add: { kind: 'other', endpoint: null, day: '2026-10-01', note: `note ${i}` } },
    }));
    await Promise.all(notes.map((payload) => askPage(demo, 'taken', { grant, ...payload })));
    const nothingSaid = { add: { kind: 'other', endpoint: null, day: '2026-10-01', note: ' ' } };
    expect(await askPage(demo, 'taken', { grant, command: nothingSaid })).toMatchObject({
      error: { code: 'cannotDo', message: 'Say in the note what was done: no advice says it.' },
    });
    const taken = await askPage<AppliedAdviceAnswer>(demo, 'taken', { grant, command: null });
    expect(taken.ok && taken.data.taken).toHaveLength(20);
  });

  it('show only totals without a grant while the pool is empty, and say when to come back', async () => {
    const demo = await startDemoCloud(tinyPool(demoAppId));
    for (let i = 0; i < 8; i += 1) await changeIssue(demo, 'WEB-1');
    const overview = await askPage<OverviewAnswer>(demo, 'overview');
    expect(overview).toMatchObject({
      ok: true,
      grant: null,
      data: {
        ...{ totalsOnly: true, topEndpoints: [], refusals: [], pools: [{ status: 'exhausted' }] },
        closedUntilMs: Date.UTC(2026, 9, 5, 10),
      },
    });
    const error = { code: 'poolEmpty', retryAtMs: Date.UTC(2026, 9, 5, 10) };
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
