/** How a point in time was written. */
export type InstantKind = 'date' | 'epochSeconds' | 'epochMilliseconds' | 'deltaSeconds';

export interface Instant {
  /** Epoch milliseconds. */
  atMs: number;
  kind: InstantKind;
  /** What the text left open and what was taken for it; `null` when it left nothing open. */
  assumption: string | null;
}

/** Smallest number read as a date: below it, a delta of more than 31 years; above it, a date after September 2001. */
const firstEpochSeconds = 1e9;
/** From here on epoch seconds would lie after the year 5138, epoch milliseconds after March 1973. */
const firstEpochMs = 1e11;
const lastEpochMs = 1e14;
/** A delta above a year is no wait; in the field it meant "blocked for good" (9223372036854775807). */
export const longestDeltaSeconds = 366 * 86_400;

const number = /^(\d{1,15})(\.\d{1,9})?$/;
const iso =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const httpDate =
  /^(?:[a-z]{3,9}, )(\d{1,2})[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[ -](\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a moment in every shape seen in reset headers: ISO 8601 with and without seconds, HTTP date, epoch seconds, epoch
 * milliseconds, seconds from `receivedAtMs`. `null` for anything else: no other format is guessed at.
 */
export function parseInstant(text: string, receivedAtMs: number): Instant | null {
  if (text.length > 64) return null;
  const digits = number.exec(text);
  if (digits) return fromNumber(Number(text), receivedAtMs);
  return fromIso(text) ?? fromHttpDate(text);
}

function fromNumber(value: number, receivedAtMs: number): Instant | null {
  if (value >= lastEpochMs) return null;
  if (value >= firstEpochMs) return { atMs: Math.round(value), kind: 'epochMilliseconds', assumption: null };
  if (value >= firstEpochSeconds)
    return { atMs: Math.round(value * 1000), kind: 'epochSeconds', assumption: null };
  if (value > longestDeltaSeconds) return null;
  return { atMs: receivedAtMs + Math.round(value * 1000), kind: 'deltaSeconds', assumption: null };
}

function fromIso(text: string): Instant | null {
  const m = iso.exec(text);
  if (!m) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = m;
  const wallMs = utcMs(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (wallMs === null) return null;
  const zoneMinutes = zone === undefined ? 0 : offsetMinutes(zone);
  const atMs = wallMs + Math.round(Number(`0${fraction}`) * 1000) - zoneMinutes * 60_000;
  return { atMs, kind: 'date', assumption: zone === undefined ? 'UTC, since no time zone is given' : null };
}

function offsetMinutes(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  if (digits === '') return 0;
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function fromHttpDate(text: string): Instant | null {
  const m = httpDate.exec(text);
  if (!m) return null;
  const [, day, month = '', year, hour, minute, second] = m;
  const monthNumber = months.indexOf(month.toLowerCase()) + 1;
  const atMs = utcMs(Number(year), monthNumber, Number(day), Number(hour), Number(minute), Number(second));
  return atMs === null ? null : { atMs, kind: 'date', assumption: null };
}

/** `Date.UTC` rolls 30 February over into March; a header that says so is wrong, not early in March. */
function utcMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return null;
  if (day > 28 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** For messages. A time that no calendar has is named as its number, since a message must not throw. */
export function isoTime(atMs: number): string {
  return Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : `${atMs} ms`;
}
