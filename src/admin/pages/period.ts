import { dayOf, type DayNumber } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { longestPeriodDays, type Period } from '../contract/period-view';
import { dayMs } from '../../time';

/** What a period asks of the ledger: whole hours before the running one, or days, oldest first. */
export type PeriodPlan = { unit: 'hours'; wholeHours: number } | { unit: 'days'; days: DayNumber[] };

/** `null` when it is none: not a period, days out of order, in the future, or more than `most`. */
export function planPeriod(period: unknown, nowMs: number, most = longestPeriodDays): PeriodPlan | null {
  const today = dayOf(hourOf(nowMs));
  switch (period) {
    case '1h':
      return { unit: 'hours', wholeHours: 0 };
    case '24h':
      return { unit: 'hours', wholeHours: 24 };
    case '7d':
      return { unit: 'days', days: daysFrom(today - 6, today) };
    case '30d':
      return { unit: 'days', days: daysFrom(today - 29, today) };
  }
  if (typeof period !== 'object' || period === null || !('fromDay' in period) || !('toDay' in period))
    return null;
  const [from, to] = [parseDay(period.fromDay), parseDay(period.toDay)];
  if (from === null || to === null || from > to || to > today || to - from >= most) return null;
  return { unit: 'days', days: daysFrom(from, to) };
}

/** A period that was read from a request; it was planned once already. */
export function isPeriod(period: unknown, nowMs: number, most = longestPeriodDays): period is Period {
  return planPeriod(period, nowMs, most) !== null;
}

function daysFrom(first: DayNumber, last: DayNumber): DayNumber[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function parseDay(text: unknown): DayNumber | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  // 2026-02-31 is read as March by some.
  return Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== text ? null : atMs / dayMs;
}
