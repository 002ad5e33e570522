/**
 * Every figure that other programs read of the fleet: the one table from which `/metrics`, the OTLP push, the table in docs/monitoring.md, the
 * dashboard and the rules take their names. Names, units and attributes by OpenTelemetry's conventions (metrics semantic conventions, "General
 * guidelines", and "Prometheus and OpenMetrics compatibility" of the specification, read 2026-11).
 */

/** `counter` only grows; what is of the running hour begins anew with each hour and is a `gauge`. */
export type MetricKind = 'counter' | 'gauge';

export interface Metric {
  kind: MetricKind;
  /** In UCUM: words in braces are of things that are counted, and leave no unit in Prometheus' names. */
  unit: `{${string}}` | 's' | '1';
  about: string;
  attributes: readonly Attribute[];
}

export const attributes = {
  app: 'points_gauge.app',
  environment: 'deployment.environment.name',
  product: 'points_gauge.product',
  route: 'points_gauge.route',
  /** `low`, `likely`, `high`. */
  bound: 'points_gauge.bound',
  siteId: 'points_gauge.site.id',
  siteName: 'points_gauge.site.name',
  method: 'http.request.method',
  template: 'url.template',
  status: 'points_gauge.status',
  basis: 'points_gauge.basis',
  /** Which figure an "as of" is of. */
  figure: 'points_gauge.figure',
  window: 'points_gauge.window',
  /** Percent of the quota. */
  threshold: 'points_gauge.threshold',
  /** `yes` where the threshold alerts, else `no`. */
  alerts: 'points_gauge.alerts',
} as const;
export type Attribute = keyof typeof attributes;

const pool = ['app', 'environment', 'product'] as const;
const byBound = [...pool, 'bound'] as const;
const route = [...pool, 'route'] as const;
const site = [...pool, 'siteId', 'siteName'] as const;
const endpoint = [...pool, 'route', 'method', 'template'] as const;

const points = '{point}';
const requests = '{request}';

export const metrics = {
  'points_gauge.points': counter(
    points,
    route,
    'Points that the gauges of all sites estimated, since counting began',
  ),
  'points_gauge.requests': counter(requests, route, 'Calls that draw on the pool, since counting began'),
  'points_gauge.refusals': counter(requests, route, 'Calls that were refused (429), since counting began'),

  'points_gauge.pool.points': gauge(
    points,
    byBound,
    'All sites together in this hour: the best figure that is known',
  ),
  'points_gauge.pool.estimate': gauge(
    points,
    byBound,
    'What the gauges of the sites that print estimate of this hour, uncorrected',
  ),
  'points_gauge.pool.quota': gauge(
    points,
    pool,
    'Points an hour: as an answer named it, else the published quota of Tier 1',
  ),
  'points_gauge.pool.remaining': gauge(
    points,
    pool,
    'Left of the pool as Atlassian’s counter last said in this hour; absent where no site saw it',
  ),
  'points_gauge.pool.forecast': gauge(
    points,
    byBound,
    'The hour’s end as foreseen by this hour and those like it; absent in its first ten minutes',
  ),
  'points_gauge.pool.wall.timestamp': gauge(
    's',
    pool,
    'When the pool is empty, then, Unix time; absent where not likely within this hour',
  ),
  'points_gauge.pool.requests': gauge(requests, pool, 'Calls of this hour that draw on the pool'),
  'points_gauge.pool.refusals': gauge(requests, pool, 'Calls of this hour that were refused (429)'),
  'points_gauge.pool.sites': gauge('{site}', pool, 'Sites with a line of this hour'),
  'points_gauge.pool.status': gauge(
    '{pool}',
    [...pool, 'status'],
    'How the pool stands: 1 for the one that holds, 0 for the others',
  ),
  'points_gauge.pool.threshold': gauge(
    points,
    [...pool, 'threshold'],
    'From so many points on a threshold of the page is reached',
  ),
  'points_gauge.pool.threshold.reached': gauge(
    '{threshold}',
    [...pool, 'threshold', 'alerts'],
    '1 where the best figure reaches a threshold of the page, else 0',
  ),
  'points_gauge.pool.basis': gauge(
    '{pool}',
    [...pool, 'basis'],
    'What the best figure rests on: 1 for the one that holds, 0 for the others',
  ),
  'points_gauge.as_of.timestamp': gauge(
    's',
    [...pool, 'figure'],
    'What a figure speaks of, Unix time: points up to the newest look, remaining at its reading',
  ),

  'points_gauge.route.points': gauge(
    points,
    [...route, 'bound'],
    'Points of this hour by route, as the gauges estimate',
  ),
  'points_gauge.route.requests': gauge(requests, route, 'Calls of this hour by route'),
  'points_gauge.route.refusals': gauge(requests, route, 'Refused calls of this hour by route'),

  'points_gauge.site.points': gauge(
    points,
    [...site, 'bound'],
    'Points of this hour by chosen site; all others are {other}',
  ),
  'points_gauge.site.requests': gauge(requests, site, 'Calls of this hour by chosen site'),
  'points_gauge.site.refusals': gauge(requests, site, 'Refused calls of this hour by chosen site'),
  'points_gauge.site.folded': gauge('{site}', pool, 'Sites that are in {other}'),

  'points_gauge.endpoint.points': gauge(
    points,
    [...endpoint, 'bound'],
    'Points of this hour by chosen endpoint and route; all others are {other}',
  ),
  'points_gauge.endpoint.requests': gauge(
    requests,
    endpoint,
    'Calls of this hour by chosen endpoint and route',
  ),
  'points_gauge.endpoint.refusals': gauge(
    requests,
    endpoint,
    'Refused calls of this hour by chosen endpoint and route',
  ),
  'points_gauge.endpoint.folded': gauge('{endpoint}', pool, 'Endpoints by route that are in {other}'),

  'points_gauge.pool.folded': gauge('{pool}', [], 'Pools that are in no figure, since there are too many'),
  'points_gauge.fleet.sites': gauge(
    '{site}',
    ['window'],
    'Sites whose line was ever read, and those of the last day',
  ),
  'points_gauge.collector.look.timestamp': gauge(
    's',
    [],
    'When the newest lines were last read to their end, Unix time; absent before the first',
  ),
  'points_gauge.collector.lag': gauge('s', [], 'Since then, by the fleet’s own clock'),
  'points_gauge.collector.missing': gauge('s', [], 'Of the last 14 days what was not read for good'),
  'points_gauge.collector.failing': gauge('{collector}', [], '1 while reading fails'),
} as const satisfies Record<`points_gauge.${string}`, Metric>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];

function counter<A extends readonly Attribute[]>(unit: Metric['unit'], of: A, about: string) {
  return { kind: 'counter', unit, about, attributes: of } as const;
}

function gauge<A extends readonly Attribute[]>(unit: Metric['unit'], of: A, about: string) {
  return { kind: 'gauge', unit, about, attributes: of } as const;
}

const unitNames: Readonly<Record<string, string>> = { s: 'seconds', '1': 'ratio' };

/** The unit as it ends Prometheus' name; `null`: none does. */
export function prometheusUnit(name: MetricName): string | null {
  return unitNames[metrics[name].unit] ?? null;
}

/** Without `_total`, which belongs to the samples of a counter. */
export function prometheusFamily(name: MetricName): string {
  const unit = prometheusUnit(name);
  return `${name.replaceAll('.', '_')}${unit === null ? '' : `_${unit}`}`;
}

/** As PromQL asks for it. */
export function prometheusName(name: MetricName): string {
  return `${prometheusFamily(name)}${metrics[name].kind === 'counter' ? '_total' : ''}`;
}

export function prometheusLabel(attribute: Attribute): string {
  return attributes[attribute].replaceAll('.', '_');
}
