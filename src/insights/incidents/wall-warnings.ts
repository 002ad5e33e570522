import { poolKey } from '../../usage/keys';
import { hourMs } from '../../time';
import type { PoolId } from '../../model';
import { isAlarm, keptChanges, type StatusChange, type StatusLog } from '../forecast/status-log';
import type { WallWarnings } from './wall-view';

/** What was warned of in the hour of a wall, and how the warning ended. */
export function wallWarnings({ changes: log }: StatusLog, pool: PoolId, hourStartMs: number): WallWarnings {
  const endMs = hourStartMs + hourMs;
  const ofPool = log.filter((change) => poolKey(change.pool) === poolKey(pool)).reverse();
  const within = ofPool.filter(({ atMs }) => atMs >= hourStartMs && atMs < endMs);
  const over = ofPool.find(({ atMs }) => atMs >= endMs);
  const isEnd = within.length > 0 && over !== undefined && !isAlarm(over.to) && over.atMs < endMs + hourMs;
  const oldest = log.at(-1)?.atMs ?? Infinity;
  return {
    changes: isEnd ? [...within, over] : within,
    firstAtMs: within.find(({ to }) => isAlarm(to))?.atMs ?? null,
    isLogWhole: log.length < keptChanges || oldest <= hourStartMs,
  };
}

/** What the list of warnings says, newest first. */
export type WarningLine =
  /** Calls were refused. `noticedAtMs`: when the gauge found the pool empty; `null` where it was not judged in time. */
  | {
      kind: 'dry';
      atMs: number;
      pool: PoolId;
      hourStartMs: number;
      calls: number;
      noticedAtMs: number | null;
    }
  /** `emptied`: nothing was left, or an announced limit was passed, and no call was refused. */
  | { kind: 'watch' | 'near' | 'emptied' | 'over'; atMs: number; pool: PoolId; change: StatusChange };

interface PoolDry {
  pool: PoolId;
  walls: readonly { hourStartMs: number; firstAtMs: number; calls: number }[];
}

/**
 * The log of judgements and the walls of the account as one list. A pool is judged when the page is read and when calls are summed up,
 * so the log alone may have missed a wall, or have taken two in a row for one; the account has every refused call.
 * @param mostChanges lines beside the walls
 */
export function warningLines(
  changes: readonly StatusChange[],
  dry: readonly PoolDry[],
  mostChanges: number,
): WarningLine[] {
  const walls = dry.flatMap(({ pool, walls }) =>
    walls.map((wall) => {
      const isOf = (change: StatusChange): boolean =>
        poolKey(change.pool) === poolKey(pool) &&
        change.to === 'exhausted' &&
        Math.floor(change.atMs / hourMs) === Math.floor(wall.hourStartMs / hourMs);
      const noticed = changes.filter(isOf).at(-1) ?? null;
      return { pool, wall, isOf, noticedAtMs: noticed?.atMs ?? null };
    }),
  );
  const others = changes
    .filter((change) => !walls.some(({ isOf }) => isOf(change)))
    .slice(0, mostChanges)
    .map((change): WarningLine => {
      const { atMs, pool, to } = change;
      const kind = !isAlarm(to) ? 'over' : to === 'exhausted' ? 'emptied' : to;
      return { kind, atMs, pool, change };
    });
  const lines = walls.map(({ pool, wall: { firstAtMs, hourStartMs, calls }, noticedAtMs }): WarningLine => ({
    ...{ kind: 'dry', atMs: firstAtMs, pool, hourStartMs, calls, noticedAtMs },
  }));
  return [...others, ...lines].sort((a, b) => b.atMs - a.atMs);
}
