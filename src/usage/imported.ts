import type { DayAccount } from './day-account';
import type { HourAccount } from './hour-account';
import type { AccountRecord } from './record';
import type { HourUsage } from './hour-usage';

/*
 * What an import brings: calls, points and people, marked as imported. What it says of Atlassian's answers is left out, since nobody
 * can tell a true file from an invented one: policies and with them the tier, refusals for the quota, readings of the counter. The
 * app's own next answers say it anew.
 */

/** Longer than any key that a version of this app wrote. */
const longestKey = 1_000;

/** Whether all names have a length that an hour can hold beside those of others. */
export function hasBoundedNames(usages: Iterable<HourUsage>): boolean {
  for (const { sums, people, peaks, slots, minutes, throttles } of usages) {
    const lists = minutes === null || typeof minutes === 'number' ? [] : [minutes.routes, minutes.endpoints];
    for (const map of [sums, people, peaks, slots, ...lists])
      for (const key of map.keys()) if (key.length > longestKey) return false;
    for (const { template, reasonRaw, pool } of throttles)
      if (
        [template, reasonRaw, pool.app, pool.environment].some(
          (text) => text !== null && text.length > longestKey,
        )
      )
        return false;
  }
  return true;
}

export function importedHour(account: HourAccount): HourAccount {
  const { usage, reported } = account;
  return {
    ...account,
    usage: withoutProof(usage),
    reported: reported === null ? null : withoutProof(reported),
    isImported: true,
  };
}

export function importedRecord(record: AccountRecord): AccountRecord {
  const hours = new Map([...record.hours].map(([hour, usage]) => [hour, withoutProof(usage)]));
  return { ...record, hours, isImported: true };
}

export function importedDay(day: DayAccount): DayAccount {
  const hours = new Map([...day.hours].map(([hour, usage]) => [hour, withoutProof(usage)]));
  return { ...day, hours, usage: withoutProof(day.usage), importedHours: hours.size };
}

function withoutProof(usage: HourUsage): HourUsage {
  return { ...usage, policies: new Map(), refusals: new Map(), pairs: [], problems: new Map() };
}
