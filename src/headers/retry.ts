import type { HeaderSource } from '../model';
import type { ProblemList } from './problems';
import { parseWait, type Wait } from './wait';
import { headerValue } from './source';

/** What `Retry-After` said: `silent` when it is absent or could not be taken at its word. */
export type RetryAfter =
  | { kind: 'silent' }
  /** "0": in Data Center on every served call, in the cloud no promise that a retry is served. */
  | { kind: 'now' }
  | { kind: 'at'; atMs: number };

const silent: RetryAfter = { kind: 'silent' };
const longestValue = 200;

/** Reads seconds, a date, or what people send in their place. `name` is `retry-after` or `beta-retry-after`. */
export function readRetryAfter(
  headers: HeaderSource,
  name: string,
  receivedAtMs: number,
  problems: ProblemList,
): RetryAfter {
  const value = headerValue(headers, name);
  if (value === null) return silent;
  const wait = waitOf(value.slice(0, longestValue), receivedAtMs);
  if (wait.problem !== null) problems.add(name, value, wait.problem, wait.assumed);
  if (wait.ms === null) return silent;
  return wait.ms <= 0 ? { kind: 'now' } : { kind: 'at', atMs: receivedAtMs + wait.ms };
}

function waitOf(value: string, receivedAtMs: number): Wait {
  const whole = parseWait(value, receivedAtMs);
  if (whole.ms !== null) return whole;
  // "1,000" is one figure with a thousands mark, or the lines "1" and "000": a thousand seconds satisfy both.
  if (/^\d{1,3}(?:,\d{3})+$/.test(value)) {
    const seconds = value.replaceAll(',', '');
    return {
      ...parseWait(seconds, receivedAtMs),
      problem: 'the number is written with commas',
      assumed: seconds,
    };
  }
  return longestOf(linesOf(value), receivedAtMs);
}

/** Two lines of `Retry-After` arrive as "5, 60": the longer wait satisfies both. */
function longestOf(lines: readonly string[], receivedAtMs: number): Wait {
  const waits = lines.map((line) => ({ line, ...parseWait(line, receivedAtMs) }));
  const longest = waits.reduce((most, wait) => ((wait.ms ?? -1) > (most.ms ?? -1) ? wait : most));
  const isOne = waits.every(({ ms }) => ms === longest.ms);
  if (isOne) return { ms: longest.ms, problem: longest.problem, assumed: longest.assumed };
  return { ms: longest.ms, problem: 'two waits are given', assumed: longest.line };
}

/** Dates have a comma behind their weekday, which parts no lines. */
function linesOf(value: string): string[] {
  return value.split(/(?<!\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?)\s*,\s*/i);
}
