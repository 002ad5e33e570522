/** From where on a pool of all sites is called near its limit, and who is told then: as the owner decided on the page. Pure. */
import { usualPercents } from '../src/insights/pools/thresholds';

/** `alert`: the fleet's receiver and Prometheus' rules; `sites`: the sites, where a key is there to tell them with. */
export const fleetActions = ['alert', 'sites'] as const;
export type FleetAction = (typeof fleetActions)[number];

/** One to four of them, the lowest first. */
export interface FleetThreshold {
  /** Whole, 1 to 100. */
  percent: number;
  actions: readonly FleetAction[];
}

/** As long as nobody decided otherwise. */
export const usualThresholds: readonly FleetThreshold[] = usualPercents.map(thresholdOf);

export function thresholdOf(percent: number): FleetThreshold {
  return { percent, actions: fleetActions };
}

/** From this share of the quota on something is done: with no action the pool is called near. Beyond any share where nothing is. */
export function nearShareOf(thresholds: readonly FleetThreshold[], action?: FleetAction): number {
  const first = thresholds.find(({ actions }) => action === undefined || actions.includes(action));
  return first === undefined ? Infinity : first.percent / 100;
}

/** The highest that is reached; `null`: none is. */
export function reachedOf(
  thresholds: readonly FleetThreshold[],
  points: number,
  quotaPoints: number,
): number | null {
  return thresholds.findLast(({ percent }) => points >= quotaPoints * (percent / 100))?.percent ?? null;
}
