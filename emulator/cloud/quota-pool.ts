/** One hourly pool of points: an app's on all sites (tier 1) or on one (tier 2). */
import { ForeignMeter, type ForeignLoad } from './foreign';
import { hourMs } from '../time';

const rememberedHours = 40 * 24;

export interface PoolHour {
  hourStartMs: number;
  /** Charged to the callers of this cloud. */
  ownPoints: number;
  /** Drawn by tenants outside of it. */
  foreignPoints: number;
}

export class QuotaPool {
  private readonly meter: ForeignMeter | null;
  private readonly closed: PoolHour[] = [];
  private hour: PoolHour | null = null;

  /** @param refuses whether the quota is a wall; without it, more than the quota can be spent. */
  constructor(
    readonly quotaPoints: number,
    private readonly refuses: boolean,
    load: ForeignLoad | null,
  ) {
    this.meter = load === null ? null : new ForeignMeter(load);
  }

  /** Lets time pass: closes hours that are over and draws what others spent meanwhile. */
  moveTo(nowMs: number): void {
    const hourStartMs = nowMs - (nowMs % hourMs);
    this.hour ??= { hourStartMs, ownPoints: 0, foreignPoints: 0 };
    while (this.hour.hourStartMs < hourStartMs) {
      const over: PoolHour = this.hour;
      this.draw(over, over.hourStartMs + hourMs);
      if (over.ownPoints > 0 || over.foreignPoints > 0) this.closed.push(over);
      if (this.closed.length > rememberedHours) this.closed.shift();
      // After a long pause only the hours that will be remembered are worth computing.
      const earliestMs = hourStartMs - rememberedHours * hourMs;
      this.hour = {
        hourStartMs: Math.max(over.hourStartMs + hourMs, earliestMs),
        ownPoints: 0,
        foreignPoints: 0,
      };
    }
    this.draw(this.hour, nowMs);
  }

  charge(points: number): void {
    if (this.hour !== null) this.hour.ownPoints += points;
  }

  get remainingPoints(): number {
    if (this.hour === null) return this.quotaPoints;
    return Math.max(0, this.quotaPoints - this.hour.ownPoints - Math.floor(this.hour.foreignPoints));
  }

  /** Past hours and the current one, oldest first; hours in which nothing was spent are left out. */
  hours(): PoolHour[] {
    const all = this.hour === null ? this.closed : [...this.closed, this.hour];
    return all
      .filter((hour) => hour.ownPoints > 0 || hour.foreignPoints > 0)
      .map((hour) => ({ ...hour, foreignPoints: Math.floor(hour.foreignPoints) }));
  }

  private draw(hour: PoolHour, untilMs: number): void {
    if (this.meter === null) return;
    const left = this.quotaPoints - hour.ownPoints - hour.foreignPoints;
    // At the wall the others are refused too, and nobody draws until the next hour.
    if (this.refuses && left <= 0) return;
    const wanted = this.meter.pointsUpTo(hour.hourStartMs, untilMs);
    const most = this.refuses ? this.quotaPoints - hour.ownPoints : Number.POSITIVE_INFINITY;
    hour.foreignPoints = Math.max(hour.foreignPoints, Math.min(wanted, most));
  }
}

/**
 * Points an hour of a tier 2 pool. Source: Jira rate limiting, "Tier 2", 2026-10: the edition's base and a part for each
 * user, at most 500,000.
 */
export function tenantQuotaPoints(
  edition: 'free' | 'standard' | 'premium' | 'enterprise',
  users: number,
): number {
  const most = 500_000;
  switch (edition) {
    case 'free':
      return 65_000;
    case 'standard':
      return Math.min(most, 100_000 + 10 * users);
    case 'premium':
      return Math.min(most, 130_000 + 20 * users);
    case 'enterprise':
      return Math.min(most, 150_000 + 30 * users);
  }
}

/** Points an hour of a tier 1 pool. Source: same page. */
export const globalQuotaPoints = 65_000;
