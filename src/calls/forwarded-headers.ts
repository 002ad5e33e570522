import type { HeaderSource } from '../model';

/**
 * Every header that says something about a limit, of the systems whose calls are reported: all that the reader asks for, and no
 * other leaves a program or a page. A date alone says nothing, and is the clock of what the others say.
 */
export const forwardedHeaderNames = [
  ...['ratelimit', 'ratelimit-policy', 'ratelimit-reason', 'retry-after', 'date'],
  ...['beta-ratelimit', 'beta-ratelimit-policy', 'beta-retry-after'],
  ...['limit', 'remaining', 'reset', 'nearlimit', 'fillrate', 'interval-seconds'].map(
    (end) => `x-ratelimit-${end}`,
  ),
  ...['limit', 'remaining', 'reset', 'nearlimit', 'reason'].map((end) => `x-beta-ratelimit-${end}`),
  'x-failure-category',
] as readonly string[];

/** Longer values are no limit of anybody's. */
const longestValue = 600;

/** What the answer says of its limits, to be handed on. `null` when it says nothing. */
export function forwardedHeaders(headers: HeaderSource): Record<string, string> | null {
  let found: Record<string, string> | null = null;
  let date: string | null = null;
  for (const name of forwardedHeaderNames) {
    // A source of another library may give `undefined`, or a list.
    const value: unknown = headers.get(name);
    if (typeof value !== 'string' || value === '' || value.length > longestValue) continue;
    if (name === 'date') date = value;
    else (found ??= {})[name] = value;
  }
  if (found !== null && date !== null) found['date'] = date;
  return found;
}
