import type { DayAccount } from './day-account';
import type { HourAccount } from './hour-account';
import type { AccountRecord } from './record';
import type { Sheet } from './hour-usage';

/*
 * What an import brings: calls, points and people, marked as imported. What it says of Atlassian's answers is left out, since nobody
 * can tell a true file from an invented one: policies and with them the tier, refusals for the quota, readings of the counter. The
 * app's own next answers say it anew.
 */

/** Longer than any key that a version of this app wrote. */
const longestKey = 1_000;

/** Whether all names have a length that an hour can hold beside those of others. */
export function hasBoundedNames(sheets: Iterable<Sheet>): boolean {
  for (const { cells, people, peaks, slots, minutes, throttles } of sheets) {
    const lists = minutes === null || typeof minutes === 'number' ? [] : [minutes.routes, minutes.endpoints];
    for (const map of [cells, people, peaks, slots, ...lists])
      for (const key of map.keys()) if (key.length > longestKey) return false;
    for (const { template, reasonRaw, pool } of throttles)
      if ([template, reasonRaw ?? '', pool.app, pool.environment].some(({ length }) => length > longestKey))
        return false;
  }
  return true;
}

export function importedHour(account: HourAccount): HourAccount {
  const { sheet, reported } = account;
  return {
    ...account,
    sheet: withoutProof(sheet),
    reported: reported === null ? null : withoutProof(reported),
    isImported: true,
  };
}

export function importedRecord(record: AccountRecord): AccountRecord {
  const hours = new Map([...record.hours].map(([hour, sheet]) => [hour, withoutProof(sheet)]));
  return { ...record, hours, isImported: true };
}

export function importedDay(day: DayAccount): DayAccount {
  const hours = new Map([...day.hours].map(([hour, sheet]) => [hour, withoutProof(sheet)]));
  return { ...day, hours, sheet: withoutProof(day.sheet), importedHours: hours.size };
}

function withoutProof(sheet: Sheet): Sheet {
  return { ...sheet, policies: new Map(), refusals: new Map(), pairs: [], problems: new Map() };
}
