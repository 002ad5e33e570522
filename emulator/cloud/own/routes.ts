/** Which endpoint answers: a recorded answer before your own endpoint, and that before the emulator's. */
import type { Account } from '../account';
import { endpoints } from '../endpoints';
import type { CloudEndpoint } from '../exchange';
import { createRouter, type Match } from '../router';
import { fromOwn, type OwnEndpoint } from './endpoint';
import { fits, fromFixture, type Fixture } from './fixture';

export type Routes = (method: string, path: string, query: URLSearchParams) => Match;

const builtIn = createRouter(endpoints);

/** @throws when a path of a fixture or an endpoint cannot be one. */
export function createRoutes(
  own: readonly OwnEndpoint[],
  fixtures: readonly Fixture[],
  account: Pick<Account, 'snapshot'>,
): Routes {
  if (own.length === 0 && fixtures.length === 0) return builtIn;
  const route =
    own.length === 0 ? builtIn : createRouter([...endpoints, ...own.map((one) => fromOwn(one, account))]);
  const recorded = fixtures.map((fixture) => ({ fixture, endpoint: fromFixture(fixture) }));
  const recordedRoute = createRouter(recorded.map(({ endpoint }) => endpoint));
  const isSame = (a: CloudEndpoint, b: CloudEndpoint): boolean =>
    a.method === b.method && a.template === b.template;
  return (method, path, query) => {
    const match = recordedRoute(method, path);
    if (match.kind !== 'endpoint') return route(method, path);
    const found = recorded.find(
      ({ fixture, endpoint }) => isSame(endpoint, match.endpoint) && fits(fixture, query),
    );
    return found === undefined ? route(method, path) : { ...match, endpoint: found.endpoint };
  };
}
