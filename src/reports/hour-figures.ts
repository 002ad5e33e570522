import { percentile } from '../insights/percentile';
import type { Points } from '../model';
import type { PointsColumns } from './account';
import type { HourFigures } from './report';

/** `null` without hours. */
export function hourFigures(hours: readonly PointsColumns[]): HourFigures | null {
  const ranked = {
    low: ascending(hours.map((hour) => hour.lowPoints)),
    likely: ascending(hours.map((hour) => hour.likelyPoints)),
    high: ascending(hours.map((hour) => hour.highPoints)),
  };
  const at = (percent: number): Points => ({
    low: percentile(ranked.low, percent) ?? 0,
    likely: percentile(ranked.likely, percent) ?? 0,
    high: percentile(ranked.high, percent) ?? 0,
  });
  if (hours.length === 0) return null;
  return { hours: hours.length, p50: at(50), p75: at(75), p90: at(90), p99: at(99), max: at(100) };
}

function ascending(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}
