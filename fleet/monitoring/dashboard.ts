/** The dashboard for Grafana: panels by the catalogue's names, from which the JSON file and its page in docs/monitoring.md are written. */
import { prometheusLabel, prometheusName, type Attribute, type MetricName } from '../metrics/catalogue';

export interface Panel {
  title: string;
  about: string;
  kind: 'gauge' | 'stat' | 'timeseries' | 'bargauge';
  /** Grafana's id of a unit. */
  unit: 'percentunit' | 'short' | 'dateTimeFromNow' | 's';
  width: 6 | 8 | 12 | 24;
  queries: readonly Query[];
}

export interface Query {
  promQl: string;
  /** Grafana's template of a series' name. */
  legend: string;
}

const label = prometheusLabel;
const pool = ['app', 'environment', 'product'] as const;
const chosen = pool.map((one) => `${label(one)}=~"$${one}"`);
const poolLabels = pool.map(label).join(', ');

/** A metric of the chosen pools. */
function of(name: MetricName, more: Partial<Record<Attribute, string>> = {}): string {
  const matchers = Object.entries(more).map(
    ([attribute, value]) => `${label(attribute as Attribute)}="${value}"`,
  );
  return `${prometheusName(name)}{${[...chosen, ...matchers].join(',')}}`;
}

const legendOf = (...attributes: Attribute[]): string =>
  attributes.map((one) => `{{${label(one)}}}`).join(' ');
const poolLegend = legendOf('app', 'environment', 'product');
const likely = { bound: 'likely' } as const;

export const panels: readonly Panel[] = [
  {
    title: 'Used of the pool',
    about: 'The best figure of all sites in this hour, of the quota. It begins anew with each hour of UTC.',
    ...{ kind: 'gauge', unit: 'percentunit', width: 6 },
    queries: [
      {
        promQl: `${of('points_gauge.pool.points', likely)} / ignoring(${label('bound')}) ${of('points_gauge.pool.quota')}`,
        legend: poolLegend,
      },
    ],
  },
  {
    title: 'Status',
    about: 'How the pool stands, in the words of the fleet’s page.',
    ...{ kind: 'stat', unit: 'short', width: 6 },
    queries: [
      { promQl: `${of('points_gauge.pool.status')} == 1`, legend: `${poolLegend}: ${legendOf('status')}` },
    ],
  },
  {
    title: 'Left by Atlassian’s counter',
    about: 'As a site last saw it in this hour; empty where none did, which below some 80% use is the rule.',
    ...{ kind: 'stat', unit: 'short', width: 6 },
    queries: [{ promQl: of('points_gauge.pool.remaining'), legend: poolLegend }],
  },
  {
    title: 'As of',
    about:
      'What the figures speak of: points up to the newest look, what is left up to the counter’s reading.',
    ...{ kind: 'stat', unit: 'dateTimeFromNow', width: 6 },
    queries: [
      {
        promQl: `${of('points_gauge.as_of.timestamp')} * 1000`,
        legend: `${poolLegend}: ${legendOf('figure')}`,
      },
    ],
  },
  {
    title: 'Points of the hour',
    about: 'Low, likely and high of all sites together, the thresholds of the fleet’s page, and the quota.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [
      { promQl: of('points_gauge.pool.points'), legend: `${poolLegend} ${legendOf('bound')}` },
      { promQl: of('points_gauge.pool.quota'), legend: `${poolLegend} quota` },
      {
        promQl: of('points_gauge.pool.threshold'),
        legend: `${poolLegend} ${legendOf('threshold')}%`,
      },
    ],
  },
  {
    title: 'The hour’s end, as foreseen',
    about:
      'What is likely from this hour and those like it, and between what; from the tenth minute of an hour on.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [{ promQl: of('points_gauge.pool.forecast'), legend: `${poolLegend} ${legendOf('bound')}` }],
  },
  {
    title: 'Points a minute by route',
    about: 'What the gauges estimate, as a rate: it goes on over the turn of the hour.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [
      {
        promQl: `sum by (${label('route')}) (rate(${of('points_gauge.points')}[$__rate_interval])) * 60`,
        legend: legendOf('route'),
      },
    ],
  },
  {
    title: 'Points of the hour by route',
    about: 'The running hour, as the gauges estimate.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [{ promQl: of('points_gauge.route.points', likely), legend: legendOf('route') }],
  },
  {
    title: 'Sites',
    about:
      'The ten that draw most in this hour, of those that have series of their own; all others are {other}.',
    ...{ kind: 'bargauge', unit: 'short', width: 12 },
    queries: [
      { promQl: `topk(10, ${of('points_gauge.site.points', likely)})`, legend: legendOf('siteName') },
    ],
  },
  {
    title: 'Endpoints',
    about: 'The ten that draw most in this hour, by route.',
    ...{ kind: 'bargauge', unit: 'short', width: 12 },
    queries: [
      {
        promQl: `topk(10, ${of('points_gauge.endpoint.points', likely)})`,
        legend: legendOf('method', 'template', 'route'),
      },
    ],
  },
  {
    title: 'Calls and refusals of the hour',
    about: 'Calls that draw on the pool, and those of them that were refused (429).',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [
      { promQl: of('points_gauge.pool.requests'), legend: `${poolLegend} calls` },
      { promQl: of('points_gauge.pool.refusals'), legend: `${poolLegend} refused` },
    ],
  },
  {
    title: 'Sites heard',
    about: 'With a line of this hour, of the last day, and ever. Sites that print nothing are in none.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [
      { promQl: of('points_gauge.pool.sites'), legend: `${poolLegend} this hour` },
      { promQl: prometheusName('points_gauge.fleet.sites'), legend: legendOf('window') },
    ],
  },
  {
    title: 'Collector',
    about: 'How old the newest look is, and how much of the last 14 days was not read for good.',
    ...{ kind: 'timeseries', unit: 's', width: 12 },
    queries: [
      { promQl: prometheusName('points_gauge.collector.lag'), legend: 'behind' },
      { promQl: prometheusName('points_gauge.collector.missing'), legend: 'missing of 14 days' },
    ],
  },
  {
    title: 'Folded',
    about: 'Sites and endpoints that have no series of their own and are in {other}.',
    ...{ kind: 'timeseries', unit: 'short', width: 12 },
    queries: [
      {
        promQl: `sum by (${poolLabels}) (${of('points_gauge.site.folded')})`,
        legend: `${poolLegend} sites`,
      },
      {
        promQl: `sum by (${poolLabels}) (${of('points_gauge.endpoint.folded')})`,
        legend: `${poolLegend} endpoints`,
      },
    ],
  },
];

const panelHeight = 8;
const wholeWidth = 24;

/** As Grafana's "Import dashboard" takes it: it asks for the data source by itself. */
export function dashboardJson(): string {
  let [x, y] = [0, 0];
  const placed = panels.map(({ title, about, kind, unit, width, queries }, at) => {
    if (x + width > wholeWidth) [x, y] = [0, y + panelHeight];
    const place = { x, y, w: width, h: panelHeight };
    x += width;
    return {
      ...{ id: at + 1, type: kind, title, description: about, gridPos: place },
      datasource: { type: 'prometheus', uid: '${datasource}' },
      fieldConfig: {
        defaults: { unit, min: 0, ...(unit === 'percentunit' ? { max: 1, thresholds } : {}) },
        overrides: [],
      },
      ...(title === 'Status' ? { options: { textMode: 'name' } } : {}),
      targets: queries.map(({ promQl, legend }, index) => ({
        refId: String.fromCharCode(65 + index),
        expr: promQl,
        legendFormat: legend,
      })),
    };
  });
  const dashboard = {
    ...{ title: 'Points Gauge: fleet', uid: 'points-gauge-fleet', schemaVersion: 38, version: 1 },
    ...{ editable: true, refresh: '30s', time: { from: 'now-6h', to: 'now' }, timezone: 'utc' },
    tags: ['points-gauge'],
    templating: {
      list: [
        { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
        ...pool.map((one) => ({
          ...{ name: one, type: 'query', refresh: 2, includeAll: true, multi: true, allValue: '.*' },
          datasource: { type: 'prometheus', uid: '${datasource}' },
          query: `label_values(${prometheusName('points_gauge.pool.quota')}, ${label(one)})`,
          current: { text: ['All'], value: ['$__all'] },
        })),
      ],
    },
    panels: placed,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

/** Where it is near its limit the owner decides on the fleet’s page: "Status" says so, and "Points of the hour" draws it. */
const thresholds = {
  mode: 'absolute',
  steps: [
    { color: 'green', value: null },
    { color: 'red', value: 1 },
  ],
};
