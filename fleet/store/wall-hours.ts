/** Hours at the wall of the pool of all sites: page, forecast and messages to the sites have them from here, and the evidence decides by the same rule. */
import { isAtWall } from '../../src/reports/at-wall';
import type { CounterHour } from './counter-hours';

/** @param refused calls for the quota, by hour */
export function wallHours(
  counters: readonly Pick<CounterHour, 'hour' | 'leastRemainingPoints'>[],
  refused: ReadonlyMap<number, number>,
): Set<number> {
  const left = new Map(counters.map((one) => [one.hour, one.leastRemainingPoints]));
  const known = new Set([...left.keys(), ...refused.keys()]);
  return new Set(
    [...known].filter((hour) =>
      isAtWall({ leftPoints: left.get(hour) ?? null, isRefused: (refused.get(hour) ?? 0) > 0 }),
    ),
  );
}
