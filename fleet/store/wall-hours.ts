/**
 * Hours at the wall of the pool of all sites, by Atlassian's word alone, for page, forecast and messages: what is guessed for the minutes after the
 * counter, or estimated without one, proves no wall. The evidence has these hours among the full ones, and those that are estimated as full.
 */
import type { CounterHour } from './counter-hours';

type Counter = Pick<CounterHour, 'hour' | 'leastRemainingPoints'>;

/** Whether the counter said that nothing was left. */
export function isDrained({ leastRemainingPoints }: Pick<Counter, 'leastRemainingPoints'>): boolean {
  return leastRemainingPoints <= 0;
}

/** @param refused calls for the quota, by hour */
export function wallHours(counters: readonly Counter[], refused: ReadonlyMap<number, number>): Set<number> {
  const drained = counters.filter(isDrained).map(({ hour }) => hour);
  const refusing = [...refused].filter(([, calls]) => calls > 0).map(([hour]) => hour);
  return new Set([...drained, ...refusing]);
}
