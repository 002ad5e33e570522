import { hourMs } from '../time';

/** Whole UTC hours since 1970: the quotas reset at hh:00 UTC, so the account is kept by that hour. */
export type HourNumber = number;

export function hourOf(atMs: number): HourNumber {
  return Math.floor(atMs / hourMs);
}

/** Epoch milliseconds. */
export function startOfHourMs(hour: HourNumber): number {
  return hour * hourMs;
}
