/** What the page of routes keeps in its address. */
import type { RouteMove, WhatIfChoice } from '../../../src/admin/contract/contract';
import { nameOfParts } from './endpoints-state';

export const routingPeriods = ['24h', '7d'] as const;

/** Routes that an app can choose for its own calls. */
export const chosenRoutes = ['forge.asApp', 'forge.asUser', 'forge.bridge'] as const;

export interface RoutingState {
  period: (typeof routingPeriods)[number];
  whatIf: WhatIfChoice;
}

/** Whatever the address does not say, or says wrongly, is as on the bare page. */
export function readRoutingState(query: URLSearchParams): RoutingState {
  return {
    period: routingPeriods.find((known) => known === query.get('period')) ?? '24h',
    whatIf: readChoice(query.get('whatif')),
  };
}

/** What to write into the address for these parts; the values of the bare page are left out of it. */
export function routingQuery({ period, whatIf }: Partial<RoutingState>): Record<string, string | null> {
  const query: Record<string, string | null> = {};
  if (period !== undefined) query['period'] = period === '24h' ? null : period;
  if (whatIf !== undefined)
    query['whatif'] = whatIf === 'cheapest' ? null : JSON.stringify(whatIf.map(partsOf));
  return query;
}

function partsOf({ pool, method, template, to }: RouteMove): unknown[] {
  return [pool.app, pool.environment, pool.product, method, template, to];
}

function readChoice(text: string | null): WhatIfChoice {
  try {
    const moves: unknown = JSON.parse(text ?? 'null');
    return Array.isArray(moves) ? (moves as unknown[]).flatMap((move) => readMove(move) ?? []) : 'cheapest';
  } catch {
    return 'cheapest';
  }
}

function readMove(move: unknown): RouteMove | null {
  if (!Array.isArray(move)) return null;
  const name = nameOfParts(move.slice(0, 5));
  const to = chosenRoutes.find((known) => known === move[5]);
  return name === null || to === undefined ? null : { ...name, to };
}
