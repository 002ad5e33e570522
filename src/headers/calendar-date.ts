/** Dates of words, as HTTP, mail and programs print them. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?$/;
/** Hours from UTC. Source: RFC 5322, 4.3. */
const zones: Readonly<Record<string, number>> = {
  ...{ gmt: 0, utc: 0, ut: 0, z: 0 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
};

/** What a date says; the zone is minutes from UTC, `null` where none is given. */
interface Parts {
  day: number | null;
  month: number | null;
  /** As written: two digits or four. */
  year: string | null;
  timeMs: number | null;
  zoneMinutes: number | null;
}

/**
 * Reads the three forms of RFC 9110, 5.6.7 (IMF-fixdate, RFC 850, asctime), dates of mail with their offset, and what
 * programs print of a date. Each part stands once, in the order in which the forms agree; any other word makes it no date.
 *
 * @returns epoch milliseconds, `null` for anything else
 * @param nearMs a year of two digits is the one that lies within 50 years of it
 */
export function parseCalendarDate(text: string, nearMs: number): number | null {
  const parts: Parts = { day: null, month: null, year: null, timeMs: null, zoneMinutes: null };
  const words = text
    .toLowerCase()
    .replace(/\([a-z .+-]*\)$/, '')
    .split(/[ ,\t]+|(?<=[a-z0-9])-(?=[a-z])|(?<![a-z](?:mt|tc))(?<=[a-z])-(?=\d)/)
    .filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    if (!takeWord(parts, word, index)) return null;
  }
  const { day, month, year, timeMs, zoneMinutes } = parts;
  if (day === null || month === null || year === null || timeMs === null) return null;
  const dayMs = utcDayMs(fullYear(year, nearMs), month, day);
  if (dayMs === null) return null;
  // Without a zone it is UTC, as asctime means it.
  return dayMs + timeMs - (zoneMinutes ?? 0) * 60_000;
}

function takeWord(parts: Parts, word: string, index: number): boolean {
  if (index === 0 && weekday.test(word)) return true;
  const month = months.indexOf(word.slice(0, 3));
  if (month !== -1 && /^[a-z]{3,9}\.?$/.test(word)) return once(parts, 'month', month + 1);
  if (/^\d{1,2}$/.test(word) && parts.day === null) return once(parts, 'day', Number(word));
  if (/^(?:\d{2}|\d{4})$/.test(word)) return once(parts, 'year', word);
  const time = clock.exec(word);
  if (time) return once(parts, 'timeMs', timeOf(time));
  const minutes = parts.timeMs === null ? null : zoneMinutesOf(word);
  return minutes !== null && once(parts, 'zoneMinutes', minutes);
}

function once<K extends keyof Parts>(parts: Parts, key: K, value: Parts[K]): boolean {
  if (parts[key] !== null || value === null) return false;
  parts[key] = value;
  return true;
}

function timeOf([, hour, minute, second = '0', fraction = '']: RegExpExecArray): number | null {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return seconds * 1000 + Math.round(Number(`0${fraction}`) * 1000);
}

/** Minutes from UTC of "GMT", "EST", "+0100", "+01:00", "+01" and "GMT+0100"; `null` for any other word. */
export function zoneMinutesOf(word: string): number | null {
  const name = word.toLowerCase();
  const hours = Object.hasOwn(zones, name) ? zones[name] : undefined;
  if (hours !== undefined) return hours * 60;
  const offset = /^(?:gmt|utc)?([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (!offset) return null;
  const [, sign, hour, minute = '0'] = offset;
  if (Number(hour) > 14 || Number(minute) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute));
}

/** Source: RFC 9110, 5.6.7: what seems more than 50 years ahead is the last year before with these two digits. */
function fullYear(year: string, nearMs: number): number {
  if (year.length === 4) return Number(year);
  const nearYear = new Date(nearMs).getUTCFullYear();
  const near = Number.isNaN(nearYear) ? 2000 : nearYear;
  const full = near - (near % 100) + Number(year);
  if (full > near + 50) return full - 100;
  return full < near - 50 ? full + 100 : full;
}

/** `Date.UTC` rolls 30 February over into March; a header that says so is wrong, not early in March. */
export function utcDayMs(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const atMs = Date.UTC(year, month - 1, day);
  return day > 28 && new Date(atMs).getUTCDate() !== day ? null : atMs;
}
