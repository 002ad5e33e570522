/** When the sites are told of their pools, and how often at most. Pure: an app's month plays in a test in a second. */
import { hourMs, minuteMs } from '../../src/time';

/** One pool as it stands, as far as telling is concerned. */
export interface PoolMoment {
  /** App, environment and product. */
  key: string;
  /** As the page calls it. */
  status: string;
  /** Of the quota, 0 to 1 and more; `null`: not known. */
  usedShare: number | null;
  endShare: number | null;
}

/** What was told, for the next time; it is JSON. */
export interface ToldState {
  /** Of the last message; the next is higher. */
  sequence: number;
  hour: number;
  /** By pool, as the sites know it. */
  statuses: Record<string, string>;
  /** Messages of the last hour, oldest first. */
  sentMs: number[];
}

export const freshToldState: ToldState = { sequence: 0, hour: 0, statuses: {}, sentMs: [] };

export const tellRules = {
  /** Told again so often while a pool is used or will be used so far. */
  repeatMs: 15 * minuteMs,
  usedShare: 0.5,
  endShare: 0.6,
  /** Whatever happens, a site is called no more than so often in any hour, and no sooner after the last time. */
  mostAnHour: 12,
  leastPauseMs: 2 * minuteMs,
} as const;

const alarms: readonly string[] = ['watch', 'near', 'exhausted'];

/** @returns why the sites are told now; `null`: they are not */
export function whyTell(
  state: ToldState,
  pools: readonly PoolMoment[],
  nowMs: number,
): 'change' | 'repeat' | null {
  const recent = state.sentMs.filter((atMs) => atMs > nowMs - hourMs && atMs <= nowMs);
  const lastMs = recent.at(-1) ?? -Infinity;
  if (recent.length >= tellRules.mostAnHour || nowMs - lastMs < tellRules.leastPauseMs) return null;
  const isSameHour = state.hour === Math.floor(nowMs / hourMs);
  // With the hour every pool is full again, and what the sites were told of the last one is nothing to them.
  const isChanged = ({ key, status }: PoolMoment): boolean => {
    const before = (isSameHour ? state.statuses[key] : undefined) ?? 'unknown';
    return before !== status && (alarms.includes(before) || alarms.includes(status));
  };
  if (pools.some(isChanged)) return 'change';
  const isBusy = ({ usedShare, endShare }: PoolMoment): boolean =>
    (usedShare ?? 0) > tellRules.usedShare || (endShare ?? 0) > tellRules.endShare;
  return nowMs - lastMs >= tellRules.repeatMs && pools.some(isBusy) ? 'repeat' : null;
}

/** After a message went out. Its number rises also where the store was lost: it is at least the time. */
export function afterTelling(
  state: ToldState,
  pools: readonly PoolMoment[],
  sequence: number,
  nowMs: number,
): ToldState {
  return {
    sequence,
    hour: Math.floor(nowMs / hourMs),
    statuses: Object.fromEntries(pools.map(({ key, status }) => [key, status])),
    sentMs: [...state.sentMs.filter((atMs) => atMs > nowMs - hourMs), nowMs],
  };
}

export function nextSequence(state: ToldState, nowMs: number): number {
  return Math.max(state.sequence + 1, nowMs);
}
