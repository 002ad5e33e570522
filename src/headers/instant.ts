import { KnownTexts } from '../known-texts';
import { parseCalendarDate, utcDayMs, zoneMinutesOf } from './calendar-date';
import { parseDuration } from './duration';

/** How a point in time was written. `duration`: as a length of time with its unit. */
export type InstantKind = 'date' | 'epochSeconds' | 'epochMilliseconds' | 'deltaSeconds' | 'duration';

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

/** Longer texts are no time in any shape. */
const longestTime = 96;

const number = /^(\d{1,19})(\.\d{1,9})?$/;
const iso =
  /^(\d{4})-?(\d{2})-?(\d{2})[T ](\d{2}):?(\d{2})(?::?(\d{2})([.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?: UTC|\[[a-z/_]{1,30}\])?$/i;

/**
 * Reads a moment in every shape seen in reset headers: ISO 8601 with and without seconds, dates of HTTP and of mail, epoch
 * seconds to nanoseconds, seconds from `receivedAtMs`, a length of time with its unit. `null` for anything else: no other
 * format is guessed at.
 */
export function parseInstant(text: string, receivedAtMs: number): Readonly<Instant> | null {
  if (text.length > longestTime) return null;
  if (number.test(text)) return fromNumber(Number(text), receivedAtMs);
  return fromIso(text) ?? fromCalendar(text, receivedAtMs) ?? fromDuration(text, receivedAtMs);
}

function fromNumber(value: number, receivedAtMs: number): Instant | null {
  if (value >= lastEpochMs) return fromFineEpoch(value, receivedAtMs);
  if (value >= firstEpochMs) return { atMs: Math.round(value), kind: 'epochMilliseconds', assumption: null };
  if (value >= firstEpochSeconds)
    return { atMs: Math.round(value * 1000), kind: 'epochSeconds', assumption: null };
  if (value > longestDeltaSeconds) return null;
  return { atMs: receivedAtMs + Math.round(value * 1000), kind: 'deltaSeconds', assumption: null };
}

/** Micro- and nanoseconds, where they mean a moment near this one: 2^63 - 1 is a mark for "blocked" and not the year 2262. */
function fromFineEpoch(value: number, receivedAtMs: number): Instant | null {
  for (const perMs of [1e3, 1e6]) {
    const atMs = Math.round(value / perMs);
    if (Math.abs(atMs - receivedAtMs) <= longestDeltaSeconds * 1000)
      return { atMs, kind: 'epochMilliseconds', assumption: isoTime(atMs) };
  }
  return null;
}

/** A reset's date stays the same for a minute or an hour, and comes with every answer. */
const knownDates = new KnownTexts<Readonly<Instant>>(64, longestTime);

function fromIso(text: string): Readonly<Instant> | null {
  const known = knownDates.get(text);
  if (known !== undefined) return known;
  const read = readIso(text);
  if (read === null) return null;
  knownDates.keep(text, Object.freeze(read));
  return read;
}

function readIso(text: string): Instant | null {
  const m = iso.exec(text);
  if (!m) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '.0', zone] = m;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const dayMs = utcDayMs(Number(year), Number(month), Number(day));
  const zoneMinutes = zone === undefined ? 0 : zoneMinutesOf(zone);
  if (dayMs === null || zoneMinutes === null) return null;
  const seconds = Number(hour) * 3600 + (Number(minute) - zoneMinutes) * 60 + Number(second);
  const atMs = dayMs + seconds * 1000 + Math.round(Number(`0.${fraction.slice(1)}`) * 1000);
  return { atMs, kind: 'date', assumption: zone === undefined ? 'UTC, since no time zone is given' : null };
}

function fromCalendar(text: string, receivedAtMs: number): Instant | null {
  const atMs = parseCalendarDate(text, receivedAtMs);
  // asctime has no zone and means UTC (RFC 9110, 5.6.7), and two digits of a year have a rule: neither is a guess.
  return atMs === null ? null : { atMs, kind: 'date', assumption: null };
}

function fromDuration(text: string, receivedAtMs: number): Instant | null {
  const ms = parseDuration(text);
  if (ms === null || ms > longestDeltaSeconds * 1000) return null;
  return { atMs: receivedAtMs + ms, kind: 'duration', assumption: null };
}

/** For messages. A time that no calendar has is named as its number, since a message must not throw. */
export function isoTime(atMs: number): string {
  return Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : `${atMs} ms`;
}
