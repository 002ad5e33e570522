import { hourStartMs, nextHourMs } from '../limits/hour';
import type { QuotaReading } from '../model';
import type { Delay } from './delay';
import { smoothedAtMs } from './smoothing';
import type { PaceRules } from './rules';

/** Below this share used, the headers leave the remaining points out. Source: Jira rate limiting, "Header parameters". */
const silentShare = 0.8;
const longestInLineMs = 60_000;
/** Until calls that are under way have said how much is left. */
const askAgainMs = 100;

interface Reading {
  quotaPoints: number;
  /** What it proves to be used, of all sites where they share the pool. */
  usedPoints: number;
  /** Points of our own calls that had ended by then. */
  ownPoints: number;
}

/** What is known of one product's hourly points. Each hour begins with nothing known, so that a wrong reading ends with it. */
export class Pool {
  private hour = Number.NaN;
  private ownPoints = 0;
  private reading: Reading | null = null;
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
  read(quotas: readonly QuotaReading[], nowMs: number): { quotaPoints: number; leftPoints: number } | null {
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
    this.reading = { quotaPoints, usedPoints, ownPoints };
    return remaining === null ? null : { quotaPoints, leftPoints: remaining };
  }

  /**
   * May background work go on? `null`: yes, and always while no answer of this hour has named the quota.
   * @param behindWaiting whether what already waits goes first
   */
  hold({ reserveShare, isSmooth }: PaceRules, behindWaiting: boolean, nowMs: number): Delay | null {
    this.moveTo(nowMs);
    if (this.reading === null) return null;
    const { quotaPoints, usedPoints, ownPoints } = this.reading;
    const share = quotaPoints * (1 - reserveShare);
    const settled = usedPoints + Math.max(0, this.ownPoints - ownPoints);
    const used = settled + this.underWayPoints;
    const isUsedUp = used >= share;
    if (isUsedUp && settled < share) return { reason: 'reserve', untilMs: nowMs + askAgainMs };
    if (isUsedUp) return { reason: 'reserve', untilMs: nextHourMs(nowMs) };
    if (!isSmooth) return null;
    const atMs = smoothedAtMs(used / share, this.hour);
    const claimed = used + (behindWaiting ? this.waitingPoints : 0);
    // Expected prices are guesses: those of many calls in line must not keep a later one away for the rest of the hour.
    const latestMs = Math.max(nowMs, atMs) + longestInLineMs;
    const untilMs = Math.min(smoothedAtMs(claimed / share, this.hour), latestMs);
    return untilMs <= nowMs ? null : { reason: 'smoothing', untilMs };
  }

  private moveTo(nowMs: number): void {
    const hour = hourStartMs(nowMs);
    if (hour === this.hour) return;
    this.hour = hour;
    this.ownPoints = 0;
    this.reading = null;
  }
}

function isHourlyPoints({ enforcement, unit, scope }: QuotaReading): boolean {
  return enforcement === 'enforced' && unit === 'points' && (scope === 'global' || scope === 'tenant');
}
