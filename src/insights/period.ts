import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { endOfDayMs, hoursADay, type DayNumber } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import type { HourUsage } from '../usage/hour-usage';

/** The account of the hours that could be read. An hour without calls is not in it. */
export type Hours = ReadonlyMap<HourNumber, { usage: HourUsage }>;

/** The account of the days that could be read. A day without calls is an empty account. */
export type Days = ReadonlyMap<DayNumber, DayAccount>;

/** One step of a period, an hour or a day. `usage` is `null` where storage did not give it: unknown, not empty. */
export interface Step {
  startMs: number;
  usage: HourUsage | 'empty' | null;
  /** Hours of it in which there were calls. */
  activeHours: number;
}

/** The running hour and the whole ones before it, oldest first. */
export function lastHours(nowMs: number, wholeHours: number): HourNumber[] {
  const current = hourOf(nowMs);
  return Array.from({ length: wholeHours + 1 }, (_, i) => current - wholeHours + i);
}

export function hourSteps(
  hours: Hours,
  wanted: readonly HourNumber[],
  missing: readonly HourNumber[],
): Step[] {
  return wanted.map((hour) => ({
    startMs: startOfHourMs(hour),
    usage: missing.includes(hour) ? null : (hours.get(hour)?.usage ?? 'empty'),
    activeHours: hours.has(hour) ? 1 : 0,
  }));
}

export function daySteps(days: Days, wanted: readonly DayNumber[]): Step[] {
  return wanted.map((day) => ({
    startMs: startOfDayMs(day),
    usage: days.get(day)?.usage ?? null,
    activeHours: days.get(day)?.hours.size ?? 0,
  }));
}

export function startOfDayMs(day: DayNumber): number {
  return endOfDayMs(day - 1);
}

/** All hours of these days, oldest first. */
export function hoursOfDays(days: readonly DayNumber[]): HourNumber[] {
  return days.flatMap((day) => Array.from({ length: hoursADay }, (_, i) => day * hoursADay + i));
}
