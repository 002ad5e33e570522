import { startOfHourMs, type HourNumber } from './hour';

/** Whole UTC days since 1970. */
export type DayNumber = number;

export const hoursADay = 24;

export function dayOf(hour: HourNumber): DayNumber {
  return Math.floor(hour / hoursADay);
}

export function hoursOfDay(day: DayNumber): HourNumber[] {
  return Array.from({ length: hoursADay }, (_, i) => day * hoursADay + i);
}

/** Epoch milliseconds. */
export function endOfDayMs(day: DayNumber): number {
  return startOfHourMs((day + 1) * hoursADay);
}
