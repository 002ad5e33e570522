import type { Points } from '../model';
import type { PointsColumns } from './account';

/** ISO 8601 in UTC, without the milliseconds of whole seconds: `2026-11-22T17:00:00Z`. */
export function isoOf(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

/** Points an hour as a header last named them; `null` where none did, and for 0 as any back end may report it: nothing is a share of it. */
export function namedQuota(pool: { quotaPoints: number | null } | undefined): number | null {
  return pool?.quotaPoints == null || pool.quotaPoints <= 0 ? null : pool.quotaPoints;
}

/** Points are exact to the thousandth; sums are brought back to it, so that 0.1 + 0.2 is 0.3. */
export function thousandths(points: number): number {
  return Math.round(points * 1000) / 1000;
}

export function columnsOf(points: Points): PointsColumns {
  return { lowPoints: points.low, likelyPoints: points.likely, highPoints: points.high };
}

export function pointsOf(columns: PointsColumns): Points {
  return { low: columns.lowPoints, likely: columns.likelyPoints, high: columns.highPoints };
}

export function addColumns(into: PointsColumns, from: PointsColumns): void {
  into.lowPoints = thousandths(into.lowPoints + from.lowPoints);
  into.likelyPoints = thousandths(into.likelyPoints + from.likelyPoints);
  into.highPoints = thousandths(into.highPoints + from.highPoints);
}

export const noColumns = (): PointsColumns => ({ lowPoints: 0, likelyPoints: 0, highPoints: 0 });
