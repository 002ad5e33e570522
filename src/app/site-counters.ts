import { chargedToPool } from '../limits/charging';
import type { Observation, Route, ThrottleReason } from '../model';

/**
 * Counters that the platform sums over all sites of the app, once they are registered in the developer console. At most 20
 * may be; these are all that the gauge raises. Source: Forge, custom metrics, 2026-10.
 */
export const counterNames = [
  'pg_points_as_app',
  'pg_points_as_user',
  'pg_points_remote',
  'pg_points_other',
  'pg_calls',
  'pg_throttled_quota',
  'pg_throttled_burst',
  'pg_throttled_issue',
  'pg_throttled_other',
  'pg_near_minutes',
  'pg_lost_calls',
  'pg_lost_records',
] as const;
type CounterName = (typeof counterNames)[number];

/** What `@forge/metrics` offers of a counter. */
export interface CounterPort {
  counter(name: string): { incrBy(value: number): void };
}

type Sums = Map<CounterName, number>;

/** What one process counted and has not said yet, kept apart by installation. It asks nothing of storage. */
export class SiteCounters {
  private readonly sums = new Map<string, Sums>();
  /** The minute that was counted last, by installation: a process counts each minute once. */
  private readonly nearMinutes = new Map<string, number>();

  note(installationId: string, call: Observation): void {
    this.add(installationId, 'pg_calls', 1);
    if (chargedToPool(call.route)) this.add(installationId, pointsCounter(call.route), call.points.likely);
    const throttle = call.limits?.throttle ?? null;
    if (throttle?.enforcement === 'enforced') this.add(installationId, throttleCounter(throttle.reason), 1);
    const minute = Math.floor(call.atMs / 60_000);
    if (call.limits?.nearLimit !== true || this.nearMinutes.get(installationId) === minute) return;
    this.nearMinutes.set(installationId, minute);
    this.add(installationId, 'pg_near_minutes', 1);
  }

  add(installationId: string, name: CounterName, amount: number): void {
    const sums = this.sums.get(installationId) ?? new Map<CounterName, number>();
    sums.set(name, (sums.get(name) ?? 0) + amount);
    this.sums.set(installationId, sums);
  }

  /** Says what was counted, in whole numbers; the rest waits. What the platform does not take is dropped: the ledger has it. */
  emit(installationId: string, port: CounterPort): void {
    for (const [name, sum] of this.sums.get(installationId) ?? []) {
      const whole = Math.floor(sum);
      if (whole < 1) continue;
      this.sums.get(installationId)?.set(name, sum - whole);
      try {
        port.counter(name).incrBy(whole);
      } catch {
        // A customer may have switched such counters off; nothing depends on them.
      }
    }
  }
}

function pointsCounter(route: Route): CounterName {
  switch (route) {
    case 'forge.asApp':
      return 'pg_points_as_app';
    case 'forge.asUser':
    case 'forge.asUserOffline':
      return 'pg_points_as_user';
    case 'forge.remote':
      return 'pg_points_remote';
    case 'forge.bridge':
    case 'connect.jwt':
    case 'connect.impersonation':
    case 'connect.apRequest':
    case 'oauth.3lo':
    case 'apiToken':
    case 'anonymous':
      return 'pg_points_other';
  }
}

function throttleCounter(reason: ThrottleReason): CounterName {
  switch (reason) {
    case 'quotaGlobal':
    case 'quotaTenant':
      return 'pg_throttled_quota';
    case 'burst':
      return 'pg_throttled_burst';
    case 'perIssueWrite':
      return 'pg_throttled_issue';
    case 'costBudget':
    case 'concurrency':
    case 'gateway':
    case 'other':
      return 'pg_throttled_other';
  }
}
