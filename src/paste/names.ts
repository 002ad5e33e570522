/** Which words are names of headers: a paste is full of words with a colon behind them. */

const limit =
  /^(?:x-)?(?:beta-)?rate-?limit|^x-rate-limit-|^x-quota-|^(?:beta-)?retry-after$|^x-failure-category$/i;
const common = new Set([
  ...[
    'age',
    'allow',
    'connection',
    'date',
    'etag',
    'expires',
    'location',
    'pragma',
    'server',
    'vary',
    'via',
    'warning',
  ],
  ...['accept', 'authorization', 'cookie', 'host', 'origin', 'referer', 'upgrade', 'trailer', 'priority'],
]);

/** A header that says something about a limit. */
export function isLimitName(name: string): boolean {
  return limit.test(name);
}

/** A name that headers have: one of the few short ones, or words with hyphens between them. */
export function isHeaderName(name: string): boolean {
  if (name.length > 80) return false;
  if (isLimitName(name)) return true;
  return common.has(name.toLowerCase()) || /^[a-z][a-z0-9]*(?:-[a-z0-9_.]+)+$/i.test(name);
}
