import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { parsePoolKey, poolKey } from '../usage/keys';
import { emptyStatusLog, type StatusChange, type StatusLog } from '../insights/forecast/status-log';
import { poolStatuses, type PoolState } from '../insights/views';
import { enforcements } from '../model';
import { statusLogKey } from './names';
import { isRecord } from '../object';

/**
 * One value. Of two processes that write at once the last one wins: a line of the log may be missing then, and the next
 * judgement says again what still holds.
 */
export async function writeStatusLog({ states, changes }: StatusLog): Promise<void> {
  await kvs.set(statusLogKey, {
    v: 1,
    states: Object.fromEntries(states),
    changes: changes.map(({ pool, ...change }) => ({ ...change, pool: poolKey(pool) })),
  });
}

/** What cannot be read is left out: the log says nothing that the account could not say again. */
export function decodeStatusLog(value: unknown): StatusLog {
  if (!isRecord(value) || value['v'] !== 1) return emptyStatusLog;
  const states = Object.entries(isRecord(value['states']) ? value['states'] : {}).flatMap(
    ([key, stored]): [string, PoolState][] => {
      const state = decodeState(stored);
      return state === null || parsePoolKey(key) === null ? [] : [[key, state]];
    },
  );
  const changes: unknown[] = Array.isArray(value['changes']) ? value['changes'] : [];
  return { states: new Map(states), changes: changes.flatMap((stored) => decodeChange(stored) ?? []) };
}

function decodeState(value: unknown): PoolState | null {
  if (!isRecord(value)) return null;
  const { sinceMs, calmSinceMs } = value;
  const status = poolStatuses.find((known) => known === value['status']);
  if (status === undefined || !isCount(sinceMs)) return null;
  return { status, sinceMs, calmSinceMs: isCount(calmSinceMs) ? calmSinceMs : null, ...reachedBy(value) };
}

function decodeChange(value: unknown): StatusChange | null {
  if (!isRecord(value)) return null;
  const { atMs, usedPoints, quotaPoints } = value;
  const pool = typeof value['pool'] === 'string' ? parsePoolKey(value['pool']) : null;
  const from = poolStatuses.find((known) => known === value['from']);
  const to = poolStatuses.find((known) => known === value['to']);
  if (pool === null || from === undefined || to === undefined || !isCount(atMs) || !isCount(usedPoints))
    return null;
  return {
    ...{ atMs, pool, from, to, usedPoints, ...reachedBy(value) },
    enforcement: enforcements.find((known) => known === value['enforcement']) ?? null,
    quotaPoints: isCount(quotaPoints) ? quotaPoints : null,
  };
}

/** Nothing in what was stored before there were several thresholds. */
function reachedBy({ reachedPercent }: Record<string, unknown>): Pick<PoolState, 'reachedPercent'> {
  return isCount(reachedPercent) ? { reachedPercent } : {};
}
