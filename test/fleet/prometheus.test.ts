/** A real Prometheus scrapes the fleet: what it is asked, panel by panel, is what the page shows. OTLP carries the same. */
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  attributes,
  metrics,
  prometheusName,
  type Attribute,
  type MetricName,
} from '../../fleet/metrics/catalogue';
import { panels } from '../../fleet/monitoring/dashboard';
import type { FleetOverview, FleetSites } from '../../fleet/pages/contract';
import { until } from '../support/until';
import { otlpSamples, type OtlpSample } from './support/otlp';
import { startPrometheus, promtool, type TestPrometheus } from './support/prometheus';
import { startFleet, type RunningFleet } from './support/running-fleet';
import { askAlone } from '../support/ask-alone';

const token = 'a-token-for-programs-0123456789';
const docs = join(__dirname, '..', '..', 'docs', 'monitoring');

let running: RunningFleet;
let prometheus: TestPrometheus;
let receiver: Server;
const pushed: { path: string; headers: NodeJS.Dict<string | string[]>; body: Buffer }[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const whole = Buffer.concat(parts);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole;
      pushed.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  running = await startFleet(
    ['--metric-sites', '4', '--metric-endpoints', '2', '--otlp', `http://127.0.0.1:${String(port)}`],
    {
      POINTS_GAUGE_FLEET_API_TOKEN: token,
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-owner=acme%20corp',
    },
  );
  running.print(
    { site: 0, requests: 900, points: 30_000, refused: 7, refusedByPool: 7, remainingPoints: 0 },
    {
      site: 1,
      requests: 300,
      points: 6_000,
      route: 'forge.asUser',
      template: '/rest/api/3/issue/{issueIdOrKey}',
    },
    ...[2, 3, 4, 5, 6].map((site) => ({
      ...{ site, requests: 10 * site, points: 100 * site },
      template: `/rest/api/3/field/${'abcdefg'.charAt(site)}`,
    })),
  );
  await running.look();
  prometheus = await startPrometheus({
    ...{ target: new URL(running.url).host, token },
    rules: join(docs, 'points-gauge.rules.yml'),
  });
  await prometheus.until('Prometheus has scraped the fleet', async () => {
    const [used] = await prometheus.query('points_gauge_pool_sites');
    return used?.value === 7;
  });
});

afterAll(async () => {
  await prometheus.stop();
  await running.stop();
  receiver.closeAllConnections();
  receiver.close();
});

type Expected = Record<string, number>;

/** By the series' name as the panel's legend gives it. */
const pageFigures: Record<string, (page: { overview: FleetOverview; sites: FleetSites }) => Expected[]> = {
  'Used of the pool': ({ overview }) => [
    { [pool]: (used(overview).best.likelyPoints ?? NaN) / used(overview).quotaPoints },
  ],
  Status: ({ overview }) => [{ [`${pool}: ${used(overview).status}`]: 1 }],
  'Left by Atlassian’s counter': ({ overview }) => [
    { [pool]: used(overview).counter?.remainingPoints ?? NaN },
  ],
  'As of': ({ overview }) => [
    {
      [`${pool}: points`]: overview.readAtMs,
      [`${pool}: remaining`]: used(overview).counter?.atMs ?? NaN,
    },
  ],
  'Points of the hour': ({ overview }) => {
    const { best, quotaPoints } = used(overview);
    return [
      {
        [`${pool} low`]: best.lowPoints,
        [`${pool} likely`]: best.likelyPoints ?? NaN,
        [`${pool} high`]: best.highPoints,
      },
      { [`${pool} quota`]: quotaPoints },
      Object.fromEntries(
        overview.thresholds.map(({ percent }) => [
          `${pool} ${String(percent)}%`,
          (quotaPoints * percent) / 100,
        ]),
      ),
    ];
  },
  'The hour’s end, as foreseen': ({ overview }) => {
    const line = used(overview).foreseen;
    return [
      {
        [`${pool} low`]: line?.low ?? NaN,
        [`${pool} likely`]: line?.likely ?? NaN,
        [`${pool} high`]: line?.high ?? NaN,
      },
    ];
  },
  'Points of the hour by route': ({ overview }) => [
    Object.fromEntries(
      (used(overview).hours.at(-1)?.routes ?? []).map(({ route, points }) => [route, points.likely]),
    ),
  ],
  Sites: ({ sites }) => {
    const own = sites.sites.filter(({ points }) => points.likely >= 500);
    const others = sites.sites.filter(({ points }) => points.likely < 500);
    expect([own.length, others.length]).toEqual([4, 3]);
    return [
      {
        ...Object.fromEntries(own.map(({ name, points }) => [name ?? '', points.likely])),
        '{other}': others.reduce((sum, { points }) => sum + points.likely, 0),
      },
    ];
  },
  Endpoints: ({ overview }) => {
    const [first, second, ...others] = used(overview).endpoints;
    const legend = (one: typeof first): string =>
      `${one?.endpoint?.method ?? ''} ${one?.endpoint?.template ?? ''} ${one?.route ?? ''}`;
    return [
      {
        [legend(first)]: first?.points.likely ?? NaN,
        [legend(second)]: second?.points.likely ?? NaN,
        '{other} {other} forge.asApp': others.reduce((sum, { points }) => sum + points.likely, 0),
      },
    ];
  },
  'Calls and refusals of the hour': ({ overview }) => [
    { [`${pool} calls`]: used(overview).requests },
    { [`${pool} refused`]: used(overview).refused },
  ],
  'Sites heard': ({ overview: { collection, pools } }) => [
    { [`${pool} this hour`]: pools[0]?.sites ?? NaN },
    { ever: collection.sitesHeardOf, day: collection.sitesLastDay },
  ],
  Collector: ({ overview: { collection, readAtMs } }) => [
    { behind: (readAtMs - (collection.lookedAtMs ?? NaN)) / 1_000 },
    { 'missing of 14 days': collection.missingHours * 3_600 },
  ],
  Folded: ({ sites }) => [{ [`${pool} sites`]: sites.sites.length - 4 }, { [`${pool} endpoints`]: 5 }],
};
const pool = 'own PRODUCTION jira';

test.each(panels.filter(({ title }) => title !== 'Points a minute by route'))(
  'the panel "$title" shows what the page shows',
  async ({ title, queries }) => {
    const page = { overview: await running.overview(), sites: await sitesOf(running) };
    const expected = pageFigures[title]?.(page) ?? [];
    expect(expected).toHaveLength(queries.length);
    for (const [at, { promQl, legend }] of queries.entries()) {
      const wanted = expected[at] ?? {};
      // A scrape of before is still what Prometheus has for half a second.
      await prometheus.until(`Prometheus has ${JSON.stringify(wanted)} for ${title}`, async () =>
        same(byLegend(await prometheus.query(asked(promQl)), legend), wanted),
      );
    }
  },
);

test('the file that Grafana imports has these panels', () => {
  const file = JSON.parse(readFileSync(join(docs, 'points-gauge-fleet.dashboard.json'), 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  expect(file.panels.map(({ title, targets }) => [title, targets.map(({ expr }) => expr)])).toEqual(
    panels.map(({ title, queries }) => [title, queries.map(({ promQl }) => promQl)]),
  );
});

test('the panel of a rate and the counters under it grow by what was printed, and never fall', async () => {
  const total = 'points_gauge_points_total{points_gauge_route="forge.asApp"}';
  const [before] = await prometheus.query(total);
  running.print({ site: 0, requests: 1_000, points: 34_000, refused: 7, refusedByPool: 7 });
  await running.look();
  await prometheus.until('Prometheus has the 4,000 points more', async () => {
    const [after] = await prometheus.query(total);
    return after?.value === (before?.value ?? NaN) + 4_000;
  });
  const [rate] = panels.filter(({ title }) => title === 'Points a minute by route');
  const shown = await prometheus.query(asked(rate?.queries[0]?.promQl ?? ''));
  expect(shown.find(({ labels }) => labels['points_gauge_route'] === 'forge.asApp')?.value).toBeGreaterThan(
    0,
  );
  // The hour ends: what is of an hour begins anew, and the total stays.
  running.clock.moveTo(Date.UTC(2026, 10, 27, 15, 4));
  running.print({ site: 0, requests: 10, points: 50 });
  await running.look();
  await prometheus.until('Prometheus has the new hour', async () => {
    const [hour] = await prometheus.query(
      'points_gauge_route_points{points_gauge_bound="likely",points_gauge_route="forge.asApp"}',
    );
    const [after] = await prometheus.query(total);
    return hour?.value === 50 && after?.value === (before?.value ?? NaN) + 4_050;
  });
  expect(await prometheus.query(`resets(${total}[5m])`)).toEqual([expect.objectContaining({ value: 0 })]);
});

test('the rules are sound by themselves, and fired on the empty pool', async () => {
  expect(promtool(['check', 'rules', join(docs, 'points-gauge.rules.yml')])).toMatchObject({ code: 0 });
  expect(promtool(['test', 'rules', join(docs, 'points-gauge.rules.test.yml')])).toMatchObject({ code: 0 });
  const { groups } = (await prometheus.get('rules')) as {
    groups: { rules: { name: string; health: string; lastError?: string }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.map(({ name, health, lastError }) => [name, health, lastError])).toEqual(
    ['PoolNear', 'PoolExhausted', 'SiteOverHalf', 'CollectorBehind', 'FleetAway'].map((name) => [
      `PointsGauge${name}`,
      'ok',
      undefined,
    ]),
  );
  const fired = await prometheus.query(
    'max_over_time(ALERTS{alertname="PointsGaugePoolExhausted",alertstate="firing"}[10m])',
  );
  expect(fired.map(({ labels }) => labels['points_gauge_app'])).toEqual(['own']);
  const half = await prometheus.query('max_over_time(ALERTS{alertname="PointsGaugeSiteOverHalf"}[10m])');
  expect(half[0]?.labels['points_gauge_site_name']).toBe('site-0.atlassian.net');
});

test('the text is as Prometheus’ own tool wants it, and only the token opens it', async () => {
  const ask = (headers: Record<string, string>): Promise<Response> =>
    askAlone(`${running.url}/metrics`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ Authorization: 'Bearer wrong' })).status).toBe(401);
  const plain = await ask({ Authorization: `Bearer ${token}` });
  expect([plain.status, plain.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const { output } = promtool(['check', 'metrics'], await plain.text());
  // The product is called so.
  expect(
    output.split('\n').filter((line) => line !== '' && !line.endsWith("should not include type 'gauge'")),
  ).toEqual([]);
  const open = await ask({
    Authorization: `Bearer ${token}`,
    Accept: 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5',
  });
  expect(open.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  const text = await open.text();
  expect(text.endsWith('# EOF\n')).toBe(true);
  const page = await askAlone(`${running.url}/api/overview`);
  expect(page.status).toBe(200);
});

test('OTLP carries the same figures under OpenTelemetry’s names, read by its own definitions', async () => {
  const seen = pushed.length;
  await until('a further push has come', () => pushed.length > seen + 1);
  const last = pushed.at(-1);
  expect([last?.path, last?.headers['content-type'], last?.headers['x-owner']]).toEqual([
    '/v1/metrics',
    'application/x-protobuf',
    'acme corp',
  ]);
  const { resource, samples } = otlpSamples(last?.body ?? Buffer.alloc(0));
  expect(resource).toMatchObject({ 'service.name': 'points-gauge-fleet', 'service.version': '0.1.0' });
  const scraped = new Map<string, number>();
  for (const name of Object.keys(metrics) as MetricName[])
    for (const { labels, value } of await prometheus.query(prometheusName(name)))
      scraped.set(keyOf(name, labels), value);
  const told = new Map(samples.map((sample) => [otlpKey(sample), sample.value]));
  expect(told).toEqual(scraped);
  for (const { name, unit, isMonotonic } of samples) {
    const { kind, unit: wanted } = metrics[name as MetricName];
    expect([name, unit, isMonotonic]).toEqual([name, wanted, kind === 'counter' ? true : null]);
  }
});

function used(overview: FleetOverview): FleetOverview['pools'][number] {
  const [first] = overview.pools;
  if (first === undefined) throw new Error('The page shows no pool.');
  return first;
}

async function sitesOf({ url }: RunningFleet): Promise<FleetSites> {
  const response = await askAlone(`${url}/api/sites?period=hour&at=${String(performance.now())}`);
  return ((await response.json()) as { data: FleetSites }).data;
}

/** As Grafana fills in its variables. */
function asked(promQl: string): string {
  return promQl.replaceAll('$__rate_interval', '5m').replaceAll(/\$(app|environment|product)\b/g, '.*');
}

function byLegend(series: { labels: Record<string, string>; value: number }[], legend: string): Expected {
  return Object.fromEntries(
    series.map(({ labels, value }) => [
      legend.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => labels[name] ?? ''),
      value,
    ]),
  );
}

function same(found: Expected, wanted: Expected): boolean {
  const names = Object.keys(wanted);
  return (
    names.length === Object.keys(found).length &&
    names.every(
      (name) => Math.abs((found[name] ?? NaN) - (wanted[name] ?? NaN)) <= 1e-9 * Math.abs(wanted[name] ?? 0),
    )
  );
}

const labelNames = new Map(
  (Object.keys(attributes) as Attribute[]).map((one) => [
    attributes[one].replaceAll('.', '_'),
    attributes[one],
  ]),
);

function keyOf(name: string, labels: Record<string, string>): string {
  const own = Object.entries(labels)
    .flatMap(([label, value]) => (labelNames.has(label) ? [`${String(labelNames.get(label))}=${value}`] : []))
    .sort();
  return `${name} ${own.join(' ')}`;
}

function otlpKey({ name, attributes: own }: OtlpSample): string {
  return `${name} ${Object.entries(own)
    .map(([attribute, value]) => `${attribute}=${value}`)
    .sort()
    .join(' ')}`;
}
