/** Points of a GraphQL call, from the answer itself. */
import type { Basis, Points } from '../model';

/**
 * Names under which the block may hold what was charged, best first. Atlassian publishes that the block exists, not
 * what is in it; the names are those that GraphQL gateways use for the cost after execution.
 */
const chargedNames = ['actual', 'actualCost', 'actualQueryCost', 'total', 'points', 'cost', 'value'] as const;

/**
 * What `extensions.cost` of a parsed GraphQL body says, as a figure of the server's own (basis `header`). `null` when
 * there is no such block or nothing in it that can be read as points; the call is then priced like any other.
 * Source: Jira rate limiting, FAQ "REST vs GraphQL", read 2026-11-22.
 */
export function graphqlCost(body: unknown): { points: Points; basis: Basis; source: string } | null {
  const cost = property(property(body, 'extensions'), 'cost');
  for (const candidate of [cost, ...chargedNames.map((name) => property(cost, name))]) {
    if (typeof candidate === 'number' && Number.isFinite(candidate) && candidate >= 0) {
      const points = { low: candidate, likely: candidate, high: candidate };
      return { points, basis: 'header', source: 'extensions.cost of the answer' };
    }
  }
  return null;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
