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
        import { getAppContext } from '@forge/api';
        getAppContext();
        export const resolver = async () => {};
        ${handlersLeftOut}
      `);

    expect(app).toThrow('Forge runtime not found: appContext was asked for while the app was loaded.');
  });

  it('finds the ids of the trace while a module loads, where @forge/llm looks for them', async () => {
    const app = startTinyApp(`
      import { __getRuntime } from '@forge/api';
      const { tracing } = __getRuntime();
      export const resolver = async () => Object.keys(tracing);
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'any')).resolves.toEqual(['traceId', 'spanId']);
  });

  it('is refused after its invocation has ended', async () => {
    const app = startTinyApp(`
      import { kvs } from '@forge/kvs';
      let release;
      export const resolver = async ({ call }) => {
        if (call.functionKey === 'release') return release();
        // Waits for a promise of its own: what goes on then runs within the first invocation.
        new Promise((resolve) => { release = resolve; })
          .then(() => kvs.set('late', 1))
          .catch((error) => console.error('late: ' + error.message));
        return 'done';
      };
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);
    await ask(app, id, 'leave');

    await ask(app, id, 'release');
    await until('the late call is refused', () => app.logs.length > 1);

    expect(app.logs.map((entry) => entry.message)).toEqual([
      expect.stringMatching(/^A call to \/api\/v1\/set began after the answer of resolver \(.*\)$/),
      expect.stringMatching(
        /^late: A call to \/api\/v1\/set came after the end of invocation .* \(resolver\)\.$/,
      ),
    ]);
    expect(app.storage.dump(id)).toEqual([]);
  });
});

describe('work that is not over when its function answers', () => {
  const leaving = (work: string): string => `
    import { kvs } from '@forge/kvs';
    import { setTimeout as wait } from 'node:timers/promises';
    import { promisify } from 'node:util';
    const ran = [];
    export const resolver = async ({ call }) => {
      if (call.functionKey === 'ran') return ran;
      ${work}
      return 'done';
    };
    ${handlersLeftOut}
  `;

  it.each([
    ['a timer', "setTimeout(() => ran.push('timer'), 1);", 'a timer of 1 ms'],
    ['a timer of the global object', "globalThis.setTimeout(() => ran.push('timer'), 1);", 'a timer of 1 ms'],
    ['an interval', "setInterval(() => ran.push('interval'), 1);", 'an interval of 1 ms'],
    ['a wait of Node', "wait(1).then(() => ran.push('wait'));", 'a wait of 1 ms'],
    ['a promisified timer', "promisify(setTimeout)(1).then(() => ran.push('wait'));", 'a wait of 1 ms'],
    ['a storage call', "kvs.set('a', 1).then(() => ran.push('stored'));", 'A call to /api/v1/set'],
  ])('is frozen and told of: %s', async (_name, work, what) => {
    const app = startTinyApp(leaving(work));
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'leave')).resolves.toBe('done');
    await new Promise((resolve) => setTimeout(resolve, 20));

    await expect(ask(app, id, 'ran')).resolves.toEqual([]);
    expect(app.forge.leftovers.all).toEqual([
      {
        invocationId: expect.any(String) as string,
        functionKey: 'resolver',
        installationId: id,
        what,
        when: 'pending',
      },
    ]);
    expect(() => {
      app.forge.leftovers.assertNone();
    }).toThrow(`await it inside of the function.\n- resolver: ${what} (pending)`);
  });

  it('is none where everything was awaited or cleared', async () => {
    const app = startTinyApp(
      leaving(`
        await kvs.set('a', 1);
        await wait(1);
        await promisify(setTimeout)(1);
        clearTimeout(setTimeout(() => ran.push('timer'), 1));
        clearInterval(setInterval(() => ran.push('interval'), 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        await new Promise((resolve) => setImmediate(resolve));
        await wait(1000, null, { signal: AbortSignal.abort() }).catch((error) => ran.push(error.name));
      `),
    );
    const { id } = await app.forge.install(site);

    await ask(app, id, 'leave');

    await expect(ask(app, id, 'ran')).resolves.toEqual(['AbortError']);
    app.forge.leftovers.assertNone();
  });
});

describe('what an app is told of its installation', () => {
  const telling = `
    import { getAppContext } from '@forge/api';
    export const resolver = async (event, request) => {
      const { installation, license } = getAppContext();
      return {
        written: installation.contexts.map(String),
        cloudIds: installation.contexts.map(({ cloudId }) => cloudId),
        ari: String(installation.ari),
        license: String(license?.active),
        request: { written: request.installation.contexts.map(String), license: String(request.license?.active) },
      };
    };
    ${handlersLeftOut}
  `;

  it('are contexts that write themselves as an ARI, and no license', async () => {
    const app = startTinyApp(telling);
    const { id } = await app.forge.install({ ...site, products: ['jira'] });

    await expect(ask(app, id, 'any')).resolves.toEqual({
      written: [`ari:cloud:jira::site/${site.cloudId}`],
      cloudIds: [site.cloudId],
      ari: `ari:cloud:ecosystem::installation/${id}`,
      license: 'undefined',
      request: { written: [`ari:cloud:jira::site/${site.cloudId}`], license: 'undefined' },
    });
  });

  it('are the products and the license that the installation was given', async () => {
    const app = startTinyApp(telling);
    const { id } = await app.forge.install({
      ...site,
      products: ['confluence', 'jira'],
      license: { active: true },
    });

    await expect(ask(app, id, 'any')).resolves.toMatchObject({
      written: [`ari:cloud:confluence::site/${site.cloudId}`, `ari:cloud:jira::site/${site.cloudId}`],
      license: 'true',
      request: { license: 'true' },
    });
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
