import type { Points } from '../model';

/** An hour as it is written down: what came of it, not what was asked for. */
export interface WitnessedHour extends Omit<RecordedHour, 'othersPoints'> {
  /** Most points of the whole pool that Atlassian's own counter showed; `null` where it kept silent. */
  counterPoints: number | null;
  /** Minutes into the hour at which the quota first refused a call; `null` where it refused none. */
  wallMinute: number | null;
}

/** The pool that the hours were recorded with. */
export interface RecordedPool {
  quotaPoints: number;
  /** Others are left out, since under the plan they have a pool of their own. */
  areOthersApart: boolean;
}

/** What a recorded hour spent, and what of it could be saved. */
export interface RecordedHour {
  points: Points;
  /** What others spent of the same pool, at least; 0 where nothing showed it. */
  othersPoints: Points;
  requests: number;
  /** Of the likely points: reads that the page could ask by the bridge, and other reads. */
  bridgePoints: number;
  cachePoints: number;
  /** Refused for the burst limit. */
  burstRefusedCalls: number;
}

/** Advice that is taken as followed. */
export interface AdviceTaken {
  /** Reads that a person waits for go over the bridge, which is not charged. */
  bridge: boolean;
  /** This part of the other reads is answered from a cache, 0 to 1. */
  cacheShare: number;
  /** This part of all points is saved by whatever else, 0 to 1. */
  savedShare?: number;
  /** Calls are spread evenly over their hour: it saves no points, and meets no burst limit. */
  spread: boolean;
}

/** A figure under the low, the likely and the high estimate of what the calls cost. */
export interface HourOutcome {
  /** What this account's calls would have spent in the hour without a limit. */
  points: Points;
  /** Calls that the quota would have refused. */
  refusedRequests: Points;
  /** From when the pool was empty to the end of the hour. */
  blockedMinutes: Points;
  burstRefusedCalls: number;
}

/**
 * What the hour asked for. The counter, or a refusal at the recorded quota, shows what others spent beside this account. A wall cut the
 * hour off: what had come by then is taken to have gone on for the rest of it.
 */
export function demandOf(hour: WitnessedHour, { quotaPoints, areOthersApart }: RecordedPool): RecordedHour {
  const { points: own, wallMinute, counterPoints } = hour;
  const gone = Math.max(counterPoints ?? 0, wallMinute === null ? 0 : quotaPoints);
  const stretch = wallMinute === null ? 1 : 60 / Math.min(59, Math.max(1, wallMinute));
  // An empty pool held no more than its quota: an estimate beyond it is too high.
  const spent = wallMinute === null ? own : each(own, (points) => Math.min(points, gone));
  return {
    points: wallMinute === null ? own : each(spent, (points) => points * stretch),
    othersPoints:
      areOthersApart || gone === 0 ? nobody : each(spent, (points) => Math.max(0, gone - points) * stretch),
    requests: hour.requests,
    bridgePoints: hour.bridgePoints * stretch,
    cachePoints: hour.cachePoints * stretch,
    burstRefusedCalls: hour.burstRefusedCalls,
  };
}

const nobody: Points = Object.freeze({ low: 0, likely: 0, high: 0 });

/**
 * The hour under another quota. The account knows hours, not minutes, so calls are taken as spread evenly over the hour: a
 * pool that is spent at twice its pace is empty at half past, and refuses every call from then on.
 */
export function simulateHour(hour: RecordedHour, quotaPoints: number, advice: AdviceTaken): HourOutcome {
  const kept = keptShare(hour, advice);
  const points = each(hour.points, (one) => one * kept);
  const { othersPoints } = hour;
  const share = (all: number): number => (all <= quotaPoints ? 0 : 1 - quotaPoints / all);
  const refused = {
    low: share(points.low + othersPoints.low),
    likely: share(points.likely + othersPoints.likely),
    high: share(points.high + othersPoints.high),
  };
  return {
    points,
    refusedRequests: each(refused, (share) => share * hour.requests * kept),
    blockedMinutes: each(refused, (share) => share * 60),
    burstRefusedCalls: advice.spread ? 0 : hour.burstRefusedCalls,
  };
}

/** What is saved of the likely points is taken as saved of the low and high ones, and of the calls, in the same part. */
function keptShare({ points, bridgePoints, cachePoints }: RecordedHour, advice: AdviceTaken): number {
  if (points.likely === 0) return 1;
  const saved = (advice.bridge ? bridgePoints : 0) + cachePoints * advice.cacheShare;
  return Math.max(0, 1 - saved / points.likely - (advice.savedShare ?? 0));
}

function each({ low, likely, high }: Points, change: (one: number) => number): Points {
  return { low: change(low), likely: change(likely), high: change(high) };
}
