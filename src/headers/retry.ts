import type { HeaderSource } from '../model';
import { isoTime, longestDeltaSeconds, parseInstant } from './instant';
import { toleranceMs } from './hour';
import type { ProblemList } from './problems';
import { headerValue } from './source';

/** What `Retry-After` said: `silent` when it is absent or could not be taken at its word. */
export type RetryAfter =
  | { kind: 'silent' }
  /** "0": in Data Center on every served call, in the cloud no promise that a retry is served. */
  | { kind: 'now' }
  | { kind: 'at'; atMs: number };

const silent: RetryAfter = { kind: 'silent' };
const whole = /^\d{1,15}$/;

/** Reads seconds or an HTTP date. `name` is `retry-after` or `beta-retry-after`. */
export function readRetryAfter(
  headers: HeaderSource,
  name: string,
  receivedAtMs: number,
  problems: ProblemList,
): RetryAfter {
  const value = headerValue(headers, name);
  return value === null ? silent : parseRetryAfter(value, name, receivedAtMs, problems);
}

function parseRetryAfter(
  value: string,
  name: string,
  receivedAtMs: number,
  problems: ProblemList,
): RetryAfter {
  if (whole.test(value)) {
    const seconds = Number(value);
    if (seconds === 0) return { kind: 'now' };
    if (seconds <= longestDeltaSeconds) return { kind: 'at', atMs: receivedAtMs + seconds * 1000 };
    problems.add(name, value, 'the wait is longer than a year: it means blocked, not a time', null);
    return silent;
  }
  const instant = parseInstant(value, receivedAtMs);
  if (instant === null) return fromLines(value, name, receivedAtMs, problems);
  const assumed = instant.assumption ?? isoTime(instant.atMs);
  if (instant.kind !== 'date') problems.add(name, value, 'seconds are sent as a whole number', assumed);
  else if (instant.assumption !== null) problems.add(name, value, 'the date is not an HTTP date', assumed);
  if (instant.atMs < receivedAtMs - toleranceMs) {
    problems.add(name, value, 'the date lies in the past', null);
    return silent;
  }
  return instant.atMs <= receivedAtMs ? { kind: 'now' } : { kind: 'at', atMs: instant.atMs };
}

/** Two lines of `Retry-After` arrive as "5, 60": the longer wait satisfies both. */
function fromLines(value: string, name: string, receivedAtMs: number, problems: ProblemList): RetryAfter {
  const lines = value.length <= 200 ? value.split(',').map((line) => line.trim()) : [];
  if (lines.length > 1 && lines.every((line) => whole.test(line))) {
    const longest = lines.reduce((most, line) => (Number(line) > Number(most) ? line : most));
    if (lines.some((line) => line !== longest)) problems.add(name, value, 'two waits are given', longest);
    return parseRetryAfter(longest, name, receivedAtMs, problems);
  }
  const problem = /^9{0,1}\d{16,}$/.test(value)
    ? 'the wait is longer than a year: it means blocked, not a time'
    : 'neither seconds nor an HTTP date';
  problems.add(name, value, problem, null);
  return silent;
}
