/** What is known of one wall: an hour in which a pool ran dry and calls were refused. No person is in it. */
import type { AdviceKind } from '../endpoints/advice-views';
import type { StatusChange } from '../forecast/status-log';
import type { Method, Points, PoolId, Route, Trigger } from '../../model';
import type { QuotaRefusals } from './quota-refusals';

/** Calls that are alike: what they drew from the pool, and how many of them its quota refused. */
export interface WallCalls {
  method: Method;
  template: string;
  route: Route;
  trigger: Trigger;
  /** As the app named it; `null` where it named none. */
  feature: string | null;
  requests: number;
  points: Points;
  refusedCalls: number;
}

/** All calls of one route, initiator or feature together. */
export interface WallShare<Name> {
  name: Name;
  requests: number;
  /** Likely. */
  points: number;
  refusedCalls: number;
}

/** A list of the largest, and what all others are together. */
export interface Largest<Row> {
  rows: Row[];
  further: { rows: number; requests: number; points: number; refusedCalls: number };
}

/** Likely points in each of the 60 minutes. */
export type Minutes = number[];

export interface WallCourse {
  byRoute: { route: Route; points: Minutes }[];
  /** The dearest of which the minutes are kept, most first. */
  byEndpoint: { method: Method; template: string; points: Minutes }[];
  /** Of this site's points, those of which no minute is kept. */
  unplacedPoints: number;
  /** What Atlassian's counter showed of the whole pool, oldest first. */
  counter: { atMs: number; usedPoints: number }[];
}

export interface WallWarnings {
  /** Of this pool in this hour, and how it ended, oldest first. */
  changes: StatusChange[];
  /** When the first of them said that the pool may run dry or is near its limit, or empty; `null` where none did. */
  firstAtMs: number | null;
  /** Whether the log reaches back to the hour: it keeps the newest changes only. */
  isLogWhole: boolean;
}

/** The hour again. */
export interface Replayed {
  /** From when the pool is empty to the end of the hour, by low, likely and high estimate. */
  blockedMinutes: Points;
  /** When it is likely empty; `null`: it lasts the hour. */
  dryAtMs: number | null;
}

export interface WallReplay {
  /** The quota under which it is replayed: what the headers named, else the published one of tier 1. */
  quotaPoints: number;
  asRecorded: Replayed;
  /** What each advice alone would have done, that which saves most first. */
  advice: { kind: AdviceKind; method: Method; template: string; savedShare: number; outcome: Replayed }[];
  /** All advice on this hour's calls together, of 0 to 1 of this site's points; `null` without any. */
  all: { savedShare: number; outcome: Replayed } | null;
  /** The same calls with a pool of this site's own; `null` where it has one, or nobody stated its edition. */
  ownPool: { quotaPoints: number; outcome: Replayed } | null;
}

export interface WallView extends QuotaRefusals {
  pool: PoolId;
  hourStartMs: number;
  /** When the pool was full again, or will be. */
  resetAtMs: number;
  isRunning: boolean;
  tier: 1 | 2 | null;
  /** `null` where no header of the day named it. */
  quotaPoints: number | null;
  /** What this site's metered calls drew, and how many were charged. */
  own: Points;
  requests: number;
  /** What others drew, or calls that were not metered: what was gone beyond this site's; `null` without a quota. */
  others: Points | null;
  /** Most that Atlassian's counter showed; `null` where it kept silent. */
  counterPoints: number | null;
  /** Calls of the hour that other limits refused. */
  otherRefusedCalls: number;
  /** Who drew; empty where only the day's sums are kept. */
  drew: Largest<WallCalls>;
  /** Which calls were refused for the quota. */
  failed: Largest<WallCalls>;
  byRoute: WallShare<Route>[];
  byTrigger: WallShare<Trigger>[];
  byFeature: WallShare<string | null>[];
  /** `null` where no minutes are kept of the hour. */
  course: WallCourse | null;
  warnings: WallWarnings;
  replay: WallReplay;
  /** Whether the hours beside it were refused, too. */
  ranOn: { before: boolean; after: boolean };
  /** `day`: the hour itself is no longer kept, and its day tells sums by route only. */
  keptAs: 'hour' | 'day';
}
