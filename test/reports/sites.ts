import { dayOf } from '../../src/usage/day';
import { dayFromHours, type DayAccount } from '../../src/usage/day-account';
import { emptyHourAccount, type HourAccount } from '../../src/usage/hour-account';
import { hourOf, type HourNumber } from '../../src/usage/hour';
import { book } from '../../src/usage/hour-usage';
import type { Observation } from '../../src/model';
import type { ReportAccount } from '../../src/reports/account';
import { siteAccount, type SiteFacts } from '../../src/reports/site-account';
import { siteDaysOf } from '../../src/reports/site-days';

/** 2026-10-05, a Monday. */
export const monday = dayOf(hourOf(Date.parse('2026-10-05T00:00:00Z')));

/** Every day from the first call to the last, as the ledger keeps them. */
export function daysOf(calls: readonly Observation[]): Map<number, DayAccount> {
  const hours = new Map<HourNumber, HourAccount>();
  for (const call of calls) {
    const account = hours.get(hourOf(call.atMs)) ?? emptyHourAccount();
    book(account.usage, call);
    hours.set(hourOf(call.atMs), account);
  }
  const numbers = [...hours.keys()].map(dayOf);
  const days = new Map<number, DayAccount>();
  for (let day = Math.min(...numbers); day <= Math.max(...numbers); day += 1) {
    days.set(day, dayFromHours(new Map([...hours].filter(([hour]) => dayOf(hour) === day))));
  }
  return days;
}

/** One site's tables over one day, Monday 2026-10-05, made at its end. */
export function accountOf(calls: readonly Observation[], overrides: Partial<SiteFacts> = {}): ReportAccount {
  return siteAccount({
    wanted: [monday],
    read: siteDaysOf(daysOf(calls)),
    sinceMs: Date.parse('2026-10-05T00:00:00Z'),
    nowMs: Date.parse('2026-10-05T23:59:59Z'),
    siteId: '00000000000000a1',
    app: { name: 'Release Radar', version: '3.1.0' },
    edition: null,
    users: null,
    ...overrides,
  });
}
