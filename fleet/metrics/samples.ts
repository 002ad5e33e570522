/** From what the page shows to samples: pure, so that a page and a scrape of the same moment cannot differ. */
import type { Points } from '../../src/model';
import { poolStatuses } from '../../src/insights/views';
import { secondMs } from '../../src/time';
import { figureBases } from '../estimate/best-figure';
import type { FleetOverview, PoolOverview } from '../pages/contract';
import { mostToldPools, toldPools } from '../planning/told-pools';
import type { MetricName } from './catalogue';
import { choose, mostEndpoints, mostSites, shareOf, type Figures, type MetricChoice } from './chosen';
import type { Labels, Sample, Snapshot } from './snapshot';
import type { Counted, EndpointFigures, SiteFigures } from './store';

/** What an answer of the page's own does not have. */
export interface PoolDetail {
  /** The largest of the last day first. */
  sites: readonly SiteFigures[];
  endpoints: readonly EndpointFigures[];
  counted: readonly Counted[];
}

export interface SnapshotFacts {
  overview: FleetOverview;
  /** By the pool's id. */
  details: ReadonlyMap<number, PoolDetail>;
  choice: MetricChoice;
  gaugeVersion: string;
}

const other = '{other}';
/** The largest sites of the running hour have series whatever they drew before. */
const alwaysTold = 3;

export function snapshotOf({ overview, details, choice, gaugeVersion }: SnapshotFacts): Snapshot {
  const pools = toldPools(overview.pools);
  const mostSitesEach = shareOf(Math.min(choice.sites, mostSites), pools.length);
  const mostEndpointsEach = shareOf(Math.min(choice.endpoints, mostEndpoints), pools.length);
  const named = new Set(choice.namedSites.map((name) => name.toLowerCase()));
  const isNamed = ({ siteId, name }: SiteFigures): boolean =>
    named.has(siteId.toLowerCase()) || (name !== null && named.has(name.toLowerCase()));
  const samples: Sample[] = pools.flatMap((pool) => {
    const detail = details.get(pool.pool.id);
    const labels = poolLabels(pool);
    return [
      ...poolSamples(pool, labels, overview),
      ...(detail === undefined
        ? []
        : [
            ...countedSamples(detail.counted, labels),
            ...siteSamples(detail.sites, labels, mostSitesEach, isNamed),
            ...endpointSamples(detail.endpoints, labels, mostEndpointsEach),
          ]),
    ];
  });
  return {
    atMs: overview.readAtMs,
    resource: {
      'service.name': 'points-gauge-fleet',
      'service.version': gaugeVersion,
      'points_gauge.app.id': overview.appId,
      'points_gauge.environment.id': overview.environmentId,
    },
    samples: [...collectorSamples(overview), ...samples],
  };
}

function poolLabels({ pool }: PoolOverview): Labels {
  return { app: pool.app, environment: pool.environment, product: pool.product };
}

function poolSamples(pool: PoolOverview, labels: Labels, overview: FleetOverview): Sample[] {
  const { best, estimate, counter, foreseen, wallAtMs } = pool;
  const of = (metric: MetricName, value: number, more: Labels = {}): Sample => ({
    ...{ metric, value },
    labels: { ...labels, ...more },
  });
  const running = pool.hours.at(-1);
  // The counter's own guess goes on until now; an estimate ends with the newest look.
  const asOfMs =
    best.basis === 'counter'
      ? overview.readAtMs
      : Math.min(overview.readAtMs, overview.collection.lookedAtMs ?? pool.hourStartMs);
  return [
    ...bounded('points_gauge.pool.points', labels, {
      low: best.lowPoints,
      likely: best.likelyPoints,
      high: best.highPoints,
    }),
    ...bounded('points_gauge.pool.estimate', labels, estimate),
    of('points_gauge.pool.quota', pool.quotaPoints),
    ...(counter === null ? [] : [of('points_gauge.pool.remaining', counter.remainingPoints)]),
    ...(foreseen === null ? [] : bounded('points_gauge.pool.forecast', labels, foreseen)),
    ...(wallAtMs === null ? [] : [of('points_gauge.pool.wall.timestamp', wallAtMs / secondMs)]),
    of('points_gauge.pool.requests', pool.requests),
    of('points_gauge.pool.refusals', pool.refused),
    of('points_gauge.pool.sites', pool.sites),
    ...poolStatuses.map((status) =>
      of('points_gauge.pool.status', pool.status === status ? 1 : 0, { status }),
    ),
    ...overview.thresholds.flatMap(({ percent, actions }) => {
      const threshold = String(percent);
      const alerts = actions.includes('alert') ? 'yes' : 'no';
      return [
        of('points_gauge.pool.threshold', (pool.quotaPoints * percent) / 100, { threshold }),
        of('points_gauge.pool.threshold.reached', percent <= (pool.reachedPercent ?? 0) ? 1 : 0, {
          ...{ threshold, alerts },
        }),
      ];
    }),
    ...figureBases.map((basis) => of('points_gauge.pool.basis', best.basis === basis ? 1 : 0, { basis })),
    of('points_gauge.as_of.timestamp', asOfMs / secondMs, { figure: 'points' }),
    ...(counter === null
      ? []
      : [of('points_gauge.as_of.timestamp', counter.atMs / secondMs, { figure: 'remaining' })]),
    ...(running?.routes ?? []).flatMap(({ route, ...figures }) =>
      figureSamples('points_gauge.route', { ...labels, route }, figures),
    ),
  ];
}

function countedSamples(counted: readonly Counted[], labels: Labels): Sample[] {
  return counted.flatMap(({ route, requests, points, refused, sinceMs }) => {
    const of = (metric: MetricName, value: number): Sample => ({
      ...{ metric, value, startMs: sinceMs },
      labels: { ...labels, route },
    });
    return [
      of('points_gauge.points', points),
      of('points_gauge.requests', requests),
      of('points_gauge.refusals', refused),
    ];
  });
}

function siteSamples(
  sites: readonly SiteFigures[],
  labels: Labels,
  most: number,
  isNamed: (site: SiteFigures) => boolean,
): Sample[] {
  // Who drains the pool just now may have been small until an hour ago.
  const drainers = new Set([...sites].sort((a, b) => b.points.likely - a.points.likely).slice(0, alwaysTold));
  const { chosen, other: rest, folded } = choose(sites, most, (site) => isNamed(site) || drainers.has(site));
  return [
    ...chosen.flatMap((site) =>
      figureSamples(
        'points_gauge.site',
        { ...labels, siteId: site.siteId, siteName: site.name ?? site.siteId },
        site,
      ),
    ),
    ...(rest === null
      ? []
      : figureSamples('points_gauge.site', { ...labels, siteId: other, siteName: other }, rest)),
    { metric: 'points_gauge.site.folded', labels, value: folded },
  ];
}

function endpointSamples(endpoints: readonly EndpointFigures[], labels: Labels, most: number): Sample[] {
  const known = endpoints.filter(({ endpoint }) => endpoint !== null);
  const { chosen, folded } = choose(known, most);
  const isChosen = new Set(chosen);
  // What lines had no room for is by route as well, and so is what is folded: all that is left of a route is one series.
  const rest = new Map<EndpointFigures['route'], EndpointFigures[]>();
  for (const one of endpoints)
    if (!isChosen.has(one)) rest.set(one.route, [...(rest.get(one.route) ?? []), one]);
  return [
    ...chosen.flatMap((one) =>
      figureSamples(
        'points_gauge.endpoint',
        {
          ...labels,
          route: one.route,
          ...(one.endpoint === null ? {} : { method: one.endpoint.method, template: one.endpoint.template }),
        },
        one,
      ),
    ),
    ...[...rest].flatMap(([route, left]) =>
      figureSamples(
        'points_gauge.endpoint',
        { ...labels, route, method: other, template: other },
        choose(left, 0).other ?? { requests: 0, points: { low: 0, likely: 0, high: 0 }, refused: 0 },
      ),
    ),
    { metric: 'points_gauge.endpoint.folded', labels, value: folded },
  ];
}

function collectorSamples({ pools, collection, readAtMs }: FleetOverview): Sample[] {
  const { lookedAtMs, missingHours, trouble, sitesHeardOf, sitesLastDay } = collection;
  const of = (metric: MetricName, value: number, labels: Labels = {}): Sample => ({ metric, value, labels });
  return [
    of('points_gauge.pool.folded', Math.max(0, pools.length - mostToldPools)),
    of('points_gauge.fleet.sites', sitesHeardOf, { window: 'ever' }),
    of('points_gauge.fleet.sites', sitesLastDay, { window: 'day' }),
    ...(lookedAtMs === null
      ? []
      : [
          of('points_gauge.collector.look.timestamp', lookedAtMs / secondMs),
          of('points_gauge.collector.lag', Math.max(0, readAtMs - lookedAtMs) / secondMs),
        ]),
    of('points_gauge.collector.missing', missingHours * 3_600),
    of('points_gauge.collector.failing', trouble === null ? 0 : 1),
  ];
}

function figureSamples(
  of: 'points_gauge.route' | 'points_gauge.site' | 'points_gauge.endpoint',
  labels: Labels,
  { requests, points, refused }: Figures,
): Sample[] {
  return [
    ...bounded(`${of}.points`, labels, points),
    { metric: `${of}.requests`, labels, value: requests },
    { metric: `${of}.refusals`, labels, value: refused },
  ];
}

/** Where only a low and a high are known there is no likely. */
function bounded(
  metric: MetricName,
  labels: Labels,
  points: Omit<Points, 'likely'> & { likely: number | null },
): Sample[] {
  return (['low', 'likely', 'high'] as const).flatMap((bound) => {
    const value = points[bound];
    return value === null ? [] : [{ metric, labels: { ...labels, bound }, value }];
  });
}
