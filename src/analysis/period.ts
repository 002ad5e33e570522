import { hourOf, type HourNumber } from '../account/hour';
import type { HourAccount } from '../account/hourAccount';

/** The account of the hours that could be read. An hour without calls is not in it. */
export type Hours = ReadonlyMap<HourNumber, HourAccount>;

/** The running hour and the whole ones before it, oldest first. */
export function lastHours(nowMs: number, wholeHours: number): HourNumber[] {
  const current = hourOf(nowMs);
  return Array.from({ length: wholeHours + 1 }, (_, i) => current - wholeHours + i);
}
