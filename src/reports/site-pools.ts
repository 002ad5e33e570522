import type { HourRow, SitePoolRow } from './account';
import { addColumns, noColumns } from './figures';

/** What one site's hours add up to, by pool. Low, likely and high peak each by itself, as percentiles are ranked; of equal peaks the first. */
export function sitePools(hours: readonly HourRow[], pools: number): SitePoolRow[] {
  const rows: SitePoolRow[] = Array.from({ length: pools }, (_, pool) => ({
    pool,
    ...noColumns(),
    requests: 0,
    knownHours: 0,
    peakLowPoints: 0,
    peakLikelyPoints: 0,
    peakHighPoints: 0,
    peakHour: null,
  }));
  for (const hour of hours) {
    const row = rows[hour.pool];
    if (row === undefined) continue;
    addColumns(row, hour);
    row.requests += hour.requests;
    row.knownHours += hour.knownSites;
    if (row.peakHour === null || hour.likelyPoints > row.peakLikelyPoints) row.peakHour = hour.hour;
    row.peakLowPoints = Math.max(row.peakLowPoints, hour.lowPoints);
    row.peakLikelyPoints = Math.max(row.peakLikelyPoints, hour.likelyPoints);
    row.peakHighPoints = Math.max(row.peakHighPoints, hour.highPoints);
  }
  return rows;
}
