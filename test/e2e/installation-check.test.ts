import type { Answer, CheckAnswer, OverviewAnswer } from '../../src/admin/contract/contract';
import { FaultInjection } from '../support/fault-injection';
import { admin, askPage, member, startDemoCloud, type DemoCloud } from '../support/demo-cloud';

const check = (demo: DemoCloud, command: string, more: object = {}, accountId = admin.accountId) =>
  askPage<CheckAnswer>(demo, 'installationCheck', { command, ...more }, accountId);

/** State and finding by name. */
function found(answer: Answer<CheckAnswer>): Record<string, string> {
  if (!answer.ok) throw new Error(answer.error.message);
  return Object.fromEntries(
    (answer.data.last?.rows ?? []).map(({ name, state, finding }) => [name, `${state}: ${finding}`]),
  );
}

const storageCalls = (demo: DemoCloud) => demo.storage.accounting(demo.installation.id).requests;

const points = (demo: DemoCloud) =>
  demo.cloud.account.snapshot().cells.reduce((sum, cell) => sum + cell.points, 0);

const healthy = {
  roundTrip: 'ok: fine',
  absentKey: 'ok: fine',
  conditionalWrite: 'ok: fine',
  contexts: 'ok: fine',
  jiraAsApp: 'ok: fine',
  confluenceAsApp: 'ok: fine',
  jiraAsUser: 'ok: fine',
  confluenceAsUser: 'ok: fine',
  consent: 'ok: fine',
  headers: 'ok: fine',
};

describe('the check of an installation', () => {
  it('finds a healthy one healthy, and hears of its own event when it has arrived', async () => {
    const demo = await startDemoCloud();
    expect(found(await check(demo, 'run'))).toEqual({ ...healthy, queue: 'notTried: underWay' });
    demo.clock.advance(2_000);
    await demo.forge.tick();
    const last = await check(demo, 'last');
    expect(found(last)).toEqual({ ...healthy, queue: 'ok: fine' });
    expect(last).toMatchObject({ data: { last: { by: 'person', atMs: demo.clock.now() - 2_000 } } });
  });

  it('says of an event that does not arrive that it did not', async () => {
    const demo = await startDemoCloud();
    await check(demo, 'run');
    demo.clock.advance(5 * 60_000);
    expect(found(await check(demo, 'last'))['queue']).toBe('failed: notArrived');
  });

  it('is made by itself after the installation, without a call of a product', async () => {
    const demo = await startDemoCloud();
    expect(points(demo)).toBe(0);
    const last = await check(demo, 'last');
    expect(last).toMatchObject({ data: { last: { by: 'installation' } } });
    expect(found(last)).toMatchObject({
      roundTrip: 'ok: fine',
      conditionalWrite: 'ok: fine',
      jiraAsApp: 'notTried: onlyByPerson',
      consent: 'notTried: onlyByPerson',
    });
  });

  it('answers administrators only, and only what it knows', async () => {
    const demo = await startDemoCloud();
    for (const command of ['last', 'run'])
      expect(await check(demo, command, {}, member.accountId)).toMatchObject({ error: { code: 'notAdmin' } });
    expect(await check(demo, 'everything')).toMatchObject({
      error: { code: 'badRequest', message: '"command" must be "last" or "run".' },
    });
  });

  it('costs what the page says, and leaves its result only', async () => {
    const demo = await startDemoCloud();
    await demo.forge.tick();
    const first = await check(demo, 'last');
    const grant = first.ok ? first.grant : null;
    const keys = () => demo.storage.dump(demo.installation.id).map(({ key }) => key);
    const [keysBefore, before, spent] = [keys(), storageCalls(demo), points(demo)];
    await check(demo, 'run', { grant });
    demo.clock.advance(1_000);
    await demo.forge.tick();
    // Six points a product. The grant's secret is read, and the calls' record written, by any request that calls a product.
    expect(points(demo) - spent).toBe(12);
    expect(storageCalls(demo) - before - 2).toBeLessThanOrEqual(9);
    expect(keys().filter((key) => !keysBefore.includes(key) && !key.startsWith('pg:rec:'))).toEqual([]);
  });

  it('says what storage refuses, and has its answer all the same', async () => {
    const demo = await startDemoCloud();
    const faults = new FaultInjection(demo);
    faults.failWrites('rateLimit');
    const answer = await check(demo, 'run');
    faults.stop();
    expect(found(answer)).toMatchObject({
      roundTrip: 'failed: refused',
      absentKey: 'failed: refused',
      conditionalWrite: 'failed: refused',
      jiraAsApp: 'ok: fine',
    });
  });

  it('takes NOT_FOUND for absent, too, and names any other code', async () => {
    const demo = await startDemoCloud();
    const handle = demo.storage.handle.bind(demo.storage);
    for (const [code, finding] of [
      ['NOT_FOUND', 'ok: fine'],
      ['NO_SUCH_THING', 'failed: absentOtherCode'],
    ] as const) {
      demo.storage.handle = async (...request) => {
        const answer = await handle(...request);
        // The emulated storage says it by turns in both ways.
        return { ...answer, body: answer.body.replaceAll(/"(KEY_)?NOT_FOUND"/g, `"${code}"`) };
      };
      expect(found(await check(demo, 'run'))['absentKey']).toBe(finding);
      // Hours without a call are empty under a code that is known, and unread under any other.
      const overview = await askPage<OverviewAnswer>(demo, 'overview');
      if (!overview.ok) throw new Error(overview.error.message);
      expect(overview.data.missingHoursMs.length > 0).toBe(code === 'NO_SUCH_THING');
    }
  });

  it('tells a consent that is missing from a product that refuses', async () => {
    const demo = await startDemoCloud();
    const first = await check(demo, 'last');
    const grant = first.ok ? first.grant : null;
    demo.forge.consents.require(demo.installation.id, admin.accountId);
    expect(found(await check(demo, 'run', { grant }))).toMatchObject({
      jiraAsApp: 'ok: fine',
      jiraAsUser: 'notTried: waitsForConsent',
      consent: 'failed: consentMissing',
    });
  });

  it('says of an exhausted pool that a limit refused the calls', async () => {
    const app = {
      id: '0b9a5e2d-6c41-4f7b-8d3a-5e1f7c2a9b60',
      tier: 1 as const,
      enforcement: 'enforced' as const,
    };
    const demo = await startDemoCloud({ apps: [{ ...app, quotaPoints: 3 }] });
    const first = await check(demo, 'last');
    const grant = first.ok ? first.grant : null;
    expect(found(await check(demo, 'run', { grant }))).toMatchObject({
      jiraAsApp: 'warning: limited',
      headers: 'ok: fine',
    });
  });
});
