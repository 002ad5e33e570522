import type { HourCell } from '../../../../src/admin/contract/contract';

type Route = HourCell['route'];

const places = {
  'forge.asApp': 0,
  'forge.asUser': 1,
  'forge.asUserOffline': 2,
  'forge.bridge': 3,
  'forge.remote': 4,
  'connect.jwt': 5,
  'connect.impersonation': 6,
  'connect.apRequest': 7,
  'oauth.3lo': 8,
  apiToken: 9,
  anonymous: 10,
} satisfies Record<Route, number>;

/** Every route once, in the order in which they are stacked and listed. */
export const routeOrder = Object.keys(places) as readonly Route[];

/** Class that gives a route its colour, the same on every chart. */
export function routeClass(route: Route): string {
  return `route-${route.replaceAll('.', '-')}`;
}
