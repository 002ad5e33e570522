/** The page on what other programs read of the fleet: its tables are those that the program itself is made of. */
import {
  attributes,
  metricNames,
  metrics,
  prometheusLabel,
  prometheusName,
  type Attribute,
} from '../../fleet/metrics/catalogue';
import { mostEndpoints, mostSites, usualChoice } from '../../fleet/metrics/chosen';
import { mostToldPools } from '../../fleet/planning/told-pools';
import { panels } from '../../fleet/monitoring/dashboard';
import { code, table } from './table';

export function monitoringPage(): string {
  return `# The fleet in your own monitoring

<!-- Written by "npm run docs" from fleet/metrics and fleet/monitoring. -->

\`points-gauge fleet\` ([fleet.md](fleet.md)) serves what it knows at \`/metrics\`, beside its page, and pushes the same by OTLP. Both come from one table, below.

## Prometheus

\`\`\`yaml
scrape_configs:
  - job_name: points-gauge
    scrape_interval: 30s
    authorization: { credentials_file: /etc/prometheus/points-gauge.token }
    static_configs: [{ targets: ['127.0.0.1:4466'] }]
rule_files: [/etc/prometheus/points-gauge.rules.yml]
\`\`\`

\`/metrics\` is open on this machine as long as neither a password nor a token was set. With \`POINTS_GAUGE_FLEET_API_TOKEN\` (or \`--api-token-file\`; 24 characters at least,
\`openssl rand -hex 24\`) it wants \`Authorization: Bearer …\`; a scraper on another machine needs that, \`--listen\`, a password, and \`--name\` for the host that it asks by. It is
OpenMetrics 1.0 where the scraper asks for that, else Prometheus' text format.

Rules: [points-gauge.rules.yml](monitoring/points-gauge.rules.yml): a pool near its limit, a pool empty, one site that takes over half, a collector that fell behind, no fleet at all. Their tests:
\`promtool test rules docs/monitoring/points-gauge.rules.test.yml\`.

## OTLP

\`\`\`
OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic …" npx points-gauge fleet … --otlp https://otlp.example.com/v1/metrics
npm install @opentelemetry/api@1.9 @opentelemetry/otlp-transformer@0.208      # beside it: OpenTelemetry's own encoding
\`\`\`

Protobuf over HTTP, packed, once a minute (\`OTEL_METRIC_EXPORT_INTERVAL\`, milliseconds). Sums are cumulative: what a push that failed lacks the next one has. That the receiver is away is said once, and
holds up nothing.

## One back end, without a fleet

\`points-gauge/node\` gives the same metrics of what one Connect or OAuth back end calls, to whatever OpenTelemetry SDK it has (\`@opentelemetry/api\` 1.9 on, an optional peer):

\`\`\`ts
import { metrics } from '@opentelemetry/api';
import { meteredFetch, otelSink } from 'points-gauge/node';

const reporter = otelSink({ meter: metrics.getMeter('points-gauge'), app: 'sync', environment: 'PRODUCTION' });
const jira = meteredFetch(fetch, { product: 'jira', route: 'oauth.3lo', reporter });
\`\`\`

The counters, \`points_gauge.pool.estimate\`, \`.requests\`, \`.refusals\`, \`.remaining\` and \`.quota\`, the metrics of endpoints (50 an hour by default, the others are one) and the "as of" of what is left. \`next\` hands each call on to a reporter. Prices are the catalogue's. Several processes are
several series: sum them.

## What the figures are

- **Of the running hour** (gauges): they begin anew with each full hour of UTC, as the pool does. \`rate()\` takes that for the reset of a counter, so it works on those of the hour, too.
- **Counters** (\`…_total\`) never fall, over hours, new starts and several collectors on one database. They begin with the hour in which somebody first asked for them; the past that the collector reads
  meanwhile is not in them, since it comes newest first. Lines come with a delay of minutes: a rate over less than ten minutes shows when they came, not when the calls went.
- **"As of"**: samples bear the time of the scrape, since a figure of ten minutes ago would be taken for a series that ended. What a figure speaks of is \`${prometheusName('points_gauge.as_of.timestamp')}\`.
- **Unknown is absent**: no sample where the page says "not known", and never 0.
- **Bounded**: series of their own have the ${String(usualChoice.sites)} largest sites of today and yesterday (\`--metric-sites\`, ${String(mostSites)} at most), the three largest of the hour and those of \`--metric-site\`; and the ${String(usualChoice.endpoints)} dearest endpoints of the
  last 24 hours by route (\`--metric-endpoints\`, ${String(mostEndpoints)} at most); both numbers are of all pools together, ${String(mostToldPools)} pools at most, those that most sites print first. All else is summed up as \`{other}\`, and \`…_folded\` says how many that are. \`npm run bench -- fleet\` prints the size of \`/metrics\` of 10,000
  sites and 150 endpoints with the largest numbers beside its bound of 5 MB, and a test holds it.

## The table

${table(
  ['OpenTelemetry', 'Prometheus', 'Kind', 'Unit', 'Attributes', ''],
  metricNames.map((name) => {
    const { kind, unit, attributes: own, about } = metrics[name];
    return [code(name), code(prometheusName(name)), kind, code(unit), own.map(code).join(', '), about];
  }),
)}

${table(
  ['Attribute', 'OpenTelemetry', 'Label'],
  (Object.keys(attributes) as Attribute[]).map((one) => [
    code(one),
    code(attributes[one]),
    code(prometheusLabel(one)),
  ]),
)}

\`target_info\` (OTLP: the resource) names the program, its version, the app and its environment.

## The dashboard for Grafana

Dashboards, New, Import, [points-gauge-fleet.dashboard.json](monitoring/points-gauge-fleet.dashboard.json); it asks for the data source. A test puts every panel's question to a real Prometheus and holds the answer to the fleet's page.

${table(
  ['Panel', 'What it shows', 'PromQL'],
  panels.map(({ title, about, queries }) => [
    title,
    about,
    queries.map(({ promQl }) => code(promQl)).join('<br>'),
  ]),
)}
`;
}
