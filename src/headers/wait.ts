import { isoTime, longestDeltaSeconds, parseInstant } from './instant';
import { toleranceMs } from './hour';

/** One wait as it was sent. `problem` and `assumed` are the finding, `null` where it was sent as RFC 9110 wants it. */
export interface Wait {
  /** From the response on; `null` when it says no time. */
  ms: number | null;
  problem: string | null;
  assumed: string | null;
}

const whole = /^\d{1,20}$/;
const quoted = /^(["'“”‘’])(.*)["'“”‘’]$/;
const trailing = /^([^(;]*[^(;\s])\s*(?:\(.*|;.*)$/;
const tooLong = 'the wait is longer than a year: it means blocked, not a time';

/** Reads one line of `Retry-After`. */
export function parseWait(text: string, receivedAtMs: number): Wait {
  const plain = whole.test(text) ? fromDigits(Number(text), receivedAtMs) : fromTime(text, receivedAtMs);
  if (plain.ms !== null) return plain;
  const inner = quoted.exec(text)?.[2]?.trim();
  if (inner !== undefined) return stripped(inner, 'the value is in quotation marks', receivedAtMs);
  // RFC 2068 allowed a comment behind the date, and some treat the field as a structured one.
  const before = trailing.exec(text)?.[1];
  if (before !== undefined) return stripped(before, 'the wait is followed by more', receivedAtMs);
  return plain;
}

function stripped(text: string, problem: string, receivedAtMs: number): Wait {
  const wait = whole.test(text) ? fromDigits(Number(text), receivedAtMs) : fromTime(text, receivedAtMs);
  return wait.ms === null ? wait : { ...wait, problem, assumed: text };
}

/**
 * Seconds; or, where they would be years, the moment itself in epoch seconds or finer, if that lies within a year: servers
 * send the reset in place of the wait.
 */
function fromDigits(seconds: number, receivedAtMs: number): Wait {
  if (seconds <= longestDeltaSeconds) return { ms: seconds * 1000, problem: null, assumed: null };
  const instant = parseInstant(String(seconds), receivedAtMs);
  const ms = instant === null ? null : instant.atMs - receivedAtMs;
  if (ms === null || Math.abs(ms) > longestDeltaSeconds * 1000) return none(tooLong);
  if (ms < -toleranceMs) return none('the moment lies in the past');
  const problem = 'seconds are sent, and not the moment at which they end';
  return { ms: Math.max(0, ms), problem, assumed: isoTime(receivedAtMs + ms) };
}

function fromTime(text: string, receivedAtMs: number): Wait {
  const instant = parseInstant(text, receivedAtMs);
  if (instant === null) return none('neither seconds nor an HTTP date');
  const ms = instant.atMs - receivedAtMs;
  if (ms < -toleranceMs) return none('the date lies in the past');
  if (ms > longestDeltaSeconds * 1000) return none(tooLong);
  const assumed = instant.assumption ?? isoTime(instant.atMs);
  const wait = { ms: Math.max(0, ms), assumed };
  if (instant.kind !== 'date') return { ...wait, problem: 'seconds are sent as a whole number' };
  return instant.assumption !== null
    ? { ...wait, problem: 'the date is not an HTTP date' }
    : { ...wait, problem: null, assumed: null };
}

function none(problem: string): Wait {
  return { ms: null, problem, assumed: null };
}
