import type { HourRow, PointsColumns } from './account';
import { csvText, type CsvCell } from './csv';
import { featureCounts } from './feature-rows';
import type { Report } from './report';

export const csvTableNames = [
  'hours',
  'days',
  'endpoints',
  'routes',
  'features',
  'throttles',
  'sites',
  'catalogue',
] as const;
export type CsvTableName = (typeof csvTableNames)[number];

const poolHeader = ['app', 'environment', 'product'];
const pointsHeader = ['points_low', 'points_likely', 'points_high'];
const points = (row: PointsColumns): number[] => [row.lowPoints, row.likelyPoints, row.highPoints];

/** `2026-11-22 17:00:00`, UTC as the column's name says: a spreadsheet takes the form of ISO 8601 with its T and Z for text. */
function moment(iso: string | null): string | null {
  return iso === null ? null : iso.slice(0, 19).replace('T', ' ');
}

/** One table of the report as a file. */
export function csvTable(report: Report, table: CsvTableName): string {
  const pool = (index: number): CsvCell[] => {
    const found = report.pools[index];
    return [found?.app ?? null, found?.environment ?? null, found?.product ?? null];
  };
  switch (table) {
    case 'hours':
      return csvText(
        [
          ...['hour_utc', ...poolHeader, 'known_sites', 'requests', ...pointsHeader],
          ...['refused_calls', 'refused_reasons', 'beta_refused_calls', 'quota_refused_from_utc'],
          ...['counter_points', 'bridge_points', 'cache_points'],
        ],
        report.hours.map((row) => [
          ...[moment(row.hour), ...pool(row.pool), row.knownSites, row.requests, ...points(row)],
          ...[calls(row.refusedCalls), reasons(row.refusedCalls), calls(row.betaRefusedCalls)],
          ...[moment(row.quotaRefusedFrom), row.counterPoints, row.bridgePoints, row.cachePoints],
        ]),
      );
    case 'days':
      return csvText(
        ['day_utc', ...poolHeader, 'known_hours', 'requests', ...pointsHeader],
        report.days.map((row) => [row.day, ...pool(row.pool), row.knownHours, row.requests, ...points(row)]),
      );
    case 'endpoints':
      return csvText(
        [
          ...[...poolHeader, 'method', 'template', 'requests', ...pointsHeader],
          ...['header_requests', 'measured_requests', 'documented_requests', 'assumed_requests'],
          ...['routes', 'refused_calls', 'failed_calls'],
        ],
        report.endpoints.map(({ bases, ...row }) => [
          ...[...pool(row.pool), row.method, row.template, row.requests, ...points(row)],
          ...[bases.header ?? 0, bases.measured ?? 0, bases.documented ?? 0, bases.assumed ?? 0],
          ...[row.routes.join(' '), row.refusedCalls, row.failedCalls],
        ]),
      );
    case 'routes':
      return csvText(
        [...poolHeader, 'route', 'charged', 'requests', ...pointsHeader],
        report.routes.map((row) => [
          ...pool(row.pool),
          row.route,
          row.isCharged,
          row.requests,
          ...points(row),
        ]),
      );
    case 'features':
      return csvText(
        [
          ...[...poolHeader, 'feature', 'bridge', 'rest', 'calls', 'price_founded', 'price_assumed'],
          ...['failed', 'no_answer', 'unknown_path', 'path_not_kept'],
        ],
        (report.features ?? []).map((row) => [
          ...[...pool(row.pool), row.feature, row.isBridge, row.isRest],
          ...featureCounts.map((name) => row[name]),
        ]),
      );
    case 'throttles':
      return csvText(
        [...poolHeader, 'reason', 'enforcement', 'calls', 'hours', 'minutes_at_least'],
        report.throttles.map((row) => [
          ...pool(row.pool),
          ...[row.reason, row.enforcement, row.calls, row.hours, row.minutesAtLeast],
        ]),
      );
    case 'sites':
      return siteTable(report, pool);
    case 'catalogue':
      return csvText(
        ['product', 'method', 'template', 'rule', 'basis', 'source', 'read_on'],
        report.catalogue.map((row) => [
          ...[row.product, row.method, row.template, row.rule, row.basis, row.source, row.readOn],
        ]),
      );
  }
}

function siteTable(report: Report, pool: (index: number) => CsvCell[]): string {
  return csvText(
    [
      ...['site', 'label', 'edition', 'users', 'made_at_utc', 'catalogue_version', ...poolHeader],
      ...['period_hours', 'known_hours', 'requests', ...pointsHeader],
      ...['peak_hour_utc', 'peak_low', 'peak_likely', 'peak_high', 'tier2_quota_points', 'tier2_verdict'],
    ],
    report.sites.flatMap((site) =>
      site.pools.map((row) => {
        const tier2 = report.tier2.find(({ site: id, pool: of }) => id === site.id && of === row.pool);
        return [
          ...[site.id, site.label, site.edition, site.users, moment(site.madeAt), site.catalogueVersion],
          ...[...pool(row.pool), site.periodHours, row.knownHours, row.requests, ...points(row)],
          ...[moment(row.peakHour), row.peakLowPoints, row.peakLikelyPoints, row.peakHighPoints],
          ...[tier2?.quotaPoints ?? null, tier2?.verdict ?? null],
        ];
      }),
    ),
  );
}

function calls(byReason: HourRow['refusedCalls']): number {
  return Object.values(byReason).reduce((sum, count) => sum + count, 0);
}

function reasons(byReason: HourRow['refusedCalls']): string {
  return Object.entries(byReason)
    .map(([reason, count]) => `${reason}:${count}`)
    .join(' ');
}
