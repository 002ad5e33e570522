/** Through OpenTelemetry's own SDK: what a back end spends, under the names that the fleet has for it. */
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { attributes, metrics, type MetricName } from '../../fleet/metrics/catalogue';
import { startServer, type CallServer } from '../../test/node/call-server';
import type { WireCall } from '../protocol/wire';
import { hourMs } from '../time';
import { meteredFetch } from './metered-fetch';
import { otelSink, type OtelMeter } from './otel-sink';

const startMs = Date.UTC(2026, 10, 27, 14, 37);
let server: CallServer;
beforeAll(async () => {
  server = await startServer((url) =>
    url.startsWith('/rest/api/3/issue/BUSY')
      ? { status: 429, headers: { 'Retry-After': '30', 'RateLimit-Reason': 'jira-quota-global-based' } }
      : {
          status: 200,
          headers: {
            'RateLimit-Policy': '"global-app-quota";q=65000;w=3600',
            RateLimit: '"global-app-quota";r=12000;t=600',
          },
          body: '{"id":"1","key":"SECRET-1"}',
        },
  );
});
afterAll(() => server.close());

function openMeter() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 31 - 1 });
  const provider = new MeterProvider({ readers: [reader] });
  const meter: OtelMeter = provider.getMeter('points-gauge');
  return {
    meter,
    /** `name` and attributes to value. */
    read: async () => {
      exporter.reset();
      await reader.forceFlush();
      return (
        exporter
          .getMetrics()
          .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
          // Counters and gauges alone: none of ours is a histogram.
          .map(({ descriptor, dataPointType, dataPoints }) => ({
            ...{ descriptor, dataPointType },
            dataPoints: dataPoints as DataPoint<number>[],
          }))
      );
    },
    close: () => provider.shutdown(),
  };
}

test('a metered fetch shows points, calls, refusals and what is left, by the names of the fleet', async () => {
  const opened = openMeter();
  let nowMs = startMs;
  const passed: WireCall[] = [];
  const reporter = otelSink({
    ...{ meter: opened.meter, app: 'sync', environment: 'PRODUCTION', nowMs: () => nowMs },
    next: { report: (call) => passed.push(call) },
  });
  const jira = meteredFetch(fetch, { product: 'jira', route: 'oauth.3lo', reporter, nowMs: () => nowMs });
  for (const key of ['WEB-1', 'WEB-2', 'BUSY-1'])
    await (await jira(`${server.url}/rest/api/3/issue/${key}`)).text();
  const found = await opened.read();
  const values = (name: MetricName, more: Record<string, string> = {}): unknown[] =>
    found
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }) => dataPoints)
      .filter((point) => Object.entries(more).every(([key, value]) => point.attributes[key] === value))
      .map(({ value }) => value);
  expect(values('points_gauge.requests', { 'points_gauge.route': 'oauth.3lo' })).toEqual([3]);
  expect(values('points_gauge.refusals')).toEqual([1]);
  const [total] = values('points_gauge.points');
  expect(total).toBeGreaterThanOrEqual(4);
  expect(values('points_gauge.pool.estimate', { 'points_gauge.bound': 'likely' })).toEqual([total]);
  expect(
    values('points_gauge.endpoint.requests', { 'url.template': '/rest/api/3/issue/{issueIdOrKey}' }),
  ).toEqual([3]);
  expect(values('points_gauge.pool.remaining')).toEqual([12_000]);
  expect(values('points_gauge.as_of.timestamp')).toEqual([startMs / 1_000]);
  for (const { descriptor, dataPoints, dataPointType } of found) {
    const known = metrics[descriptor.name as MetricName];
    expect([descriptor.name, descriptor.unit]).toEqual([descriptor.name, known.unit]);
    expect(dataPointType).toBe(known.kind === 'counter' ? DataPointType.SUM : DataPointType.GAUGE);
    for (const point of dataPoints)
      expect(Object.keys(point.attributes).sort()).toEqual(
        known.attributes.map((one) => attributes[one]).sort(),
      );
  }
  expect(JSON.stringify(found)).not.toContain('WEB-1');
  expect(passed).toHaveLength(3);

  // A new hour: what is of an hour begins anew, counters go on.
  nowMs = startMs + hourMs;
  await (await jira(`${server.url}/rest/api/3/issue/WEB-3`)).text();
  const later = await opened.read();
  const after = (name: MetricName): unknown[] =>
    later
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }) => dataPoints.map(({ value }) => value));
  expect([after('points_gauge.requests'), after('points_gauge.pool.requests')]).toEqual([[4], [1]]);
  await opened.close();
});

const callOf = (path: string): WireCall => ({
  ...{ at: startMs, product: 'jira', route: 'oauth.3lo', method: 'GET', path, status: 200, ms: 5 },
});

test('series are bounded, whatever is called, and add up', async () => {
  const opened = openMeter();
  const sink = otelSink({
    meter: opened.meter,
    app: 'a',
    environment: 'e',
    mostEndpoints: 3,
    nowMs: () => startMs,
  });
  for (let n = 0; n < 200; n += 1) sink.report(callOf(`/rest/api/3/made-up-${'abcdefghij'.charAt(n % 10)}`));
  const found = await opened.read();
  const points = found
    .filter(({ descriptor }) => descriptor.name === 'points_gauge.endpoint.requests')
    .flatMap(({ dataPoints }) => dataPoints);
  expect(points.length).toBeLessThanOrEqual(4);
  expect(points.reduce((sum, { value }) => sum + value, 0)).toBe(200);
  await opened.close();
});

test('a meter that fails costs no call and nothing of the next sink', () => {
  const problems: unknown[] = [];
  const passed: WireCall[] = [];
  const sink = otelSink({
    ...{ app: 'a', environment: 'e', nowMs: () => startMs, onProblem: (error) => problems.push(error) },
    meter: {
      createCounter: () => ({
        add: () => {
          throw new Error('broken');
        },
      }),
      createObservableGauge: () => ({ addCallback: () => undefined }),
    },
    next: { report: (call) => passed.push(call) },
  });
  sink.report(callOf('/rest/api/3/myself'));
  sink.report({ ...callOf('/rest/api/3/myself'), headers: null as never });
  expect([problems.length, passed.length]).toEqual([2, 2]);
});
