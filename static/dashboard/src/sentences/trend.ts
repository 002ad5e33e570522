import type { Words } from '../words';

/** Fewer steps than this on a side say nothing of a course. */
const leastSteps = 2;
const steadyShare = 0.1;

/** The course of the later half against the earlier one; the last step is not over, so it is left out. */
export function trendWords(trend: readonly (number | null)[], { text, format }: Words): string {
  const known = trend.slice(0, -1).filter((points) => points !== null);
  const half = Math.floor(known.length / 2);
  const [before, after] = [mean(known.slice(0, half)), mean(known.slice(known.length - half))];
  if (half < leastSteps || before === 0) return text.endpoints.trend.unknown;
  const change = after / before - 1;
  if (Math.abs(change) < steadyShare) return text.endpoints.trend.steady;
  const say = change > 0 ? text.endpoints.trend.rising : text.endpoints.trend.falling;
  return say(format.percent(Math.abs(change)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
