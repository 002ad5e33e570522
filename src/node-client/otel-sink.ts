/**
 * What one back end spends, as metrics of OpenTelemetry, without a gauge or a fleet: names, units and attributes are those
 * that `points-gauge fleet` has for them (docs/monitoring.md), so that dashboards and rules fit both.
 */
import { observe } from '../calls/observe';
import { chargedToPool } from '../limits/charging';
import { hourStartMs } from '../limits/hour';
import { seenInReport } from '../protocol/seen-in-report';
import type { WireCall } from '../protocol/wire';
import { secondMs } from '../time';
import { OtelHour, type Labels } from './otel-hour';
import type { CallSink } from './sink';

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

const usualEndpoints = 50;

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
  let current = new OtelHour(hourStartMs(nowMs()), mostEndpoints);
  const now = (): OtelHour => {
    const startMs = hourStartMs(nowMs());
    if (current.startMs !== startMs) current = new OtelHour(startMs, mostEndpoints);
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
    const hour = now();
    hour.noteCounter(seen, labels);
    if (!chargedToPool(seen.route)) return;
    const byRoute = { ...labels, 'points_gauge.route': seen.route };
    points.add(seen.points.likely, byRoute);
    requests.add(1, byRoute);
    if (seen.status === 429) refusals.add(1, byRoute);
    hour.noteCall(seen, labels, byRoute);
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
