/** Routes side by side, as the Routing page shows them. Unknown is `null`, never 0. */
import type { Voucher } from '../../usage/vouching';
import type { CostBudget, RouteCharge } from '../../limits/charging';
import type { Points, PoolId, Route, ThrottleReason, Trigger } from '../../model';

/** One route into one pool, over the whole period. */
export interface RouteView {
  route: Route;
  vouchedBy: Exclude<Voucher, 'import'>;
  isCharged: boolean;
  /** Why it is charged or not, and who says so. */
  charge: Pick<RouteCharge, 'basis' | 'why' | 'source'>;
  budget: CostBudget;
  /** n of everything here but the latency. */
  requests: number;
  /** What the calls drew from the pool: nothing where the route is not charged. */
  points: Points;
  /** What the same calls are worth in points, charged or not. */
  worth: Points;
  /** Of the pool's likely points; `null` while it has none, or too few calls to compare. */
  share: number | null;
  /** Most frequent first. */
  triggers: { trigger: Trigger; requests: number }[];
  throttles: { reason: ThrottleReason; isBeta: boolean; calls: number }[];
  /** Upper edge of the histogram's bucket; `null` with fewer than `leastCalls` answers. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** n of the latency. */
  answers: number;
  /** About how many different people; `null` where nobody was told apart. */
  people: number | null;
  /** At least so many calls in one second under one context of the budget, as one process saw it. */
  peakCallsASecond: number | null;
  /** Whether it has calls enough to be compared with others. */
  isComparable: boolean;
}

export interface PoolRoutes {
  pool: PoolId;
  /** Without what browsers say. */
  requests: number;
  /** Calls that nobody but a browser vouches for. */
  saidRequests: number;
  points: Points;
  /** In order of points where at least two routes are comparable, else in the model's order: no ranking. */
  routes: RouteView[];
  isRanked: boolean;
}
