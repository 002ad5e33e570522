import type { Report } from './report';
import { limitNames, percentOf, periodText, poolName, range, recordedHoursText, whole } from './words';

/** A support form may cut what is longer. */
export const longestNoteWords = 250;

/** Plain text with the key figures, to paste into a ticket: at most 250 words, least important ones left out first. */
export function supportNote(report: Report): string {
  const { app, sites, coverage, pools } = report;
  const opening = [
    `Request for Tier 2 (per-tenant quota): ${clip(app.name)}.`,
    `Suggested evidence by Points Gauge, ${periodText(report)}, ${whole(sites.length)} ${sites.length === 1 ? 'site' : 'sites'}${stated(report)}.`,
    coverage.share === null
      ? 'No hour of the period was recorded.'
      : `Data for ${percentOf(coverage.share)} of ${recordedHoursText(report)}.`,
  ].join(' ');
  const blocks = [...readText(report), ...pools.slice(0, 3).flatMap((_, pool) => poolBlock(report, pool))];
  const closing =
    'Points are estimates (likely, with low and high) from each call’s documented or measured cost; percentiles by nearest rank over all known hours. The attached report has every hour, endpoint and method.';
  const kept: string[] = [];
  for (const block of blocks) {
    if (wordsIn([opening, ...kept, block, closing].join(' ')) <= longestNoteWords) kept.push(block);
  }
  return [opening, ...kept, closing].join('\n\n');
}

export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function poolBlock(report: Report, pool: number): string[] {
  const summary = report.summaries[pool];
  const row = report.pools[pool];
  if (summary === undefined || row === undefined) return [];
  const figures = summary.allHours;
  if (figures === null) return [`${poolText(report, pool)}: no whole hour was recorded.`];
  const lines = [
    `${poolText(report, pool)}: points an hour P50 ${whole(figures.p50.likely)}, P75 ${whole(figures.p75.likely)}, P90 ${whole(figures.p90.likely)}, P99 ${whole(figures.p99.likely)}, maximum ${range(figures.max)}; ${whole(summary.meanPointsADay?.likely ?? 0)} points a day on average.`,
    `Quota ${whole(summary.quota.points)} an hour: ${hours(summary.hoursFrom80.length)} at or over 80%, ${hours(summary.hoursFrom100.length)} at or over 100%.`,
  ];
  const refused = report.throttles.filter((row) => row.pool === pool && row.enforcement === 'enforced');
  if (refused.length > 0)
    lines.push(
      `Refused calls: ${refused.map(({ reason, calls }) => `${whole(calls)} (${limitNames[reason]})`).join(', ')}.`,
    );
  const top = report.endpoints.filter((row) => row.pool === pool && row.likelyPoints > 0).slice(0, 3);
  const total = summary.total.likely;
  if (top.length > 0 && total > 0)
    lines.push(
      `Most expensive: ${top.map((row) => `${row.method} ${clip(row.template)} ${percentOf(row.likelyPoints / total)}`).join('; ')}.`,
    );
  const fits = fitText(report, pool);
  return [...lines.slice(0, 2), ...(fits === null ? [] : [fits]), ...lines.slice(2)];
}

/** Of all sites of an app: how much of them was read, and what nobody vouches for. A site's notes are its administrator's, and stay in the report. */
function readText(report: Report): string[] {
  return 'wholeApp' in report ? report.notes : [];
}

function fitText(report: Report, pool: number): string | null {
  const rows = report.tier2.filter((row) => row.pool === pool && row.quotaPoints !== null);
  if (rows.length === 0) return null;
  const [only] = rows;
  if (rows.length === 1 && only !== undefined)
    return `Tier 2 quota by the published formula: ${whole(only.quotaPoints ?? 0)} an hour; the recorded peak of ${range(only.peak)} ${only.verdict ?? ''}.`;
  const fitting = rows.filter(({ verdict }) => verdict !== 'exceeds').length;
  return `Tier 2 by the published formula: the recorded peak fits at ${whole(fitting)} of ${whole(rows.length)} sites.`;
}

function stated({ sites }: Report): string {
  const [site] = sites;
  if (sites.length !== 1 || site === undefined || site.edition === null) return '';
  return `, ${site.edition}${site.users === null ? '' : `, ${whole(site.users)} users as stated`}`;
}

function poolText(report: Report, pool: number): string {
  const row = report.pools[pool];
  return row === undefined ? '' : clip(poolName(row));
}

function hours(count: number): string {
  return count === 1 ? '1 hour' : `${whole(count)} hours`;
}

/** A name that somebody else chose must not fill the note. */
function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const words = line.split(' ').slice(0, 8).join(' ');
  return words.length <= 100 ? words : `${words.slice(0, 99)}…`;
}
