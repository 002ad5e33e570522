import { routes, type HourCell } from '../../../../src/admin/contract/contract';

/** Every route once, in the order in which they are stacked and listed. */
export const routeOrder = routes;

/** Class that gives a route its colour, the same on every chart. */
export function routeClass(route: HourCell['route']): string {
  return `route-${route.replaceAll('.', '-')}`;
}
