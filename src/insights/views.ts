/** What the analysis makes of the account, as the pages and the reports show it. Unknown is `null`, never 0. */
import type { Basis, Endpoint, Enforcement, Points, PoolId, Route, ThrottleReason, Trigger } from '../model';

/** One union for the whole product. `watch` needs a forecast, `recovering` the hour after an exhausted one. */
export const poolStatuses = ['unknown', 'fine', 'watch', 'near', 'exhausted', 'recovering'] as const;
export type PoolStatus = (typeof poolStatuses)[number];

/** How full the whole pool is, all sites of the app together where the pool is the global one. */
export interface PoolLevel {
  /** At least this many points are gone: what the header says, else the least that this site's own calls cost. */
  lowPoints: number;
  /** Likely so many at least: as `lowPoints`, with what this site likely spent. Between the other two. */
  likelyPoints: number;
  /** At most this many points are gone; `null` when nothing bounds it. */
  highPoints: number | null;
  /**
   * `reading`: the header gave `r` this hour. `silent`: a response of this hour carried the policy without `r`, so use
   * was below 80% then. `refused`: a call was refused for this quota. `none`: no response of this hour named the quota.
   * `told`: the app's owner, who hears of all sites, said more than the headers here did.
   */
  basis: 'reading' | 'silent' | 'refused' | 'none' | 'told';
  /** When the response came that the level rests on, or that the owner's word is held against; `null` when there was none. */
  readAtMs: number | null;
  /** Only where `basis` is `told`. */
  told?: ToldWord;
}

/** Who said it, when, and how long it holds. */
export interface ToldWord {
  atMs: number;
  /** What its figures speak of. */
  asOfMs: number;
  goodUntilMs: number;
  /** Past that only the least that was gone is left of it. */
  isGood: boolean;
  /** Sites whose calls are in it. */
  sites: number;
  /** How the owner judges the pool. */
  status: PoolStatus;
  /** Whether the owner tells bands alone. */
  isBand: boolean;
}

/** How a pool was judged last, so that the next judgement need not begin anew: what keeps the status from flapping. */
export interface PoolState {
  status: PoolStatus;
  /** Since when, epoch milliseconds. */
  sinceMs: number;
  /** Since when the facts say less than the status does; `null` while they bear it out. */
  calmSinceMs: number | null;
  /** The highest threshold of Settings that is reached, percent; only where the status is `near`, and left out where none is. */
  reachedPercent?: number;
}

/** How the running hour will end if no call is refused. */
export interface PoolForecast {
  /** Points that will be gone of the whole pool, as far as it is seen from here. */
  endPoints: Points;
  /** When the pool will be empty, and when at the earliest within the band; `null`: not within this hour. */
  wallAtMs: number | null;
  earliestWallAtMs: number | null;
  /** So many past hours of the same time of day speak, too. */
  pastHours: number;
  /** What others draw, points an hour; `null` while nothing shows it, as below 80% use: they are not in the forecast then. */
  othersAnHour: number | null;
}

/** What others draw at the same minute again and again. */
export interface DrainView {
  every: 'hour' | 'day';
  /** First of the five minutes of the hour, 0 to 55. */
  minute: number;
  /** So many times in a row. */
  times: number;
  /** Each time at least so many points, beyond what this site spent meanwhile. */
  leastPoints: number;
}

/** `endpoint`: the calls of this site that cost most. `others`: what the counter holds beyond them, at least half of it. */
export type Culprit =
  | (Endpoint & {
      kind: 'endpoint';
      trigger: Trigger;
      /** Of what this site's calls likely cost this hour, 0 to 1. */
      share: number;
    })
  | { kind: 'others'; /** Of what is gone of the pool, at least, 0 to 1. */ share: number };

export interface PoolView extends PoolState {
  pool: PoolId;
  /** 1: global pool, 2: pool per site; `null` until a header of this app has named a policy. */
  tier: 1 | 2 | null;
  /** As the headers prove it; `null` until one has. */
  enforcement: Enforcement | null;
  /** `q` of the last policy seen, points an hour; `null` until one was seen. */
  quotaPoints: number | null;
  /** When the policy was last seen. */
  policySeenAtMs: number | null;
  /** What this site's metered calls spent this hour. */
  own: Points;
  ownRequests: number;
  level: PoolLevel;
  /** `null` when there is nothing to foresee it from. */
  forecast: PoolForecast | null;
  drains: DrainView[];
  /** Who spent most of the running hour; `null` while nothing was spent. */
  culprit: Culprit | null;
  /** From these shares of the quota on an administrator wants to be warned, percent, the lowest first; 80 unless they were set. */
  thresholdPercents: readonly number[];
  /** Next full hour, UTC. */
  resetAtMs: number;
}

/** One pool and route within one hour. */
export interface HourCell {
  /** Index into the list of pools that the answer holds. */
  pool: number;
  route: Route;
  requests: number;
  points: Points;
  /** Calls refused with 429, whatever the limit. */
  throttles: number;
}

/** Atlassian's own counter of a pool, as an answer of this hour last gave it. */
export interface HourReading {
  /** Index into the list of pools that the answer holds. */
  pool: number;
  /** Points of the whole pool that were gone then, of all sites where the pool is theirs. */
  usedPoints: number;
  atMs: number;
}

/** Between which bounds the whole pool stood at the end of an hour, or stands now: as the gauge says it of the running one. */
export interface HourLevel extends Pick<PoolLevel, 'lowPoints' | 'highPoints' | 'basis'> {
  /** Index into the list of pools that the answer holds. */
  pool: number;
}

export interface HourView {
  hourStartMs: number;
  cells: HourCell[];
  /** Of the pools that a call of the hour drew on, or whose quota an answer of it named. */
  levels: HourLevel[];
  /** Only where a header said how much was left, which it does above about 80%. */
  readings: HourReading[];
}

export interface EndpointView extends Endpoint {
  pool: PoolId;
  requests: number;
  points: Points;
  throttles: number;
  /** Requests without an answer or with a 5xx. */
  failures: number;
  /** Requests by where their price comes from. */
  bases: Partial<Record<Basis, number>>;
  /** Of those with an assumed price the ones that were served, at least so many: the others failed, and their price is one point or none. */
  assumedServed: number;
  routes: Route[];
  /** Milliseconds, upper edge of the histogram's bucket; `null` when nothing was answered. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** Likely points of each step of the period, oldest first, whole ones; `null` where the step could not be read. */
  trend: (number | null)[];
  /** Likely points of the same steps some whole weeks before, without the last one, which is not over; `null` where not all are known. */
  earlierPoints: number | null;
}

/** Calls of one endpoint by one route that one limit refused, or would have, were it enforced. */
export interface RefusalGroup {
  pool: PoolId;
  route: Route;
  method: string;
  template: string;
  reason: ThrottleReason;
  enforcement: Enforcement;
  calls: number;
  /** Of the newest that was noted: when it came, what it named as its reason, and when to try again; `null` where none was, or said. */
  lastAtMs: number | null;
  reasonRaw: string | null;
  retryAtMs: number | null;
}
