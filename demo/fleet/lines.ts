/** A simulated site's hour as its gauge would print it: by the published prices, which is all that a gauge knows. */
import {
  addSum,
  emptySum,
  type EndpointSum,
  type HourLine,
  type ReadingLine,
} from '../../src/fleet-line/line';
import { tierQuotas } from '../../src/limits/tiers';
import type { PoolId } from '../../src/model';
import type { SimulatedEndpoint, SimulatedSite, SiteHour } from './simulated-sites';

export const poolId: PoolId = { app: 'own', environment: 'PRODUCTION', product: 'jira' };

/** How far a gauge's own band reaches around what it takes for likely. */
const [lowShare, highShare] = [0.9, 1.35];

export function lineOf(
  { site, requests: made, refused: sent }: SiteHour,
  endpoints: readonly SimulatedEndpoint[],
  hour: number,
  number: number,
  atMs: number,
): HourLine {
  const routes: HourLine['routes'] = {};
  const parts: EndpointSum[] = [];
  let refusals = 0;
  for (const [at, { route, method, template, publishedPoints }] of endpoints.entries()) {
    const [requests, refused] = [made[at] ?? 0, sent[at] ?? 0];
    if (requests === 0) continue;
    const likelyMilli = (requests - refused) * publishedPoints * 1_000;
    const sum = {
      ...{ requests, refused, likelyMilli },
      lowMilli: Math.round(likelyMilli * lowShare),
      highMilli: Math.round(likelyMilli * highShare),
    };
    parts.push({ route, method, template, ...sum });
    addSum((routes[route] ??= emptySum()), sum);
    refusals += refused;
  }
  return {
    ...{ kind: 'hour', from: originOf(site), pool: poolId, hour, number, atMs, routes },
    refusals: refusals > 0 ? { quotaGlobal: refusals } : {},
    endpoints: parts,
    readings: [],
  };
}

export function readingOf(site: SimulatedSite, drawnPoints: number, atMs: number): ReadingLine {
  return {
    ...{ kind: 'reading', from: { ...originOf(site), edition: null, users: null }, pool: poolId },
    reading: {
      ...{ policy: 'global-app-quota', enforcement: 'enforced', atMs },
      quotaPoints: tierQuotas.globalPoints,
      remainingPoints: tierQuotas.globalPoints - drawnPoints,
    },
  };
}

function originOf({ cloudId, host, edition, statedUsers, gauge }: SimulatedSite): HourLine['from'] {
  return {
    installation: cloudId.slice(0, 8),
    gauge: gauge ?? '',
    site: host,
    ...{ edition: statedUsers === null ? null : edition, users: statedUsers },
  };
}
