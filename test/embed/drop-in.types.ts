/** Held to by the compiler, in `npm run check`: nothing here runs. */
import type * as forge from '@forge/api';
import type * as metered from '../../src/api';
import { requeued, type Gauge } from '../../src/forge';

/** The module stands where that of Forge stood, name for name. */
export const dropIn = (module: typeof metered): typeof forge => module;

/** A metered api can stand wherever that of Forge stood. */
export function typesAreThoseOfForge(gauge: Gauge): unknown[] {
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
