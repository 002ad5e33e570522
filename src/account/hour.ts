/** Whole UTC hours since 1970: the quotas reset at hh:00 UTC, so the account is kept by that hour. */
export type HourNumber = number;

export const hourMs = 3_600_000;

export function hourOf(atMs: number): HourNumber {
  return Math.floor(atMs / hourMs);
}

export function hourStartMs(hour: HourNumber): number {
  return hour * hourMs;
}
