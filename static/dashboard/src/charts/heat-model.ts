import type { HeatView } from '../../../../src/admin/contract/contract';
import { hourMs } from '../../../../src/time';

export const hoursADay = 24;

const leastDays = 7;

/** Steps of colour above none. */
export const heatSteps = 5;

export interface HeatCell {
  startMs: number;
  /** `null`: no one figure is known. */
  points: number | null;
  /** Where a low and a high alone are known; `null`: there is one figure, or nothing is known. */
  between: [number, number] | null;
  /** 0 for no points, else 1 to {@link heatSteps}; of a low and a high it is that of the low. */
  step: number;
  /** How much of the whole pool was gone by the end of it, at least and at most; `null` where nothing tells. */
  gone: [number, number | null] | null;
  /** Calls that a limit refused in it; `null` where nothing is known. */
  refused: number | null;
}

/**
 * Hours of one pool, oldest first, a multiple of 24. The steps are of even width.
 * @param between of hours without one figure, by their place
 */
export function heatCells(
  { firstDayMs, pools, ...known }: Pick<HeatView, 'firstDayMs' | 'pools'> & Partial<HeatView>,
  pool: number,
  between: ReadonlyMap<number, [number, number]> = new Map(),
): HeatCell[] {
  const hours = pools[pool] ?? [];
  const figures = hours.map((points, index) => ({ points, between: between.get(index) ?? null }));
  const stepPoints = heatStepPoints(figures.map(leastPoints));
  return figures.map((figure, index) => ({
    ...figure,
    startMs: firstDayMs + index * hourMs,
    step: Math.min(heatSteps, Math.ceil((leastPoints(figure) ?? 0) / stepPoints)),
    gone: known.gone?.[pool]?.[index] ?? null,
    refused: known.refused?.[pool]?.[index] ?? null,
  }));
}

/** What was spent at the least; `null`: nothing is known. */
export function leastPoints({ points, between }: Pick<HeatCell, 'points' | 'between'>): number | null {
  return points ?? between?.[0] ?? null;
}

/** Points that one step of colour stands for: a figure of two digits that one can read, and the highest hour fits. */
export function heatStepPoints(hours: readonly (number | null)[]): number {
  const least = Math.max(1, ...hours.map((points) => (points ?? 0) / heatSteps));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(least)) - 1);
  return Math.ceil(least / unit) * unit;
}

/** Without the days before the first of which something is known, but never fewer than a week. */
export function sinceFirstKnown(cells: HeatCell[]): HeatCell[] {
  const first = cells.findIndex((cell) => leastPoints(cell) !== null);
  const unknownDays = first === -1 ? 0 : Math.floor(first / hoursADay);
  const spareDays = Math.max(0, cells.length / hoursADay - leastDays);
  return cells.slice(Math.min(unknownDays, spareDays) * hoursADay);
}

/** Without the hours of today that are still to come: of them nothing can be known, and nothing is missing. */
export function untilNow(cells: HeatCell[], nowMs: number): HeatCell[] {
  return cells.slice(
    0,
    cells.findLastIndex((cell) => cell.startMs <= nowMs || leastPoints(cell) !== null) + 1,
  );
}

/** Hours of the day that spend most on average over the days that are known, two of them at least, most first, `most` at most. */
export function busiestHours(cells: readonly HeatCell[], most: number): { hour: number; points: number }[] {
  return Array.from({ length: hoursADay }, (_, hour) => {
    const known = cells.filter((cell, index) => index % hoursADay === hour && cell.points !== null);
    const sum = known.reduce((total, { points }) => total + (points ?? 0), 0);
    return { hour, points: known.length < 2 ? 0 : sum / known.length };
  })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, most);
}
