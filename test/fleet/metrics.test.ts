/** What other programs read: bounded, and right where a store has it. */
import fc from 'fast-check';
import { mostEndpoints, mostSites, usualChoice } from '../../fleet/metrics/chosen';
import { attributes, metricNames, metrics, prometheusName } from '../../fleet/metrics/catalogue';
import { metricsText } from '../../fleet/metrics/open-metrics';
import { readMonitoring } from '../../fleet/metrics/options';
import { snapshotOf } from '../../fleet/metrics/samples';
import { isToken } from '../../fleet/server/program-token';
import { figures, largestMetrics, overviewOf, poolOf } from './support/many-series';

const nowMs = Date.UTC(2026, 10, 27, 14, 37);

test.each([1, 3, 40])(
  '/metrics of %s pools with 10,000 sites and 150 endpoints stays below 5 MB and says what it folded',
  (count) => {
    const text = largestMetrics(count);
    const bytes = Buffer.byteLength(text);
    expect(bytes).toBeLessThan(5_000_000);
    const shown = Math.min(count, 20);
    const own = Math.floor(mostSites / shown);
    expect(valueOf(text, 'points_gauge_site_folded')).toBe(10_000 - own);
    expect(valueOf(text, 'points_gauge_endpoint_folded')).toBe(
      300 - Math.min(300, Math.floor(mostEndpoints / shown)),
    );
    expect(valueOf(text, 'points_gauge_pool_folded')).toBe(count - shown);
    // What is folded is in no series of its own, and in the sum.
    expect(valueOf(text, 'points_gauge_site_requests{', 'points_gauge_site_id="{other}"')).toBe(
      figures.requests * (10_000 - own),
    );
  },
);

test('whatever is chosen, the series of a pool add up to it, and no two are the same', () => {
  const figure = fc.record({
    requests: fc.nat(1_000),
    points: fc.record({ low: fc.nat(100), likely: fc.nat(1_000), high: fc.nat(9_000) }),
    refused: fc.nat(10),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string({ maxLength: 5 }), figure), {
        selector: ([id]) => id,
        maxLength: 30,
      }),
      fc.nat(40),
      (all, most) => {
        const some = all.map(([siteId, one]) => ({ siteId, name: null, ...one }));
        const { samples } = snapshotOf({
          overview: overviewOf([poolOf(1)]),
          details: new Map([[1, { sites: some, endpoints: [], counted: [] }]]),
          choice: { ...usualChoice, sites: most, namedSites: some.slice(-1).map(({ siteId }) => siteId) },
          gaugeVersion: '0.1.0',
        });
        const requests = samples.filter(({ metric }) => metric === 'points_gauge.site.requests');
        expect(requests.reduce((sum, { value }) => sum + value, 0)).toBe(
          some.reduce((sum, one) => sum + one.requests, 0),
        );
        const names = samples.map(({ metric, labels }) => JSON.stringify([metric, labels]));
        expect(new Set(names).size).toBe(names.length);
      },
    ),
  );
});

test('every metric has a name that Prometheus takes, every attribute is known, and units are words or seconds', () => {
  for (const name of metricNames) {
    expect(prometheusName(name)).toMatch(/^[a-z_]+$/);
    expect(prometheusName(name).endsWith('_total')).toBe(metrics[name].kind === 'counter');
    expect(metrics[name].unit).toMatch(/^(\{[a-z]+\}|s)$/);
    expect(metrics[name].attributes.every((one) => one in attributes)).toBe(true);
  }
});

test('a label holds whatever a site calls itself', () => {
  const text = metricsText(
    {
      ...{ atMs: nowMs, resource: { 'service.name': 'x' } },
      samples: [{ metric: 'points_gauge.site.requests', labels: { siteId: 'a"} 1\n# EOF\\' }, value: 1 }],
    },
    'openMetrics',
  );
  expect(text.split('\n').filter((line) => line.includes('site_requests{'))).toEqual([
    'points_gauge_site_requests{points_gauge_site_id="a\\"} 1\\n# EOF\\\\"} 1',
  ]);
});

test('headers for OTLP come from the environment, and a wrong option says what is wrong', () => {
  const env = { OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20YTpi, x-scope = 1' };
  expect(readMonitoring({ otlp: 'https://otlp.example.com' }, env).otlp).toEqual({
    url: 'https://otlp.example.com/v1/metrics',
    headers: { Authorization: 'Basic YTpi', 'x-scope': '1' },
  });
  expect(() => readMonitoring({ otlp: 'collector:4317' }, {})).toThrow('is no address');
  expect(() => readMonitoring({ otlp: 'https://a:b@c.example' }, {})).toThrow('has a password in it');
  expect(() => readMonitoring({ 'metric-sites': '1001' }, {})).toThrow('no number from 0 to 1000');
  expect(() => readMonitoring({ otlp: 'http://a' }, { OTEL_EXPORTER_OTLP_HEADERS: 'secret' })).toThrow(
    'is not of the form name=value',
  );
  for (const value of ['Basic%20c2VjcmV0%0A', 'Bearer sécrét€'])
    expect(() =>
      readMonitoring({ otlp: 'http://a' }, { OTEL_EXPORTER_OTLP_HEADERS: `Authorization=${value}` }),
    ).toThrow(
      // The whole message: no part of the value is in it.
      /^OTEL_EXPORTER_OTLP_HEADERS has a value for "Authorization" that no header takes: no line breaks, and no characters beyond Latin-1\.$/,
    );
});

test('a token is taken as it is, and no token opens where none was set', () => {
  const token = 'the-right-token-of-24-letters';
  expect(isToken(`Bearer ${token}`, token)).toBe(true);
  expect(isToken(`bearer  ${token}`, token)).toBe(true);
  for (const wrong of [undefined, '', 'Bearer', `Basic ${token}`, `Bearer ${token}x`, 'Bearer null'])
    expect([wrong, isToken(wrong, token), isToken(wrong, null)]).toEqual([wrong, false, false]);
});

function valueOf(text: string, ...parts: string[]): number {
  const line = text
    .split('\n')
    .find((one) => !one.startsWith('#') && parts.every((part) => one.includes(part)));
  return Number(line?.split(' ').at(-1) ?? NaN);
}
