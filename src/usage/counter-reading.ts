import { isHourly } from '../headers/hour';
import { hourMs } from '../time';
import type { Observation, QuotaReading } from '../model';
import { recalled } from './recalled';

/** A quota's counter at one moment. */
export interface CounterReading {
  /** Names the quota and its hour: readings of two windows have no difference. */
  window: string;
  remaining: number;
}

/**
 * The counter of the hourly quota as this answer gave it; `null` where it gave none that can be right. Nothing else of the
 * headers matters here: a reset in the year 2099 or a waiting time of years changes no difference.
 */
export function counterReading({
  atMs,
  limits,
  isUnplaced,
}: Pick<Observation, 'atMs' | 'limits' | 'isUnplaced'>): CounterReading | null {
  if (isUnplaced === true) return null;
  const found = limits?.quotas.find(isUsable);
  if (found?.remaining == null) return null;
  const { policy, enforcement, quota, remaining } = found;
  const hour = Math.floor(atMs / hourMs);
  return { window: windowName({ policy, enforcement, quota, hour }), remaining };
}

interface QuotaHour extends Pick<QuotaReading, 'policy' | 'enforcement' | 'quota'> {
  hour: number;
}

/** Nearly always that of the answer before. */
const windowName = recalled<QuotaHour>(
  ({ policy, enforcement, quota, hour }) => [policy, enforcement, quota, hour].join('|'),
  ({ policy }) => policy,
  (a, b) => a.hour === b.hour && a.quota === b.quota && a.enforcement === b.enforcement,
  (one) => ({ ...one }),
);

function isUsable({ scope, quota, windowSeconds, remaining, unit }: QuotaReading): boolean {
  if (!isHourly(scope, windowSeconds) || unit === 'requests') return false;
  // At 0 the counter stops: what was drawn beyond it is in no difference.
  if (remaining === null || !Number.isSafeInteger(remaining) || remaining <= 0) return false;
  return quota === null || remaining <= quota;
}
