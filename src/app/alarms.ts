import { poolKey } from '../usage/keys';
import { hourOf } from '../usage/hour';
import { nextHourMs } from '../limits/hour';
import type { Threshold } from '../insights/pools/thresholds';
import type { PoolView } from '../insights/views';
import type { Enforcement, Observation, PoolId } from '../model';

export const alarmNames = ['near', 'exhausted', 'threshold'] as const;
export type AlarmName = (typeof alarmNames)[number];

/** What a listener is told: an answer to this process says so, the app's owner does, or, of a threshold, the gauge's own judgement. */
export interface Alarm {
  name: AlarmName;
  pool: PoolId;
  /** `beta`: the limit is announced and refuses nothing yet. */
  enforcement: Enforcement;
  atMs: number;
  /** When the pool is full again. */
  resetAtMs: number;
  /** `owner`: by a message that the app's owner, who hears of all sites, sent to this one. `gauge`: judged from all that is known. */
  saidBy: 'atlassian' | 'owner' | 'gauge';
  /** The threshold of Settings that is reached; only with the name `threshold`. */
  percent?: number;
  /** An administrator tries the warnings: no pool runs low. `resetAtMs` is `atMs` then, so that whoever waits until it waits for nothing. */
  isTest?: true;
}

export type AlarmListener = (alarm: Alarm) => unknown;

/** Below this share of the quota Atlassian's headers say "near". Source: Jira rate limiting, 2026-10. */
const nearShare = 0.2;

/** Longer than a roll-up that was asked for before the alarm takes to come. */
const freshForMs = 10 * 60_000;

/**
 * Tells listeners once an hour, pool, name and threshold. Each process knows what its own answers said; nothing is asked of storage. A
 * listener runs after the call that it hears of, and whatever it does stays without effect on that; the end of the invocation
 * waits for it, since what runs on after the answer is frozen.
 */
export class Alarms {
  private readonly listeners = new Map<AlarmName, Set<AlarmListener>>();
  /** By installation, pool and name: the hour that was told last. */
  private readonly told = new Map<string, number>();

  /** By installation: when an alarm was told last. */
  private readonly lastAtMs = new Map<string, number>();

  constructor(private readonly onFault: (error: unknown) => void) {}

  /** @returns a function that ends it */
  on(name: AlarmName, listener: AlarmListener): () => void {
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all.add(listener));
    return () => {
      all.delete(listener);
    };
  }

  listenersOf(name: AlarmName): number {
    return this.listeners.get(name)?.size ?? 0;
  }

  /** Whether this process met an alarm just now, so that the pools had better be judged at once. */
  isFresh(installationId: string, nowMs: number): boolean {
    return nowMs - (this.lastAtMs.get(installationId) ?? -Infinity) < freshForMs;
  }

  /** @returns what the listeners do because of it, without failure; `null` where nobody is told */
  note(installationId: string, call: Observation): Promise<unknown> | null {
    const said = alarmIn(call);
    if (said === null) return null;
    const { pool, atMs } = call;
    const told = this.tell(installationId, { ...said, pool, atMs, saidBy: 'atlassian' });
    if (told !== null) this.lastAtMs.set(installationId, atMs);
    return told;
  }

  /** @returns as `note` does */
  tell(installationId: string, said: Omit<Alarm, 'resetAtMs'>): Promise<unknown> | null {
    const key = [installationId, poolKey(said.pool), said.name, said.percent ?? ''].join(' ');
    if (this.told.get(key) === hourOf(said.atMs)) return null;
    this.told.set(key, hourOf(said.atMs));
    return this.call({ ...said, resetAtMs: nextHourMs(said.atMs) });
  }

  /** Calls the listeners of thresholds as a test, whatever was told before: what is told afterwards is told all the same. */
  async test(
    pool: PoolId,
    percents: readonly number[],
    atMs: number,
  ): Promise<{ heard: number; failed: number }> {
    const said = { name: 'threshold', saidBy: 'gauge', enforcement: 'enforced', isTest: true } as const;
    const called = await Promise.all(
      percents.map((percent) => this.call({ ...said, pool, atMs, resetAtMs: atMs, percent })),
    );
    const went = called.flat();
    return { heard: went.length, failed: went.filter((isFine) => !isFine).length };
  }

  /** @returns of each listener whether it went well */
  private call(alarm: Alarm): Promise<boolean[]> {
    return Promise.all(
      [...(this.listeners.get(alarm.name) ?? [])].map((listener) =>
        Promise.resolve()
          .then(() => listener(alarm))
          .then(
            () => true,
            (error: unknown) => {
              this.onFault(error);
              return false;
            },
          ),
      ),
    );
  }
}

/** The alarm in a judgement that rests on the owner's word; `null` where it rests on something else, or there is none. */
export function toldAlarm(
  { pool, status, level, enforcement }: Pick<PoolView, 'pool' | 'status' | 'level' | 'enforcement'>,
  nowMs: number,
): Omit<Alarm, 'resetAtMs'> | null {
  if (level.basis !== 'told' || (status !== 'near' && status !== 'exhausted')) return null;
  return { name: status, pool, enforcement: enforcement ?? 'enforced', atMs: nowMs, saidBy: 'owner' };
}

/** The highest threshold that is reached of those that tell listeners; `null` where there is none. */
export function thresholdAlarm(
  view: Pick<PoolView, 'pool' | 'status' | 'reachedPercent' | 'enforcement'>,
  thresholds: readonly Threshold[],
  nowMs: number,
): Omit<Alarm, 'resetAtMs'> | null {
  const { pool, status, reachedPercent = 0, enforcement } = view;
  const reached = thresholds.findLast(
    ({ percent, actions }) => percent <= reachedPercent && actions.includes('listener'),
  );
  if (status !== 'near' || reached === undefined) return null;
  const said = { name: 'threshold', saidBy: 'gauge' } as const;
  return { ...said, pool, enforcement: enforcement ?? 'enforced', atMs: nowMs, percent: reached.percent };
}

function alarmIn({ limits }: Observation): Pick<Alarm, 'name' | 'enforcement'> | null {
  if (limits === null) return null;
  const { throttle, quotas } = limits;
  if (throttle?.reason === 'quotaGlobal' || throttle?.reason === 'quotaTenant')
    return { name: 'exhausted', enforcement: throttle.enforcement };
  const low = quotas.find(
    ({ scope, quota, remaining }) =>
      (scope === 'global' || scope === 'tenant') &&
      quota !== null &&
      remaining !== null &&
      remaining <= nearShare * quota,
  );
  return low === undefined ? null : { name: 'near', enforcement: low.enforcement };
}
