import { readRateLimits } from '../../src/headers/read';
import type { RateLimits } from '../../src/model';
import type { Read } from './reads';
import type { Answer } from './site';

/** Headers that the reader reads; their values are numbers, dates and names of limits. */
const knownHeaders = [
  'ratelimit',
  'ratelimit-policy',
  'ratelimit-reason',
  'beta-ratelimit',
  'beta-ratelimit-policy',
  'beta-retry-after',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-nearlimit',
  'x-beta-ratelimit-limit',
  'x-beta-ratelimit-remaining',
  'x-beta-ratelimit-reset',
  'x-beta-ratelimit-nearlimit',
  'x-beta-ratelimit-reason',
  'x-ratelimit-fillrate',
  'x-ratelimit-interval-seconds',
  'x-failure-category',
];

/** Names of headers that are about limits, whoever sends them. */
const aboutLimits = /rate-?limit|retry|quota|throttl|burst|x-failure-category/;

/** What stands in such headers: numbers, dates, words of lower case. Anything else is not shown. */
const safeValue = /^["a-z0-9;=,.:\-+_ TZ]{1,160}$/;
const knownPolicies = ['global-app-quota', 'tenant-app-quota', 'jira-burst-based'];

export interface LimitHeaders {
  limits: RateLimits;
  /** Safe values by name; `null` for a value that may say more than a limit. */
  values: Record<string, string | null>;
  findings: { what: string; expected: string; found: string }[];
}

/** @param emulatedPolicies names that the emulator sends, beside the published ones */
export function limitHeaders(
  { product, method }: Read,
  answer: Answer,
  emulatedPolicies: readonly string[],
): LimitHeaders {
  const { headers, status, receivedAtMs } = answer;
  const source = { get: (name: string) => headers.get(name) ?? null };
  const limits = readRateLimits(source, { status, receivedAtMs, product, method });
  const ours = [...headers.keys()].filter((name) => aboutLimits.test(name));
  const shown = (value: string): string | null => (safeValue.test(value) ? value : null);
  const values = Object.fromEntries(ours.map((name) => [name, shown(headers.get(name) ?? '')]));
  const findings = [
    ...ours
      .filter((name) => !knownHeaders.includes(name))
      .map((name) => ({
        what: `header ${name}`,
        expected: 'not sent',
        found: values[name] ?? 'a value not shown',
      })),
    ...limits.problems.map(({ header, problem, assumed }) => ({
      what: `header ${header}`,
      expected: assumed ?? 'readable',
      // The words quote the value.
      found: values[header.toLowerCase()] == null ? 'a value that is not shown' : problem,
    })),
    ...limits.quotas
      .filter(({ policy }) => !knownPolicies.includes(policy) && !emulatedPolicies.includes(policy))
      .map(({ policy }) => ({
        what: 'policy name',
        expected: knownPolicies.join(', '),
        found: shown(policy) ?? 'a name not shown',
      })),
  ];
  return { limits, values, findings };
}
