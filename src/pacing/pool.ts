import { hourStartMs, nextHourMs } from '../limits/hour';
import type { QuotaReading } from '../model';
import { hourMs, minuteMs } from '../time';
import type { Delay } from './delay';
import { smoothedAtMs } from './smoothing';
import type { PaceRules } from './rules';
import type { ToldUse } from './told-use';

/** Below this share used, the headers leave the remaining points out. Source: Jira rate limiting, "Header parameters". */
const silentShare = 0.8;
const longestInLineMs = 60_000;
/** Of less of its own than this share of the quota a process cannot tell what part of the pool is its. */
const leastOwnShare = 0.002;
/** Until calls that are under way have said how much is left. */
const askAgainMs = 100;

interface Reading {
  quotaPoints: number;
  /** What it proves to be used, of all sites where they share the pool. */
  usedPoints: number;
  /** Points of our own calls that had ended by then. */
  ownPoints: number;
  atMs: number;
  /** The pool is this site's alone (Tier 2): what all sites draw is no matter of its. */
  isOwnPool: boolean;
  /** The answer left the points out: less than 80% was gone. */
  isSilent: boolean;
}

interface Told extends ToldUse {
  /** Points of our own calls that had ended when it was learned. */
  ownPoints: number;
}

/** Of the hour, by all that is known. */
interface Known {
  quotaPoints: number;
  usedPoints: number;
  /** Used at least: points do not come back before the full hour. */
  certainPoints: number;
  /** As long as its teller wants it believed that more is used than that. */
  believedUntilMs: number;
}

/** What is known of one product's hourly points. Each hour begins with nothing known, so that a wrong reading ends with it. */
export class Pool {
  private hour = Number.NaN;
  private ownPoints = 0;
  private reading: Reading | null = null;
  private told: Told | null = null;
  /** What all sites drew for each point of this process in the hour before, by the owner's word; `null`: nobody said. */
  private allForEachOwn: number | null = null;
  /** Expected points of calls under way, and of those that wait for their turn. */
  underWayPoints = 0;
  waitingPoints = 0;

  /** Points of an ended call, or what its body corrected them by. */
  spend(points: number, nowMs: number): void {
    this.moveTo(nowMs);
    this.ownPoints += points;
  }

  /** A body told the price of a call whose answer was read before: what that answer said holds it already. */
  correct(points: number, nowMs: number): void {
    this.moveTo(nowMs);
    this.ownPoints += points;
    if (this.reading !== null) this.reading.ownPoints += points;
  }

  /** @returns points left by the enforced hourly quota of an answer; `null` where it is silent or cannot be believed */
  read(quotas: readonly QuotaReading[], nowMs: number): { quotaPoints: number; remaining: number } | null {
    this.moveTo(nowMs);
    const quota = quotas.find(isHourlyPoints);
    if (quota?.quota == null || quota.quota <= 0) return null;
    // Written before the full hour and read after it: it speaks of an hour that is over.
    if (quota.resetAtMs !== null && quota.resetAtMs <= nowMs) return null;
    const { quota: quotaPoints, remaining } = quota;
    const isBelievable = remaining !== null && remaining >= 0 && remaining <= quotaPoints;
    if (remaining !== null && !isBelievable) return null;
    const { ownPoints } = this;
    const usedPoints =
      remaining === null ? Math.min(ownPoints, quotaPoints * silentShare) : quotaPoints - remaining;
    const isSilent = remaining === null;
    const isOwnPool = quota.scope === 'tenant';
    this.reading = { quotaPoints, usedPoints, ownPoints, atMs: nowMs, isOwnPool, isSilent };
    return remaining === null ? null : { quotaPoints, remaining };
  }

  /** What the app's owner said of the pool of all sites. What is older than what is known already says nothing. */
  tell(use: ToldUse, nowMs: number): void {
    this.moveTo(nowMs);
    if (hourStartMs(use.atMs) !== this.hour || use.atMs <= (this.told?.atMs ?? -Infinity)) return;
    this.told = { ...use, ownPoints: this.ownPoints };
  }

  /**
   * May background work go on? `null`: yes, and always while neither an answer of this hour nor the app's owner has named the quota.
   * @param behindWaiting whether what already waits goes first
   */
  hold({ reserveShare, isSmooth }: PaceRules, behindWaiting: boolean, nowMs: number): Delay | null {
    this.moveTo(nowMs);
    const known = this.known(nowMs);
    if (known === null) return null;
    const { quotaPoints, usedPoints: settled, certainPoints, believedUntilMs } = known;
    const share = quotaPoints * (1 - reserveShare);
    const used = settled + this.underWayPoints;
    const isUsedUp = used >= share;
    if (isUsedUp && settled < share) return { reason: 'reserve', untilMs: nowMs + askAgainMs };
    if (isUsedUp)
      return { reason: 'reserve', untilMs: certainPoints >= share ? nextHourMs(nowMs) : believedUntilMs };
    if (!isSmooth) return null;
    const atMs = smoothedAtMs(used / share, this.hour);
    const claimed = used + (behindWaiting ? this.waitingPoints : 0);
    // Expected prices are guesses: those of many calls in line must not keep a later one away for the rest of the hour.
    const latestMs = Math.max(nowMs, atMs) + longestInLineMs;
    const untilMs = Math.min(smoothedAtMs(claimed / share, this.hour), latestMs);
    return untilMs <= nowMs ? null : { reason: 'smoothing', untilMs: Math.min(untilMs, believedUntilMs) };
  }

  private known(nowMs: number): Known | null {
    const { reading, told } = this;
    const resetMs = nextHourMs(nowMs);
    const since = (ownPoints: number): number => Math.max(0, this.ownPoints - ownPoints);
    const read = reading === null ? 0 : reading.usedPoints + since(reading.ownPoints);
    if (told === null || reading?.isOwnPool === true) {
      if (reading === null) return null;
      // The first word of an hour comes minutes after all sites began it: until then they are taken to begin it as they did the last.
      const all = reading.isOwnPool || !reading.isSilent ? 0 : this.ownPoints * (this.allForEachOwn ?? 0);
      const usedPoints = Math.max(read, Math.min(all, reading.quotaPoints * silentShare));
      return {
        quotaPoints: reading.quotaPoints,
        usedPoints,
        certainPoints: usedPoints,
        believedUntilMs: resetMs,
      };
    }
    const quotaPoints = reading?.quotaPoints ?? told.quotaPoints;
    const isOlder = reading !== null && reading.atMs >= told.atMs;
    // What an answer has said since goes before it: a figure whole, and silence as its bound.
    const most = isOlder ? (reading.isSilent ? quotaPoints * silentShare : 0) : Infinity;
    const least = Math.min(most, told.leastPoints) + since(told.ownPoints);
    const isGood = nowMs < told.goodUntilMs;
    const likely = told.usedPoints + ((nowMs - told.atMs) / minuteMs) * told.pointsAMinute;
    const certainPoints = Math.max(read, least);
    const usedPoints = Math.max(certainPoints, isGood ? Math.min(most, likely) : 0);
    const believedUntilMs = usedPoints > certainPoints ? Math.min(resetMs, told.goodUntilMs) : resetMs;
    return { quotaPoints, usedPoints, certainPoints, believedUntilMs };
  }

  private moveTo(nowMs: number): void {
    const hour = hourStartMs(nowMs);
    if (hour === this.hour) return;
    const { told } = this;
    const isNext = this.hour + hourMs === hour;
    const isShareKnown = told !== null && told.ownPoints >= told.quotaPoints * leastOwnShare;
    this.allForEachOwn = isNext && isShareKnown ? Math.max(1, told.usedPoints / told.ownPoints) : null;
    this.hour = hour;
    this.ownPoints = 0;
    this.reading = null;
    this.told = null;
  }
}

function isHourlyPoints({ enforcement, unit, scope }: QuotaReading): boolean {
  return enforcement === 'enforced' && unit === 'points' && (scope === 'global' || scope === 'tenant');
}
