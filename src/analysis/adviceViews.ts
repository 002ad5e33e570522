/** What the recorded calls suggest, as the pages Endpoints and Routing show it. */
import type { Method, Points, PoolId } from '../model';

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
] as const;
export type AdviceKind = (typeof adviceKinds)[number];

export interface Advice {
  kind: AdviceKind;
  /** `null` where the advice is not about one endpoint. */
  endpoint: { pool: PoolId; method: Method; template: string } | null;
  /** n: so many recorded calls made the rule speak. */
  calls: number;
  /** Points a day that it would save at most; `null` where it saves no points, or nobody can tell. */
  savesPointsADay: number | null;
  /** For `bulk`: what one call costs, and what a bulk call for as many objects as it takes costs. */
  bulk: { template: string; objects: number; single: Points; together: Points } | null;
  /** For `otherHour`: the busiest hour, its points, and those of scheduled work in it. */
  hour: { startMs: number; points: number; scheduledPoints: number } | null;
}
