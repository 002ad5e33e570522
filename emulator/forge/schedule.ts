import type { Installation } from './installation';
import type { AppManifest, Interval } from './manifest';
import { minuteMs } from '../time';

const intervalMs: Record<Interval, number> = {
  fiveMinute: 5 * minuteMs,
  hour: 60 * minuteMs,
  day: 24 * 60 * minuteMs,
  week: 7 * 24 * 60 * minuteMs,
};

type ScheduledTrigger = AppManifest['scheduled'][number];

/**
 * When the scheduled triggers of an installation run: a few minutes after the installation first, then at every interval.
 * Runs that nobody was there for are not made up, as Forge does not either.
 */
export class Schedules {
  private readonly nextMs = new Map<string, number>();

  constructor(private readonly triggers: readonly ScheduledTrigger[]) {}

  add(installation: Installation, nowMs: number): void {
    this.triggers.forEach((trigger, index) => {
      const firstMs = installation.installedAtMs + (index + 1) * minuteMs;
      this.nextMs.set(keyOf(installation, trigger), nextAfter(firstMs, trigger.interval, nowMs));
    });
  }

  remove(installation: Installation): void {
    for (const trigger of this.triggers) this.nextMs.delete(keyOf(installation, trigger));
  }

  /** What is due now, each once; the next run of each is set. */
  takeDue(installation: Installation, nowMs: number): ScheduledTrigger[] {
    return this.triggers.filter((trigger) => {
      const key = keyOf(installation, trigger);
      const dueMs = this.nextMs.get(key);
      if (dueMs === undefined || dueMs > nowMs) return false;
      this.nextMs.set(key, nextAfter(dueMs, trigger.interval, nowMs));
      return true;
    });
  }
}

function keyOf(installation: Installation, trigger: ScheduledTrigger): string {
  return `${installation.id}|${trigger.key}`;
}

function nextAfter(dueMs: number, interval: Interval, nowMs: number): number {
  if (dueMs > nowMs) return dueMs;
  return dueMs + (Math.floor((nowMs - dueMs) / intervalMs[interval]) + 1) * intervalMs[interval];
}
