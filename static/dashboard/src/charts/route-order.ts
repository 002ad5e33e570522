import type { HourCell } from '../../../../src/admin/contract/contract';
import { en } from '../text/en';

type Route = HourCell['route'];

function isRoute(name: string): name is Route {
  return name in en.routes;
}

/** The catalogue names every route once (its type says so), in the order in which they are stacked and listed. */
export const routeOrder: readonly Route[] = Object.keys(en.routes).filter(isRoute);

/** Class that gives a route its colour, the same on every chart. */
export function routeClass(route: Route): string {
  return `route-${route.replaceAll('.', '-')}`;
}
