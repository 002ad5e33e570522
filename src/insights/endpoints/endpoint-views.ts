/** One endpoint from within, as its panel shows it. */
import type { BurstRoom, StatusClass } from '../../usage/usage-sum';
import type { Method, Points, PoolId, Route, ThrottleReason, Trigger } from '../../model';
import type { Advice } from './advice-views';

export interface EndpointName {
  pool: PoolId;
  method: Method;
  template: string;
}

/** Calls of one route, trigger and feature of the app. */
export interface CallShare {
  route: Route;
  trigger: Trigger;
  tag: string | null;
  requests: number;
  points: Points;
}

export interface EndpointDetail extends EndpointName {
  /** Most expensive first. */
  shares: CallShare[];
  statuses: { status: StatusClass; requests: number }[];
  throttles: { reason: ThrottleReason; isBeta: boolean; calls: number }[];
  /** Answered calls by time; the last bucket has no upper edge. */
  latency: { atMostMs: number | null; calls: number }[];
  /** Least room seen in the endpoint's burst bucket. */
  leastBurst: BurstRoom | null;
  /** Largest saving first. */
  advice: Advice[];
}
