import * as forge from '@forge/api';
import type { Product, Route } from '../model';
import { methodOf, type CallDescription, type Meter } from './meter';

export type AppApi = ReturnType<typeof forge.asApp>;
export type UserApi = ReturnType<typeof forge.asUser>;

/** What `@forge/api` offers for product calls, metered. Types, results and errors are those of `@forge/api`. */
export interface MeteredApi {
  asApp: () => AppApi;
  /** With an account id: offline impersonation, a route of its own. */
  asUser: (accountId?: string) => UserApi;
  requestJira: typeof forge.requestJira;
  requestConfluence: typeof forge.requestConfluence;
}

/** Not metered, since no points quota is known for them: Bitbucket, connected data, external providers. */
export function meteredApi(meter: Meter): MeteredApi {
  return {
    asApp: () => watchAll(meter, forge.asApp(), 'forge.asApp'),
    asUser: (accountId) => {
      const route = accountId === undefined ? 'forge.asUser' : 'forge.asUserOffline';
      const api = watchAll(meter, forge.asUser(accountId), route);
      return {
        ...api,
        requestTeamworkGraph: meter.watch(api.requestTeamworkGraph, graphCall(route, '/graphql/twg')),
      };
    },
    requestJira: meter.watch(forge.requestJira, productCall('jira', 'anonymous')),
    requestConfluence: meter.watch(forge.requestConfluence, productCall('confluence', 'anonymous')),
  };
}

function watchAll<Api extends AppApi | UserApi>(meter: Meter, api: Api, route: Route): Api {
  return {
    ...api,
    requestJira: meter.watch(api.requestJira, productCall('jira', route)),
    requestConfluence: meter.watch(api.requestConfluence, productCall('confluence', route)),
    requestGraph: meter.watch(api.requestGraph, graphCall(route, '/graphql')),
    withContext: (contextAri: string) => {
      const within = api.withContext(contextAri);
      return {
        ...within,
        requestJira: meter.watch(within.requestJira, productCall('jira', route)),
        requestConfluence: meter.watch(within.requestConfluence, productCall('confluence', route)),
      };
    },
  };
}

function productCall(product: Product, route: Route): CallDescription {
  return { product, route, read: ([path, init]) => ({ path: pathOf(path), method: methodOf(init) }) };
}

function graphCall(route: Route, path: string): CallDescription {
  return { product: 'graphql', route, read: () => ({ path, method: 'POST' }) };
}

/** The text of what `route` makes. Anything else is refused by `@forge/api` itself, before a call is made. */
function pathOf(route: unknown): string {
  if (typeof route === 'object' && route !== null && 'value' in route && typeof route.value === 'string') {
    return route.value;
  }
  return '';
}
