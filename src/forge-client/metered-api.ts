import * as forge from '@forge/api';
import type { Product, Route } from '../model';
import { target } from '../calls/target';
import type { CallDescription, Meter } from './meter';

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

/** Gives back the same function with something around each of its calls. */
export type Watcher = Pick<Meter, 'watch'>;

/** Which calls a wrapped function makes: by which route, and for which feature of the app. */
interface Caller {
  route: Route;
  tag: string | null;
  /** The account that the calls impersonate; `null` for whoever the invocation runs for. */
  person: string | null;
}

/**
 * Not metered, since no points quota is known for them: Bitbucket, connected data, external providers.
 * @param tag the feature that all calls of this api are booked under
 */
export function meteredApi(meter: Watcher, tag: string | null = null): MeteredApi {
  const anonymous: Caller = { route: 'anonymous', tag, person: null };
  return {
    asApp: () => watchAll(meter, forge.asApp(), { route: 'forge.asApp', tag, person: null }),
    asUser: (accountId) => {
      const route = accountId === undefined ? 'forge.asUser' : 'forge.asUserOffline';
      const by: Caller = { route, tag, person: accountId ?? null };
      const api = watchAll(meter, forge.asUser(accountId), by);
      // `@forge/api` 6.0 has no such call yet.
      if (!('requestTeamworkGraph' in api)) return api;
      return {
        ...api,
        requestTeamworkGraph: meter.watch(api.requestTeamworkGraph, graphCall(by, '/graphql/twg')),
      };
    },
    requestJira: meter.watch(forge.requestJira, productCall('jira', anonymous)),
    requestConfluence: meter.watch(forge.requestConfluence, productCall('confluence', anonymous)),
  };
}

function watchAll<Api extends AppApi | UserApi>(meter: Watcher, api: Api, by: Caller): Api {
  return {
    ...api,
    requestJira: meter.watch(api.requestJira, productCall('jira', by)),
    requestConfluence: meter.watch(api.requestConfluence, productCall('confluence', by)),
    requestGraph: meter.watch(api.requestGraph, graphCall(by, '/graphql')),
    ...('withContext' in api ? { withContext: watchContext(meter, api, by) } : {}),
  };
}

/** `@forge/api` has it since 8. */
function watchContext(meter: Watcher, api: AppApi | UserApi, by: Caller): AppApi['withContext'] {
  return (contextAri) => {
    const within = api.withContext(contextAri);
    return {
      ...within,
      requestJira: meter.watch(within.requestJira, productCall('jira', by)),
      requestConfluence: meter.watch(within.requestConfluence, productCall('confluence', by)),
    };
  };
}

function productCall(product: Product, by: Caller): CallDescription {
  return {
    ...{ product, ...by },
    read: ([path, init]) => {
      const { method, signal, body: requestBody } = target(null, init);
      return { path: pathOf(path), method, signal, requestBody };
    },
  };
}

function graphCall(by: Caller, path: string): CallDescription {
  return { product: 'graphql', ...by, read: () => ({ path, method: 'POST', signal: null }) };
}

/** The text of what `route` makes. Anything else is refused by `@forge/api` itself, before a call is made. */
function pathOf(route: unknown): string {
  if (typeof route === 'object' && route !== null && 'value' in route && typeof route.value === 'string') {
    return route.value;
  }
  return '';
}
