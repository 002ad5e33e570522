import * as forge from '@forge/api';
import * as metered from '../../src/api';
import { requeued, type Gauge } from '../../src/forge';

/** Checked by the compiler: a metered api can stand wherever that of Forge stood. */
function typesAreThoseOfForge(gauge: Gauge): unknown[] {
  const asApp: typeof forge.asApp = gauge.asApp;
  const asUser: typeof forge.asUser = gauge.asUser;
  const requestJira: typeof forge.requestJira = gauge.requestJira;
  const tagged: Pick<typeof forge, 'asApp' | 'asUser'> = gauge.tag('sync');
  const graph: ReturnType<typeof forge.asUser>['requestGraph'] = gauge.asUser().requestGraph;
  const handler: (event: { id: string }) => Promise<number> = gauge.withGauge(
    'event',
    (event: { id: string }) => Number(event.id),
  );
  const paced: Pick<typeof forge, 'asApp' | 'asUser'> = gauge.paced({ concurrency: 2 });
  const sync: typeof forge.asApp = gauge.paced().with({ component: 'sync', work: 'background' }).asApp;
  const consumer: (event: { id: string }) => Promise<unknown> = requeued(handler);
  // @ts-expect-error there is no such work
  gauge.paced().with({ work: 'night' });
  // @ts-expect-error there is no such option
  gauge.paced({ reserve: 0.1 });
  // @ts-expect-error a path must be made with route``, as Forge itself wants it
  void gauge.asApp().requestJira('/rest/api/3/myself');
  // @ts-expect-error there is no such trigger
  gauge.withGauge('cron', () => 1);
  return [asApp, asUser, requestJira, tagged, graph, handler, paced, sync, consumer];
}

/** Checked by the compiler: the module stands where that of Forge stood, name for name. */
const dropIn: typeof import('@forge/api') = metered;

it('has every name of @forge/api under points-gauge/api, and the calls of its own', () => {
  expect(Object.keys(dropIn).sort()).toEqual(Object.keys(forge).sort());
  expect(Object.keys(dropIn.default).sort()).toEqual(Object.keys(forge.default).sort());
  const own = ['asApp', 'asUser', 'requestConfluence', 'requestJira', 'default'] as const;
  expect(Object.keys(forge).filter((name) => Reflect.get(dropIn, name) !== Reflect.get(forge, name))).toEqual(
    expect.arrayContaining([...own]),
  );
  expect(dropIn.route).toBe(forge.route);
});

it('has the types of @forge/api', () => {
  expect(typesAreThoseOfForge).toHaveLength(1);
});
