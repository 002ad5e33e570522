import { ask, handlersLeftOut, site, startTinyApp } from '../../test/emulator/tiny-app';

/** Answers that say in turn: the pool is nearly empty, and anything else. */
const near = {
  status: 200,
  headers: [
    ['ratelimit-policy', '"global-app-quota";q=1000;w=3600'],
    ['ratelimit', '"global-app-quota";r=100;t=600'],
  ] as [string, string][],
  body: '{}',
};

const appWith = (listener: string, read: string): string => `
import { route } from '@forge/api';
import { kvs } from '@forge/kvs';
import { createGauge } from './src/forge';
const gauge = createGauge();
gauge.on('near', async (alarm) => { ${listener} });
const functions = {
  read: async () => { ${read} },
  told: async () => (await kvs.get('told')) ?? null,
};
export const resolver = gauge.withGauge('person', ({ call }) => functions[call.functionKey]());
${handlersLeftOut}`;

const bodyRead =
  "await (await gauge.asApp().requestJira(route`/rest/api/3/issue/ABC-1`)).json(); return 'read';";
const bodyLeft = "await gauge.asApp().requestJira(route`/rest/api/3/issue/ABC-1`); return 'read';";

describe('a listener of an alarm', () => {
  it.each([
    ['whose body the app reads', bodyRead],
    ['whose body nobody reads', bodyLeft],
  ])('that works for a while has ended when the invocation has, after a call %s', async (_which, read) => {
    const app = startTinyApp(
      appWith(
        "await new Promise((resolve) => setTimeout(resolve, 30)); await kvs.set('told', alarm.name);",
        read,
      ),
      { cloud: { handle: () => near } },
    );
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'read')).resolves.toBe('read');

    await expect(ask(app, id, 'told')).resolves.toBe('near');
    app.forge.leftovers.assertNone();
  });

  it('that makes calls of its own has them booked with the invocation', async () => {
    const app = startTinyApp(
      appWith(
        "await gauge.asApp().requestJira(route`/rest/api/3/project/WEB`); await kvs.set('told', 'asked');",
        bodyRead,
      ),
      { cloud: { handle: () => near } },
    );
    const { id } = await app.forge.install(site);

    await ask(app, id, 'read');

    const records = app.storage.dump(id).filter(({ key }) => key.startsWith('pg:rec:'));
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).toContain('/rest/api/3/project/{projectIdOrKey}');
    app.forge.leftovers.assertNone();
  });

  it('that fails harms nobody, and one that hangs holds the invocation for five seconds', async () => {
    const failing = startTinyApp(appWith("throw new Error('deaf');", bodyRead), {
      cloud: { handle: () => near },
    });
    const { id } = await failing.forge.install(site);
    await expect(ask(failing, id, 'read')).resolves.toBe('read');

    const hanging = startTinyApp(appWith('await new Promise(() => {});', bodyRead), {
      cloud: { handle: () => near },
    });
    const other = await hanging.forge.install(site);
    await expect(ask(hanging, other.id, 'read')).resolves.toBe('read');
    expect(hanging.storage.dump(other.id).filter(({ key }) => key.startsWith('pg:rec:'))).toHaveLength(1);
  }, 30_000);
});
