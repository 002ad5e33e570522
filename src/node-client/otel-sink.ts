/**
 * What one back end spends, as metrics of OpenTelemetry, without a gauge or a fleet: names, units and attributes are those that `points-gauge fleet` has
 * for them (docs/monitoring.md), so that dashboards and rules fit both.
 */
import { observe } from '../calls/observe';
import { chargedToPool } from '../limits/charging';
import type { Observation, Points } from '../model';
import { seenInReport } from '../protocol/seen-in-report';
import type { WireCall } from '../protocol/wire';
import { hourMs, secondMs } from '../time';
import type { CallSink } from './sink';

type Labels = Record<string, string>;

/** The part of `Meter` of `@opentelemetry/api` (1.x) that is used: `metrics.getMeter('points-gauge')`. */
export interface OtelMeter {
  createCounter(
    name: string,
    options: { unit: string; description: string },
  ): { add(value: number, attributes: Labels): void };
  createObservableGauge(
    name: string,
    options: { unit: string; description: string },
  ): {
    addCallback(callback: (result: { observe(value: number, attributes: Labels): void }) => void): void;
  };
}

export interface OtelSinkOptions {
  meter: OtelMeter;
  /** What the app is called; its environment. */
  app: string;
  environment: string;
  /** Where the calls go, too: a reporter. */
  next?: CallSink;
  /** So many endpoints by route have series of their own in an hour, the first that are called; the others are one. 50 when left out. */
  mostEndpoints?: number;
  /** Told of what went wrong here, which never reaches the call; left out: the first is a warning on the console. */
  onProblem?: (error: unknown) => void;
  nowMs?: () => number;
}

interface Sums {
  labels: Labels;
  requests: number;
  points: Points;
  refused: number;
}

interface Hour {
  hour: number;
  pools: Map<string, Sums>;
  endpoints: Map<string, Sums>;
  /** Atlassian's counter of the pool of all sites, as it was last seen. */
  counters: Map<string, { labels: Labels; remaining: number | null; quota: number | null; atMs: number }>;
}

const usualEndpoints = 50;
const other = '{other}';

/** Hand it to `meteredFetch` and the others as `reporter`. */
export function otelSink(options: OtelSinkOptions): CallSink {
  const { meter, app, environment, next, mostEndpoints = usualEndpoints, nowMs = Date.now } = options;
  const instrument = (unit: string, description: string) => ({ unit, description });
  const points = meter.createCounter(
    'points_gauge.points',
    instrument('{point}', 'Points that calls likely cost'),
  );
  const requests = meter.createCounter(
    'points_gauge.requests',
    instrument('{request}', 'Calls that draw on the pool'),
  );
  const refusals = meter.createCounter(
    'points_gauge.refusals',
    instrument('{request}', 'Calls that were refused (429)'),
  );
  let current = freshHour(hourOf(nowMs()));
  const now = (): Hour => {
    const hour = hourOf(nowMs());
    if (current.hour !== hour) current = freshHour(hour);
    return current;
  };
  let isSaid = false;
  const onProblem =
    options.onProblem ??
    ((error: unknown): void => {
      if (!isSaid) console.warn('Points Gauge: a call could not be measured for OpenTelemetry.', error);
      isSaid = true;
    });

  const note = (call: WireCall): void => {
    const seen = observe(seenInReport(call), { app, environment, overrides: undefined });
    const labels = {
      'points_gauge.app': app,
      'deployment.environment.name': environment,
      'points_gauge.product': seen.pool.product,
    };
    noteCounter(now(), seen, labels);
    if (!chargedToPool(seen.route)) return;
    const byRoute = { ...labels, 'points_gauge.route': seen.route };
    points.add(seen.points.likely, byRoute);
    requests.add(1, byRoute);
    if (seen.status === 429) refusals.add(1, byRoute);
    // A call of the hour before is in the counters, and in no figure of the running one.
    if (hourOf(seen.atMs) !== now().hour) return;
    add(now().pools, seen.pool.product, labels, seen);
    const { endpoints } = now();
    const name = `${seen.route} ${seen.method} ${seen.template}`;
    const isOwn = endpoints.has(`${seen.pool.product} ${name}`) || endpoints.size < mostEndpoints;
    const [method, template] = isOwn ? [seen.method, seen.template] : [other, other];
    add(
      endpoints,
      `${seen.pool.product} ${isOwn ? name : `${seen.route} ${other}`}`,
      { ...byRoute, 'http.request.method': method, 'url.template': template },
      seen,
    );
  };

  for (const [name, of] of [
    ['points_gauge.pool.estimate', () => now().pools],
    ['points_gauge.endpoint.points', () => now().endpoints],
  ] as const)
    observable(meter, name, '{point}', 'Points of this hour', (tell) => {
      for (const sums of of().values())
        for (const bound of ['low', 'likely', 'high'] as const)
          tell(sums.points[bound], { ...sums.labels, 'points_gauge.bound': bound });
    });
  for (const [name, of, figure] of [
    ['points_gauge.pool.requests', () => now().pools, 'requests'],
    ['points_gauge.pool.refusals', () => now().pools, 'refused'],
    ['points_gauge.endpoint.requests', () => now().endpoints, 'requests'],
    ['points_gauge.endpoint.refusals', () => now().endpoints, 'refused'],
  ] as const)
    observable(meter, name, '{request}', 'Calls of this hour', (tell) => {
      for (const sums of of().values()) tell(sums[figure], sums.labels);
    });
  observable(
    meter,
    'points_gauge.pool.remaining',
    '{point}',
    'Left of the pool, as an answer last said in this hour',
    (tell) => {
      for (const { labels, remaining } of now().counters.values())
        if (remaining !== null) tell(remaining, labels);
    },
  );
  observable(meter, 'points_gauge.pool.quota', '{point}', 'Points an hour, as an answer named it', (tell) => {
    for (const { labels, quota } of now().counters.values()) if (quota !== null) tell(quota, labels);
  });
  observable(meter, 'points_gauge.as_of.timestamp', 's', 'When what is left was said, Unix time', (tell) => {
    for (const { labels, remaining, atMs } of now().counters.values())
      if (remaining !== null) tell(atMs / secondMs, { ...labels, 'points_gauge.figure': 'remaining' });
  });

  return {
    report: (call) => {
      try {
        note(call);
      } catch (error) {
        onProblem(error);
      }
      next?.report(call);
    },
    ...(next?.beforeFlush === undefined
      ? {}
      : {
          beforeFlush: (settle: () => void) => {
            next.beforeFlush?.(settle);
          },
        }),
  };
}

function observable(
  meter: OtelMeter,
  name: string,
  unit: string,
  description: string,
  read: (tell: (value: number, attributes: Labels) => void) => void,
): void {
  meter.createObservableGauge(name, { unit, description }).addCallback((result) => {
    read((value, attributes) => {
      result.observe(value, attributes);
    });
  });
}

function noteCounter(hour: Hour, { limits, pool, atMs }: Observation, labels: Labels): void {
  const quota = limits?.quotas.find(
    ({ scope, enforcement }) => scope === 'global' && enforcement === 'enforced',
  );
  if (quota === undefined || hourOf(atMs) !== hour.hour) return;
  const known = hour.counters.get(pool.product);
  hour.counters.set(pool.product, {
    labels,
    quota: quota.quota ?? known?.quota ?? null,
    // Left out below some 80% use: what was said before in the hour is the last that is known.
    ...(quota.remaining === null
      ? { remaining: known?.remaining ?? null, atMs: known?.atMs ?? atMs }
      : { remaining: quota.remaining, atMs }),
  });
}

function add(to: Map<string, Sums>, key: string, labels: Labels, { points, status }: Observation): void {
  const sums = to.get(key) ?? { labels, requests: 0, points: { low: 0, likely: 0, high: 0 }, refused: 0 };
  sums.requests += 1;
  for (const bound of ['low', 'likely', 'high'] as const) sums.points[bound] += points[bound];
  if (status === 429) sums.refused += 1;
  to.set(key, sums);
}

function freshHour(hour: number): Hour {
  return { hour, pools: new Map(), endpoints: new Map(), counters: new Map() };
}

function hourOf(ms: number): number {
  return Math.floor(ms / hourMs);
}
