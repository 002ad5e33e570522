import type { SiteRow } from '../../../../fleet/pages/contract';

/**
 * The rows as a spreadsheet opens them: figures as plain numbers, what is not known empty, times as ISO 8601.
 * @param isBegun no site has said anything of the hour yet: its zeros are not known to be any
 */
export function sitesCsv(rows: readonly SiteRow[], isBegun: boolean): string {
  const head = [
    ...[
      'site_id',
      'name',
      'lines',
      'points_low',
      'points_likely',
      'points_high',
      'requests',
      'refused',
      'edition',
      'edition_stated',
    ],
    ...['counted_requests_beyond', 'counted_points_low', 'counted_points_likely', 'counted_points_high'],
    ...['stated_users', 'peak_points', 'peak_hour', 'tier2_points', 'gauge', 'hours_heard', 'last_seen'],
  ];
  const lines = rows.map((site) => [
    ...[site.siteId, site.name, site.state],
    ...[site.points.low, site.points.likely, site.points.high, site.requests, site.refused].map((figure) =>
      isBegun ? null : figure,
    ),
    ...[site.edition, site.editionIsStated],
    ...[site.rest?.requests ?? null, site.rest?.lowPoints ?? null, site.rest?.likelyPoints ?? null],
    ...[site.rest?.highPoints ?? null, site.statedUsers],
    ...[site.peak?.points ?? null, timeOf(site.peak?.hourStartMs ?? null), site.tier2Points],
    ...[site.gauge, site.hoursHeard, timeOf(site.lastSeenMs)],
  ]);
  return [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A text that a spreadsheet would take for a formula is told as a text. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
