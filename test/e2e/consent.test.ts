import type { OverviewAnswer } from '../../src/admin/contract/contract';
import { admin, askPage, member, startDemoCloud } from '../support/demo-cloud';

const ask = (demo: Awaited<ReturnType<typeof startDemoCloud>>, functionKey: string, payload: object = {}) =>
  demo.forge.invokeResolver({
    ...{ installationId: demo.installation.id, moduleKey: 'gauge-jira', functionKey, payload },
    accountId: admin.accountId,
  });

describe('an administrator who has not consented yet', () => {
  it.each(['overview', 'endpoints', 'settings', 'saveSettings', 'experiment'])(
    'is asked by Forge, since the error leaves the resolver, for %s',
    async (name) => {
      const demo = await startDemoCloud();
      demo.forge.consents.require(demo.installation.id, admin.accountId);
      const payload = { change: { probe: 'on' }, command: { action: 'last' } };
      expect(await ask(demo, name, payload)).toMatchObject({
        ok: false,
        failure: { kind: 'consent', message: 'Authentication Required' },
      });
      demo.forge.consents.give(demo.installation.id, admin.accountId);
      expect(await ask(demo, name, payload)).toMatchObject({ ok: true, value: { ok: true } });
    },
  );

  it('has what was metered until then written down all the same', async () => {
    const demo = await startDemoCloud();
    demo.forge.consents.require(demo.installation.id, admin.accountId);
    await ask(demo, 'overview');
    demo.forge.consents.give(demo.installation.id, admin.accountId);
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
    const answer = await askPage<OverviewAnswer>(demo, 'overview');
    if (!answer.ok) throw new Error(answer.error.message);
    // The question that was refused, as a call without an answer.
    expect(answer.data.topEndpoints).toMatchObject([{ template: '/rest/api/3/mypermissions', requests: 1 }]);
  });

  it('is not asked while a grant lets in, and others are not asked in their stead', async () => {
    const demo = await startDemoCloud();
    const first = await askPage(demo, 'overview');
    demo.forge.consents.require(demo.installation.id, admin.accountId);
    const grant = first.ok ? first.grant : null;
    expect(await ask(demo, 'settings', { grant })).toMatchObject({ ok: true, value: { ok: true } });
    expect(await askPage(demo, 'settings', {}, member.accountId)).toMatchObject({
      error: { code: 'notAdmin' },
    });
  });
});
