import { firstRows, list, rangeCell, reportStyle, table } from './html-parts';
import { poolSection, saidSection } from './html-pool';
import { hourMs } from '../time';
import { html, type Markup } from './markup';
import type { Report } from './report';
import { hourText, percentOf, periodText, poolName, recordedHoursText, whole } from './words';

const shownSites = 200;

/** What a report of all sites of an app has beyond that of sites. */
export interface MoreOfReport {
  /** Before the pools. */
  section: Markup;
  /** In place of the word on records that are missing. */
  missing: string;
}

/** The printable report: one file without script, style and charts inside. Figures are rounded, which it says. */
export function htmlReport(report: Report, more: MoreOfReport | null = null): string {
  const { app, coverage, sites } = report;
  const version = app.version === null ? '' : `, version ${app.version}`;
  const share = coverage.share === null ? 'unknown' : percentOf(coverage.share);
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${report.title}: ${app.name}</title>
      <style>
        ${{ markup: reportStyle }}
      </style>
    </head>
    <body>
      <h1>${report.title}</h1>
      <p class="lead">
        ${app.name}${version}. ${periodText(report)}. Made ${hourText(report.madeAt)} UTC by Points Gauge.
      </p>
      <p>
        ${whole(sites.length)} ${sites.length === 1 ? 'site' : 'sites'}. Data for ${share} of
        ${recordedHoursText(report)} (${whole(coverage.knownHours)} of
        ${whole(coverage.periodHours)}${sites.length > 1 ? ', each site counted separately' : ''}).
        ${beforeText(report)} ${more === null ? missingText(report) : more.missing} Points are shown rounded
        to whole ones, shares to a tenth of a percent; the CSV and JSON files are not rounded.
      </p>
      ${more === null ? [] : [more.section]} ${report.pools.map((_, pool) => poolSection(report, pool))}
      ${siteSection(report)} ${saidSection(report)}
      <h2>Method</h2>
      ${list(report.method)} ${catalogueSection(report)}
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

/** The hours of the period that lie before recording began. */
function beforeText({ period, sites, coverage }: Report): string {
  const all = sites.length * Math.round((Date.parse(period.to) - Date.parse(period.from)) / hourMs);
  const before = all - coverage.periodHours;
  return before <= 0
    ? ''
    : `Nothing is known of the ${whole(before)} hours of the period in which nothing was recorded yet.`;
}

function missingText({ missingRecords }: Report): string {
  if (missingRecords === null)
    return 'How many records are missing is unknown: some days were summed up by a version of the gauge that did not count them.';
  if (missingRecords === 0) return 'No record is known to be missing.';
  const [records, are] = missingRecords === 1 ? ['record', 'is'] : ['records', 'are'];
  return `${whole(missingRecords)} ${records} ${are} known to be missing, each with the calls of one run of the app.`;
}

function siteSection(report: Report): Markup {
  const { shown, note } = firstRows(
    report.tier2.map((row) => ({ row, site: report.sites.find(({ id }) => id === row.site) })),
    shownSites,
  );
  const pools = report.pools.map(poolName);
  const totals = report.summaries.map(({ total }) => total.likely);
  const rows = shown.map(({ row, site }) => {
    const own = site?.pools.find(({ pool }) => pool === row.pool);
    const all = totals[row.pool] ?? 0;
    return [
      site?.label ?? row.site,
      pools[row.pool] ?? '',
      editionText(site),
      all === 0 || own === undefined ? 'unknown' : percentOf(own.likelyPoints / all),
      rangeCell(row.peak),
      row.quotaPoints === null ? 'unknown' : whole(row.quotaPoints),
      row.verdict ?? 'unknown',
    ];
  });
  const columns = [
    ...[{ name: 'Site' }, { name: 'Pool' }, { name: 'As stated' }, { name: 'Share', isNumber: true }],
    ...[
      { name: 'Peak hour, points', isNumber: true },
      { name: 'Tier 2 quota', isNumber: true },
    ],
    { name: 'Recorded peak' },
  ];
  return html`<h2>Sites, and their quota under Tier 2</h2>
    ${table(columns, rows)} ${note}`;
}

function editionText(site: Report['sites'][number] | undefined): string {
  if (site?.edition === undefined || site.edition === null) return 'not stated';
  return site.users === null ? site.edition : `${site.edition}, ${whole(site.users)} users`;
}

function catalogueSection(report: Report): Markup {
  const sources = new Map<string, number>();
  for (const { source } of report.catalogue) sources.set(source ?? '', (sources.get(source ?? '') ?? 0) + 1);
  const versions = [...new Set(report.sites.map(({ catalogueVersion }) => catalogueVersion))].sort();
  return html`<h2>Cost catalogue used</h2>
    <p>Version ${versions.join(', ')}. Prices of the endpoints in this report, by where they come from:</p>
    ${table(
      [{ name: 'Source' }, { name: 'Endpoints', isNumber: true }],
      [...sources].map(([source, count]) => [
        source === '' ? 'not in the catalogue: published rule, as an assumption' : source,
        count,
      ]),
    )}`;
}
