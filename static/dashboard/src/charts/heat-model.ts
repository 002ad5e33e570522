import type { HeatView } from '../../../../src/admin/contract';

export const hoursADay = 24;
const hourMs = 3_600_000;

/** Steps of colour above none. */
export const heatSteps = 5;

export interface HeatCell {
  startMs: number;
  /** `null`: nothing is known. */
  points: number | null;
  /** 0 for no points, else 1 to {@link heatSteps}. */
  step: number;
}

/** Hours of one pool, oldest first, a multiple of 24. The steps are even shares of the highest hour. */
export function heatCells({ firstDayMs, pools }: HeatView, pool: number): HeatCell[] {
  const hours = pools[pool] ?? [];
  const top = heatTop(hours);
  return hours.map((points, index) => ({
    startMs: firstDayMs + index * hourMs,
    points,
    step: points === null || points === 0 ? 0 : Math.min(heatSteps, Math.ceil((points / top) * heatSteps)),
  }));
}

export function heatTop(hours: readonly (number | null)[]): number {
  return Math.max(1, ...hours.map((points) => points ?? 0));
}

/** Hours of the day that spend most on average over the days that are known, most first, `most` at most. */
export function busiestHours(cells: readonly HeatCell[], most: number): { hour: number; points: number }[] {
  return Array.from({ length: hoursADay }, (_, hour) => {
    const known = cells.filter((cell, index) => index % hoursADay === hour && cell.points !== null);
    const sum = known.reduce((total, { points }) => total + (points ?? 0), 0);
    return { hour, points: known.length === 0 ? 0 : sum / known.length };
  })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, most);
}
