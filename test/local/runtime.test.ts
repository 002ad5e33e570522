import { until } from '../support/until';
import { ask, handlersLeftOut, site, startMs, startTinyApp } from './tiny-app';

const storageApp = `
import Resolver from '@forge/resolver';
import { kvs } from '@forge/kvs';
import { getAppContext } from '@forge/api';
const resolver = new Resolver();
let calls = 0;
resolver.define('write', async ({ payload }) => { await kvs.set('name', payload.name); });
resolver.define('read', async () => ({ name: (await kvs.get('name')) ?? null }));
resolver.define('whose', async ({ context }) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  calls += 1;
  return { installation: getAppContext().installationAri.installationId, account: context.accountId, calls };
});
const definitions = resolver.getDefinitions();
export { definitions as resolver };
${handlersLeftOut}
`;

describe('one warm process that serves two installations', () => {
  it('keeps what they store apart', async () => {
    const app = startTinyApp(storageApp);
    const first = await app.forge.install(site);
    const second = await app.forge.install({ ...site, cloudId: '33333333-cccc-4ccc-8ccc-333333333333' });

    await ask(app, first.id, 'write', { name: 'first' });

    await expect(ask(app, first.id, 'read')).resolves.toEqual({ name: 'first' });
    await expect(ask(app, second.id, 'read')).resolves.toEqual({ name: null });
  });

  it('tells concurrent invocations whose they are, after a wait too', async () => {
    const app = startTinyApp(storageApp);
    const first = await app.forge.install(site);
    const second = await app.forge.install({ ...site, cloudId: '33333333-cccc-4ccc-8ccc-333333333333' });

    const answers = await Promise.all([
      ask(app, first.id, 'whose'),
      ask(app, second.id, 'whose'),
      ask(app, first.id, 'whose'),
    ]);

    expect(answers).toEqual([
      { installation: first.id, account: 'admin-1', calls: 1 },
      { installation: second.id, account: 'admin-1', calls: 2 },
      { installation: first.id, account: 'admin-1', calls: 3 },
    ]);
  });

  it('forgets its module variables when it is killed, and storage stays', async () => {
    const app = startTinyApp(storageApp);
    const { id } = await app.forge.install(site);
    await ask(app, id, 'write', { name: 'kept' });
    await ask(app, id, 'whose');
    const [warm] = app.forge.isolates.ids;

    app.forge.isolates.kill(warm ?? -1);

    await expect(ask(app, id, 'whose')).resolves.toMatchObject({ calls: 1 });
    await expect(ask(app, id, 'read')).resolves.toEqual({ name: 'kept' });
  });
});

describe('several warm processes of one bundle', () => {
  it('share no module variable', async () => {
    const app = startTinyApp(storageApp, { isolates: 2 });
    const { id } = await app.forge.install(site);

    const counts = [
      await ask(app, id, 'whose'),
      await ask(app, id, 'whose'),
      await ask(app, id, 'whose'),
    ].map((answer) => (answer as { calls: number }).calls);

    // Lifecycle took the first turn, so the second process answers first.
    expect(counts).toEqual([1, 1, 2]);
  });
});

describe('time inside an app', () => {
  it('is the clock of the cloud, for Date.now, new Date and Date itself, and a given date stays as given', async () => {
    const app = startTinyApp(`
      export const resolver = async () => ({
        now: Date.now(),
        made: new Date().toISOString(),
        text: globalThis.Date().slice(0, 3),
        given: new Date(0).toISOString(),
        isDate: new Date() instanceof Date,
      });
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);
    app.clock.moveTo(startMs + 86_400_000);

    await expect(ask(app, id, 'any')).resolves.toEqual({
      now: startMs + 86_400_000,
      made: '2026-10-06T09:00:00.000Z',
      text: 'Tue',
      given: '1970-01-01T00:00:00.000Z',
      isDate: true,
    });
  });
});

describe('code that no invocation stands behind', () => {
  it('is refused with the name of the operation, while a module loads', () => {
    const app = (): unknown =>
      startTinyApp(`
        import { __getRuntime } from '@forge/api';
        __getRuntime();
        export const resolver = async () => {};
        ${handlersLeftOut}
      `);

    expect(app).toThrow('Forge runtime not found.');
  });

  it('is refused after its invocation has ended', async () => {
    const app = startTinyApp(`
      import { kvs } from '@forge/kvs';
      export const resolver = async () => {
        setTimeout(() => kvs.set('late', 1).catch((error) => console.error('late: ' + error.message)), 5);
        return 'done';
      };
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);
    await ask(app, id, 'any');

    await until('the late call is refused', () => app.logs.length > 0);

    expect(app.logs.map((entry) => entry.message).join()).toMatch(
      /^late: A call to \/api\/v1\/set came after the end of invocation .* \(resolver\)\.$/,
    );
    expect(app.storage.dump(id)).toEqual([]);
  });
});

describe('counters of @forge/metrics', () => {
  it('are summed over installations and kept for each', async () => {
    const app = startTinyApp(`
      import { internalMetrics } from '@forge/metrics';
      export const resolver = async ({ call }) => { internalMetrics.counter('points').incrBy(call.payload.points); };
      ${handlersLeftOut}
    `);
    const first = await app.forge.install(site);
    const second = await app.forge.install(site);

    await ask(app, first.id, 'any', { points: 30 });
    await ask(app, second.id, 'any', { points: 12 });

    expect(app.forge.metrics.total('points')).toBe(42);
    expect(app.forge.metrics.ofInstallation(second.id, 'points')).toBe(12);
    expect(app.forge.metrics.total('nothing')).toBeNull();
  });
});
