import type { HeaderSource } from '../model';

/** Every header that says something about a limit; no other leaves the program. */
const names = [
  ...['ratelimit', 'ratelimit-policy', 'ratelimit-reason', 'retry-after', 'date'],
  ...['beta-ratelimit', 'beta-ratelimit-policy', 'beta-retry-after'],
  ...['limit', 'remaining', 'reset', 'nearlimit', 'fillrate', 'interval-seconds'].map(
    (end) => `x-ratelimit-${end}`,
  ),
  ...['limit', 'remaining', 'reset', 'nearlimit', 'reason'].map((end) => `x-beta-ratelimit-${end}`),
  'x-failure-category',
] as const;

/** Longer values are no limit of anybody's. */
const longestValue = 600;

/** What the answer says of its limits, to be reported. `null` when it says nothing: a date alone is nothing. */
export function limitHeaders(headers: HeaderSource): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null && value !== '' && value.length <= longestValue) found[name] = value;
  }
  return Object.keys(found).some((name) => name !== 'date') ? found : null;
}
