/** A fleet at its largest: pools that 10,000 sites draw on by 150 endpoints and two routes. */
import { mostEndpoints, mostSites } from '../../../fleet/metrics/chosen';
import { metricsText } from '../../../fleet/metrics/open-metrics';
import { snapshotOf, type PoolDetail } from '../../../fleet/metrics/samples';
import type { EndpointFigures, SiteFigures } from '../../../fleet/metrics/store';
import type { FleetOverview, PoolOverview } from '../../../fleet/pages/contract';
import { usualThresholds } from '../../../fleet/thresholds';

const nowMs = Date.UTC(2026, 10, 27, 14, 37);

export function poolOf(id: number): PoolOverview {
  return {
    pool: { id, app: `app-${String(id)}`, environment: 'PRODUCTION', product: 'jira' },
    ...{
      hourStartMs: nowMs,
      sites: 10_000,
      requests: 1,
      refused: 0,
      quotaPoints: 65_000,
      quotaIsSaid: false,
    },
    estimate: { low: 1, likely: 2, high: 3 },
    ofSitesPoints: 2,
    best: {
      lowPoints: 1,
      likelyPoints: 2,
      highPoints: 3,
      basis: 'estimate',
      ofAllSites: false,
      countedShare: 0,
    },
    ...{ counted: null, counter: null, status: 'unknown', foreseen: null, wallAtMs: null, hours: [] },
    reachedPercent: null,
    ...{
      heat: { firstDayMs: 0, points: [], between: [] },
      walls: [],
      wallHours: 0,
      drivers: [],
      endpoints: [],
    },
  };
}

export function overviewOf(pools: PoolOverview[]): FleetOverview {
  return {
    thresholds: usualThresholds,
    ...{ readAtMs: nowMs, appId: 'the-app', environmentId: 'production', pools },
    collection: {
      ...{ lookedAtMs: nowMs, readShare: 1, missingHours: 0, doneAtMs: null, trouble: null },
      requests: {
        ...{ lookedAtMs: null, readShare: 0, missingHours: 336, trouble: null, isStopped: false },
        ...{ delay: null, sitesLastDay: 0 },
      },
      ...{ sitesHeardOf: 10_000, sitesLastDay: 10_000, sitesOfFiles: 0, versions: [] },
    },
  };
}

export const figures = {
  requests: 123_456,
  points: { low: 1_234.567, likely: 2_345.678, high: 3_456.789 },
  refused: 12,
};
const sites: SiteFigures[] = Array.from({ length: 10_000 }, (_, n) => ({
  siteId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `a-customer-with-a-long-name-${String(n)}.atlassian.net`,
  ...figures,
}));
const endpoints: EndpointFigures[] = (['forge.asApp', 'forge.asUser'] as const).flatMap((route) =>
  Array.from({ length: 150 }, (_, n) => ({
    route,
    endpoint: {
      method: 'GET' as const,
      template: `/rest/api/3/project/{projectIdOrKey}/component/${String(n)}/{id}`,
    },
    ...figures,
  })),
);

/** `/metrics` with the largest numbers that can be chosen. */
export function largestMetrics(count: number): string {
  const pools = Array.from({ length: count }, (_, n) => poolOf(n + 1));
  const detail: PoolDetail = { sites, endpoints, counted: [] };
  return metricsText(
    snapshotOf({
      overview: overviewOf(pools),
      details: new Map(pools.map(({ pool }) => [pool.id, detail])),
      choice: { sites: mostSites, endpoints: mostEndpoints, namedSites: [] },
      gaugeVersion: '0.1.0',
    }),
    'openMetrics',
  );
}
