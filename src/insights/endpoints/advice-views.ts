/** What the recorded calls suggest, as the pages Endpoints and Routing show it. */
import type { Method, Points, PoolId } from '../../model';

export const adviceKinds = [
  'bridge',
  'cache',
  'bulk',
  'identity',
  'fewerObjects',
  'webhook',
  'askFirst',
  'spread',
  'otherHour',
  'rovoMcp',
  'context',
  'createWhole',
  'expand',
  'bulkWrite',
  'quietHours',
  'jitter',
  'backlogReads',
  'oneStackReads',
] as const;
export type AdviceKind = (typeof adviceKinds)[number];

export interface QuietHours {
  fromHourUtc: number;
  toHourUtc: number;
  pointsAnHour: number;
  busiestPointsAnHour: number;
  /** `null` where the period has no weekend, or nothing else. */
  weekendPointsAnHour: number | null;
  /** Hours that were looked at. */
  hours: number;
}

export interface Advice {
  kind: AdviceKind;
  /** `null` where the advice is not about one endpoint. */
  endpoint: { pool: PoolId; method: Method; template: string } | null;
  /** n: so many recorded calls made the rule speak. */
  calls: number;
  /**
   * Points a day that it would save at most beside what stands above it on the same endpoint: savings of one endpoint add up to no
   * more than its calls cost. `null` where it saves no points, or nobody can tell.
   */
  savesPointsADay: number | null;
  /** The same, were it the only change. */
  aloneSavesPointsADay: number | null;
  /** For `bulk` and `bulkWrite`: what one call costs, and what a bulk call for as many objects as it takes costs. */
  bulk: { template: string; objects: number; single: Points; together: Points } | null;
  /** For `otherHour`: the busiest hour, its points, and those of scheduled work in it. */
  hour: { startMs: number; points: number; scheduledPoints: number } | null;
  /** For `quietHours`: the six hours of the day (UTC) in which least is spent, and what an hour of them, of the busiest six and of weekends costs. */
  quiet: QuietHours | null;
  /** For `jitter`: the share of points that was spent in the first five minutes of hours, 0 to 1. */
  firstShare: number | null;
}
