import { minuteMs } from '../../time';

/** Times as queries write them: dates, and periods counted from now. All in UTC, the emulator's time zone. */

const unitMs = new Map([
  ['w', 7 * 24 * 60 * minuteMs],
  ['d', 24 * 60 * minuteMs],
  ['h', 60 * minuteMs],
  ['m', minuteMs],
]);

/** `-5d`, `4w 2d`: weeks, days, hours, minutes. @returns `null` for anything else */
export function periodMs(text: string): number | null {
  const found = /^([+-]?)((?:\d{1,6}[wdhm])(?:\s*\d{1,6}[wdhm])*)$/i.exec(text.trim());
  if (found?.[2] === undefined) return null;
  let sumMs = 0;
  for (const [, digits, unit] of found[2].matchAll(/(\d+)([wdhm])/gi)) {
    sumMs += Number(digits) * (unitMs.get((unit ?? '').toLowerCase()) ?? 0);
  }
  return found[1] === '-' ? -sumMs : sumMs;
}

/** `2026-10-09`, `2026/10/09 16:10`, epoch milliseconds, or a period from now. @returns `null` where it is none of them */
export function readTimeMs(text: string, nowMs: number): number | null {
  const fromNowMs = periodMs(text);
  if (fromNowMs !== null) return nowMs + fromNowMs;
  if (/^\d{9,15}$/.test(text)) return Number(text);
  const found = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text.trim());
  if (found === null) return null;
  const [year, month, day, hour, minute] = [1, 3, 4, 5, 6].map((n) => Number(found[n] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59) return null;
  const atMs = Date.UTC(year, month - 1, day, hour, minute);
  const date = new Date(atMs);
  // The 30th of February would otherwise be a day in March.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? atMs : null;
}
