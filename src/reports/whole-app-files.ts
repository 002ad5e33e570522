/** What the files of a report of all sites have beyond those of sites: a section of the printable one, and a table. */
import { csvText, type CsvCell } from './csv';
import { firstRows, rangeCell, table } from './html-parts';
import { htmlReport } from './html-report';
import { html, type Markup } from './markup';
import type { CountedSite, WholeAppBasis, WholeAppSummary, WholeHour } from './whole-app';
import type { WholeAppReport } from './whole-app-report';
import { hourText, percentOf, poolName, whole } from './words';

const shownHours = 50;
const shownSites = 50;

/** For people: who says it. */
const basisNames: Readonly<Record<WholeAppBasis, string>> = {
  counter: 'Atlassian’s counter, and a guess for the minutes after it was last seen',
  scaled: 'estimate of the gauges, as hours with a counter correct it',
  learned: 'estimate of the gauges and of what Atlassian counted beyond them',
  counts: 'counted requests by the catalogue: a low and a high',
  estimate: 'estimate of those that told something alone',
};

/** What says how full an hour was: no guess is in it. */
const fullNames: Readonly<Record<WholeAppSummary['hoursFrom80'][number]['basis'], string>> = {
  ...basisNames,
  counter: 'Atlassian’s counter',
  refusal: 'calls refused for the quota',
};

export function wholeAppHtml(report: WholeAppReport): string {
  return htmlReport(report, {
    section: wholeAppSection(report),
    missing: 'What single sites lost is in no gauge’s line.',
  });
}

function wholeAppSection(report: WholeAppReport): Markup {
  const { sites, requests } = report.wholeApp;
  const counted =
    requests === null
      ? ''
      : ` ${whole(sites.countedOnly)} further ${sites.countedOnly === 1 ? 'site is' : 'sites are'} known by the requests that Atlassian counted alone.`;
  return html`<section>
    <h2>All sites together</h2>
    <p>
      ${whole(sites.told)} ${sites.told === 1 ? 'site' : 'sites'} told something in the period, of which
      ${whole(sites.silent)} nothing in its last day.${counted}
    </p>
    ${report.pools.map((_, pool) => wholePool(report, pool))}
  </section>`;
}

function wholePool(report: WholeAppReport, pool: number): Markup {
  const row = report.pools[pool];
  const summary = report.wholeAppSummaries[pool];
  if (row === undefined || summary === undefined) return html``;
  const full = firstRows([...summary.hoursFrom80].reverse(), shownHours);
  const highest = summary.highest;
  return html`<h3>${poolName(row)}: the best figure of each hour</h3>
    ${table(
      [{ name: 'What it stands on' }, { name: 'Hours', isNumber: true }],
      summary.byBasis.map(({ basis, hours }) => [basisNames[basis], whole(hours)]),
    )}
    <p>
      ${
        highest === null
          ? 'No hour is known.'
          : `The highest hour: ${figureText(highest)} in the hour of ${hourText(highest.hour)} UTC, by ${basisNames[highest.basis]}.`
      }
      ${whole(summary.hoursFrom80.length)} ${summary.hoursFrom80.length === 1 ? 'hour' : 'hours'} at or over
      80% of the quota, ${whole(summary.hoursFrom100.length)} at or over 100%.
    </p>
    ${table(
      [{ name: 'Hour (UTC)' }, { name: 'Of the quota', isNumber: true }, { name: 'By' }],
      full.shown.map(({ hour, percent, basis }) => [
        hourText(hour),
        percentOf(percent / 100),
        fullNames[basis],
      ]),
    )}
    ${full.note} ${countedTable(report, pool)}`;
}

function countedTable({ wholeApp }: WholeAppReport, pool: number): Markup {
  const own = wholeApp.counted.filter((row) => row.pool === pool);
  if (own.length === 0) return html``;
  const { shown, note } = firstRows(own, shownSites);
  return html`<h3>What Atlassian counted beyond the gauges</h3>
    ${table(
      [{ name: 'Site' }, { name: 'Requests', isNumber: true }, { name: 'Points', isNumber: true }],
      shown.map((row) => [row.label ?? row.site, whole(row.requests), figureCell(row)]),
    )}
    ${note}`;
}

function figureCell({ lowPoints: low, likelyPoints: likely, highPoints: high }: CountedSite): Markup {
  return likely === null ? html`${whole(low)} to ${whole(high)}` : rangeCell({ low, likely, high });
}

/** Never one number where none is known. */
function figureText({ lowPoints, likelyPoints, highPoints }: WholeHour): string {
  const [low, high] = [whole(lowPoints), whole(highPoints)];
  return likelyPoints === null
    ? `between ${low} and ${high} points`
    : `${whole(likelyPoints)} points (${low} to ${high})`;
}

export function wholeAppCsv({ wholeApp, pools, hours }: WholeAppReport): string {
  const counters = new Map(hours.map((row) => [`${row.pool} ${row.hour}`, row]));
  return csvText(
    [
      ...[
        'hour_utc',
        'app',
        'environment',
        'product',
        'basis',
        'of_all_sites',
        'points_low',
        'points_likely',
        'points_high',
      ],
      ...['counter_points', 'counted_share', 'sites_heard', 'sites_counted', 'requests_counted'],
    ],
    wholeApp.hours.map((row): CsvCell[] => {
      const pool = pools[row.pool];
      const own = counters.get(`${row.pool} ${row.hour}`);
      return [
        ...[
          row.hour.slice(0, 19).replace('T', ' '),
          pool?.app ?? null,
          pool?.environment ?? null,
          pool?.product ?? null,
        ],
        ...[
          row.basis,
          row.ofAllSites,
          row.lowPoints,
          row.likelyPoints,
          row.highPoints,
          own?.counterPoints ?? null,
        ],
        ...[row.countedShare, own?.knownSites ?? null, row.countedSites, row.countedRequests],
      ];
    }),
  );
}
