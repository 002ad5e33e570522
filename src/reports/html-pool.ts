import { hoursChart, patternChart } from './charts';
import { pointsOf } from './figures';
import { featureSection } from './html-features';
import { firstRows, list, rangeCell, table, type Column } from './html-parts';
import type { HourRow } from './account';
import { html, type Markup } from './markup';
import type { FullHour, HourFigures, PatternRow, PoolSummary, Report } from './report';
import { hourText, limitNames, percentOf, poolName, whole } from './words';

const shownEndpoints = 50;
const shownHours = 30;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const numbers = (...names: string[]): Column[] => names.map((name) => ({ name, isNumber: true }));

/** All about one pool. */
export function poolSection(report: Report, pool: number): Markup {
  const row = report.pools[pool];
  const summary = report.summaries[pool];
  if (row === undefined || summary === undefined) return html``;
  const hours = report.hours.filter((hour) => hour.pool === pool);
  const peak = summary.allHours?.max ?? null;
  return html`<section>
    <h2>Pool: ${poolName(row)}</h2>
    <div class="facts">
      ${fact(peak === null ? 'unknown' : whole(peak.likely), 'most points in an hour')}
      ${fact(
        summary.meanPointsADay === null ? 'unknown' : whole(summary.meanPointsADay.likely),
        'points a day, mean',
      )}
      ${fact(whole(summary.hoursFrom80.length), 'hours at or over 80%')}
      ${fact(whole(summary.hoursFrom100.length), 'hours at or over 100%')}
    </div>
    <p>${quotaText(summary)} ${foundedText(summary)} ${foreignText(summary, hours)}</p>
    <figure>
      ${hoursChart(hours, summary, Date.parse(report.period.from), Date.parse(report.period.to))}
      <figcaption>
        Points an hour (UTC). Dark: likely; light: up to the high estimate; grey: the whole pool, as
        Atlassian’s counter or a refused call showed it; dashed: quota of ${whole(summary.quota.points)},
        where it fits the scale.
      </figcaption>
    </figure>
    ${hourTable(summary)}
    <h3>Hours at or over 80% of the quota</h3>
    ${fullHourTable(summary.hoursFrom80)}
    <h3>Refused calls</h3>
    ${throttleTable(report, pool)}
    <h3>Endpoints, most expensive first</h3>
    ${endpointTable(report, pool)}
    <h3>Routes</h3>
    ${table(
      [{ name: 'Route' }, { name: 'Charged' }, ...numbers('Requests', 'Points (low to high)')],
      report.routes
        .filter((route) => route.pool === pool)
        .map((route) => [
          route.route,
          route.isCharged ? 'yes' : 'no',
          whole(route.requests),
          rangeCell(pointsOf(route)),
        ]),
    )}
    ${featureSection(report, pool)} ${patterns(report, pool)} ${drivers(report, pool)}
  </section>`;
}

function fact(figure: string, name: string): Markup {
  return html`<div><b>${figure}</b><span>${name}</span></div>`;
}

function quotaText({ quota }: PoolSummary): string {
  const basis =
    quota.basis === 'header'
      ? 'as Atlassian’s headers name it'
      : 'the published figure of Tier 1: no header named one';
  return `Quota: ${whole(quota.points)} points an hour, ${basis}.`;
}

function foundedText({ foundedShare, requests }: PoolSummary): string {
  if (foundedShare === null) return `${whole(requests)} charged requests.`;
  if (foundedShare === 1)
    return `${whole(requests)} charged requests; the price of every request rests on a header, a measurement or the published rule.`;
  return `${whole(requests)} charged requests; the price of ${percentOf(foundedShare)} of all requests rests on a header, a measurement or the published rule; the rest is assumed, or failed.`;
}

function foreignText({ foreign }: PoolSummary, hours: readonly HourRow[]): string {
  const full = hours.filter(({ quotaRefusedFrom }) => quotaRefusedFrom !== null).length;
  if (foreign === null && full > 0)
    return `Atlassian’s own counter named no figure in this period, but in ${whole(full)} ${full === 1 ? 'hour' : 'hours'} calls were refused for the quota: the pool was used up then, by whomever.`;
  if (foreign === null)
    return 'Atlassian’s own counter never spoke in this period, so nothing is known of what others spent from the same pool.';
  return `In ${whole(foreign.hours)} hours Atlassian’s counter spoke: ${whole(foreign.counterPoints)} points, beside ${whole(foreign.ownLikelyPoints)} in this account. At least ${percentOf(foreign.foreignAtLeast)} of the counter’s points were spent elsewhere.`;
}

function hourTable(summary: PoolSummary): Markup {
  const lines = (name: string, figures: HourFigures | null): (string | Markup)[][] =>
    figures === null
      ? []
      : [
          [
            `${name} (${whole(figures.hours)})`,
            ...[figures.p50, figures.p75, figures.p90, figures.p99, figures.max].map(rangeCell),
          ],
        ];
  return table(
    [{ name: 'Points an hour' }, ...numbers('P50', 'P75', 'P90', 'P99', 'Maximum')],
    [...lines('All known hours', summary.allHours), ...lines('Hours with points', summary.activeHours)],
  );
}

function fullHourTable(all: readonly FullHour[]): Markup {
  const { shown, note } = firstRows(all, shownHours);
  const rows = shown.map(({ hour, percent, basis }) => [hourText(hour), percentOf(percent / 100), basis]);
  return html`${table([{ name: 'Hour (UTC)' }, ...numbers('Of the quota'), { name: 'By' }], rows)} ${note}`;
}

function throttleTable(report: Report, pool: number): Markup {
  return table(
    [{ name: 'Refused by' }, { name: 'Limit' }, ...numbers('Calls', 'Hours', 'Minutes lost, at least')],
    report.throttles
      .filter((row) => row.pool === pool)
      .map((row) => [
        limitNames[row.reason],
        row.enforcement === 'beta' ? 'announced only: served' : 'enforced',
        whole(row.calls),
        whole(row.hours),
        row.minutesAtLeast === null ? 'not recorded' : whole(row.minutesAtLeast),
      ]),
  );
}

function endpointTable(report: Report, pool: number): Markup {
  const { shown, note } = firstRows(
    report.endpoints.filter((row) => row.pool === pool),
    shownEndpoints,
  );
  const rows = shown.map((row) => [
    `${row.method} ${row.template}`,
    Object.keys(row.bases).join(', '),
    whole(row.requests),
    rangeCell(pointsOf(row)),
    whole(row.refusedCalls),
  ]);
  const columns = [
    { name: 'Endpoint' },
    { name: 'Basis' },
    ...numbers('Requests', 'Points (low to high)', '429s'),
  ];
  return html`${table(columns, rows)} ${note}`;
}

function patterns(report: Report, pool: number): Markup {
  const of = (kind: PatternRow['kind']): PatternRow[] =>
    report.patterns.filter((row) => row.pool === pool && row.kind === kind);
  return html`<h3>Peaks by hour of the day and day of the week (UTC)</h3>
    <figure>
      <div class="pair">
        ${patternChart(of('hourOfDay'), (at) => `${String(at).padStart(2, '0')}:00`)}
        ${patternChart(of('weekday'), (at) => weekdays[at - 1] ?? '')}
      </div>
      <figcaption>Likely points an hour. Dark: mean; light: most.</figcaption>
    </figure>`;
}

function drivers(report: Report, pool: number): Markup {
  const rows = report.drivers.filter((row) => row.pool === pool);
  if (rows.length === 0) return html``;
  const labels = new Map(report.sites.map(({ id, label }) => [id, label ?? id]));
  return html`<h3>Who drove the highest hours</h3>
    ${table(
      [{ name: 'Hour (UTC)' }, { name: 'Site' }, ...numbers('Points, likely')],
      rows.map((row) => [hourText(row.hour), labels.get(row.site) ?? row.site, whole(row.likelyPoints)]),
    )}`;
}

/** What was done already, and the notes. */
export function saidSection({ alreadyDone, notes }: Report): Markup {
  const done = alreadyDone.length === 0 ? html`<p class="none">Nothing was stated.</p>` : list(alreadyDone);
  const more = notes.length === 0 ? [] : [html`<h2>Notes</h2>`, list(notes)];
  return html`<h2>Already done to spend less</h2>
    ${done} ${more}`;
}
