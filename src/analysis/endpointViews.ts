/** One endpoint from within, as its panel shows it. */
import type { BurstRoom, StatusClass } from '../account/cell';
import type { Method, Points, PoolId, Route, ThrottleReason, Trigger } from '../model';

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

export const adviceKinds = ['bridge', 'webhook', 'fewerObjects', 'spread', 'askFirst'] as const;
export type AdviceKind = (typeof adviceKinds)[number];

/** What could be done about an endpoint. */
export interface Advice {
  kind: AdviceKind;
  /** About so many calls of the period are what the advice is for. */
  calls: number;
  /** Points a day that it would save at most; `null` where the account cannot tell. */
  savesPointsADay: number | null;
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
