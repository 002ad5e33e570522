import { randomUUID } from 'node:crypto';
import { emitWarning } from 'node:process';
import { readRateLimits } from '../headers/read';
import { backlogTypeOf, backlogTypes, type BacklogType } from '../limits/backlog';
import { backlogRetryAtMs, readBacklogLimits, type BacklogAllowance } from '../limits/backlog-answer';
import type { HeaderSource } from '../model';
import { sleepUnlessAborted, unlessAborted } from '../pacing/abort';
import { endTurn, newUser, readUser, takeTurn, type BacklogUser } from './backlog-user';
import { usualSleep, type Pace, type PaceClock } from './pace';
import { processTag } from './process-tag';

/** Where the processes that call as one user keep what they share: anything that can change a small value in one step. */
export interface BacklogStore {
  /**
   * Reads the value (anything else where nothing was written), hands it to `change` and writes what that gives, so that no other
   * process writes in between: a transaction, a lock or a compare-and-set. `change` may be called again.
   */
  update(change: (value: unknown) => unknown): Promise<void>;
}

export type BacklogWarning =
  /** Calls with different API keys: of one user they share a limit; of several, Backlog may limit the keys or suspend them. */
  | { kind: 'severalKeys' }
  /** Backlog lowered the limit, as it does under load. */
  | { kind: 'stricterLimit'; type: BacklogType; beforeRequests: number; nowRequests: number }
  /** The store failed: this process keeps the pace by itself. */
  | { kind: 'storeFailed'; error: unknown };

export interface BacklogPaceOptions extends PaceClock {
  /** The parsed answer of `GET /api/v2/rateLimit`, by the user's own key. Asked before the first call and again every five minutes. */
  askLimits?: () => Promise<unknown>;
  /** Left out: each process keeps the pace by itself. */
  store?: BacklogStore;
  /** Told of each kind once, of a stricter limit each time. Left out: a warning of the process. */
  onWarning?: (warning: BacklogWarning) => void;
}

/** How old the figures of Get Rate Limit may be. Headers renew those of the types that are called. */
const freshMs = 5 * 60_000;

/**
 * The pace that Backlog wants of one user: one call at a time, a second between two updates, searches or icons, and nothing of a
 * type that is used up until its minute is over. Several keys of one user share their limits, so they share one pace; so do the
 * user's processes, by a store. Source: https://developer.nulab.com/docs/backlog/rate-limit, read 2026-11-27.
 */
export function backlogPace({
  nowMs = Date.now,
  sleep = usualSleep,
  askLimits,
  store,
  onWarning = warnProcess,
}: BacklogPaceOptions = {}): Pace {
  const by = randomUUID();
  let own = newUser();
  let last: Promise<void> = Promise.resolve();
  const keys = new Set<string>();
  const said = new Set<BacklogWarning['kind']>();

  const warn = (warning: BacklogWarning): void => {
    if (warning.kind !== 'stricterLimit' && said.has(warning.kind)) return;
    said.add(warning.kind);
    try {
      onWarning(warning);
    } catch {
      // Whoever listens must not be the reason why a call fails.
    }
  };

  /** Changes what is known of the user, everywhere if there is a store. */
  const change = async <T>(make: (user: BacklogUser) => T): Promise<T> => {
    if (store === undefined) return make(own);
    let result: { made: T } | null = null;
    try {
      await store.update((value) => {
        const user = readUser(value);
        result = { made: make(user) };
        own = structuredClone(user);
        return user;
      });
    } catch (error) {
      warn({ kind: 'storeFailed', error });
    }
    return (result as { made: T } | null)?.made ?? make(own);
  };

  const learn = (user: BacklogUser, type: BacklogType, allowance: BacklogAllowance | null): void => {
    const before = user.allowances[type]?.limitRequests ?? 0;
    if (allowance === null || allowance.limitRequests <= 0 || allowance.limitRequests >= before) return;
    warn({ kind: 'stricterLimit', type, beforeRequests: before, nowRequests: allowance.limitRequests });
  };

  const askWhenStale = async (): Promise<void> => {
    if (askLimits === undefined) return;
    // Taken before it is asked, so that of several processes one asks.
    const isStale = await change((user) => {
      const isOld = user.askedAtMs === null || nowMs() - user.askedAtMs >= freshMs;
      if (isOld) user.askedAtMs = nowMs();
      return isOld;
    });
    if (!isStale) return;
    const read = await askLimits().then(readBacklogLimits, () => null);
    if (read === null) return;
    await change((user) => {
      for (const type of backlogTypes) {
        const allowance = read[type];
        if (allowance === undefined) continue;
        learn(user, type, allowance);
        user.allowances[type] = allowance;
      }
    });
  };

  const noteKey = (url: string): void => {
    const key = /[?&]apiKey=([^&#]+)/.exec(url)?.[1];
    if (key === undefined || keys.size > 1) return;
    keys.add(processTag(key));
    if (keys.size > 1) warn({ kind: 'severalKeys' });
  };

  return {
    async turn(method, url, signal = null) {
      const type = backlogTypeOf(method, url);
      noteKey(url);
      const before = last;
      let finish = (): void => undefined;
      last = new Promise((resolve) => {
        finish = resolve;
      });
      try {
        await unlessAborted(before, signal);
      } catch (error) {
        // Whoever stands behind it in line still waits for those before it.
        void before.then(finish);
        throw error;
      }
      try {
        await unlessAborted(askWhenStale(), signal);
        for (;;) {
          const { waitMs } = await change((user) => takeTurn(user, type, by, nowMs()));
          if (waitMs === 0) break;
          await sleepUnlessAborted(sleep, waitMs, signal);
        }
      } catch (error) {
        finish();
        throw error;
      }
      return (end) => {
        const allowance = end === null ? null : allowanceOf(end.status, end.headers, nowMs());
        void change((user) => {
          learn(user, type, allowance);
          endTurn(user, type, by, allowance);
        }).finally(finish);
      };
    },
  };
}

function allowanceOf(status: number, headers: HeaderSource, nowMs: number): BacklogAllowance | null {
  const { buckets } = readRateLimits(headers, { status, receivedAtMs: nowMs, product: 'backlog' });
  const bucket = buckets[0];
  const limitRequests = bucket?.limit ?? 0;
  if (status === 429) {
    const resetAtMs = backlogRetryAtMs(bucket?.resetAtMs ?? null, nowMs);
    return { limitRequests, remainingRequests: 0, resetAtMs };
  }
  if (bucket === undefined || bucket.remaining === null || bucket.resetAtMs === null) return null;
  return { limitRequests, remainingRequests: bucket.remaining, resetAtMs: bucket.resetAtMs };
}

function warnProcess(warning: BacklogWarning): void {
  emitWarning(warningText(warning), { type: 'PointsGaugeWarning', code: `BACKLOG_${warning.kind}` });
}

function warningText(warning: BacklogWarning): string {
  switch (warning.kind) {
    case 'severalKeys':
      return 'Calls with different API keys share one Backlog pace. Keys of one user share its limits; with keys of several users Backlog may limit or suspend them: make a pace for each user, and call for one user only where you can.';
    case 'stricterLimit':
      return `Backlog lowered the limit of "${warning.type}" from ${warning.beforeRequests} to ${warning.nowRequests} requests a minute, as it does under load. The pace follows it.`;
    case 'storeFailed':
      return `The store of a Backlog pace failed (${warning.error instanceof Error ? warning.error.message : String(warning.error)}): this process keeps the pace by itself.`;
  }
}
