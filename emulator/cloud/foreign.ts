/** What other tenants of the same app draw from its global pool, as a function of time. */
import { fraction } from './world/seed';
import { dayMs, hourMs, minuteMs } from '../time';

/** Points an hour at a moment in epoch milliseconds. Asked once a minute. */
export type ForeignLoad = (atMs: number) => number;

export function steady(pointsPerHour: number): ForeignLoad {
  return () => pointsPerHour;
}

/** A working week in UTC: quiet nights and weekends, a plateau in office hours, a fifth up or down by the minute. */
export function businessHours(options: {
  quietPointsPerHour: number;
  busyPointsPerHour: number;
  openHour?: number;
  closeHour?: number;
  seed?: number;
}): ForeignLoad {
  const { quietPointsPerHour, busyPointsPerHour, openHour = 8, closeHour = 18, seed = 1 } = options;
  return (atMs) => {
    const hour = (atMs % dayMs) / hourMs;
    // The epoch began on a Thursday.
    const weekday = (Math.floor(atMs / dayMs) + 4) % 7;
    const busy = weekday >= 1 && weekday <= 5 && hour >= openHour && hour < closeHour;
    const swing = 0.8 + 0.4 * fraction(seed, 'foreign', Math.floor(atMs / minuteMs));
    return (busy ? busyPointsPerHour : quietPointsPerHour) * swing;
  };
}

/** Nothing but one burst of work, such as another tenant's nightly export. */
export function spikeAt(options: { atMs: number; durationMs: number; pointsPerHour: number }): ForeignLoad {
  const endMs = options.atMs + options.durationMs;
  return (atMs) => (atMs >= options.atMs && atMs < endMs ? options.pointsPerHour : 0);
}

export function together(...loads: readonly ForeignLoad[]): ForeignLoad {
  return (atMs) => loads.reduce((sum, load) => sum + load(atMs), 0);
}

/** Sums a load from the start of an hour, minute by minute, so that the sum does not depend on when it is asked. */
export class ForeignMeter {
  private hourStartMs = Number.NaN;
  private wholeMinutes = 0;
  private wholePoints = 0;

  constructor(private readonly load: ForeignLoad) {}

  /** Points wanted between `hourStartMs` and `nowMs`, which must not go back within an hour. */
  pointsUpTo(hourStartMs: number, nowMs: number): number {
    if (hourStartMs !== this.hourStartMs) {
      this.hourStartMs = hourStartMs;
      this.wholeMinutes = 0;
      this.wholePoints = 0;
    }
    const elapsedMs = nowMs - hourStartMs;
    const minutes = Math.floor(elapsedMs / minuteMs);
    while (this.wholeMinutes < minutes) {
      this.wholePoints += this.load(hourStartMs + this.wholeMinutes * minuteMs) / 60;
      this.wholeMinutes += 1;
    }
    const restMs = elapsedMs - minutes * minuteMs;
    if (restMs <= 0) return this.wholePoints;
    return this.wholePoints + (this.load(hourStartMs + minutes * minuteMs) * restMs) / hourMs;
  }
}
