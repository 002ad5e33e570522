/** Rules of reading, each with a response that shows it. What the gauge reads in it is written by the gauge itself. */
import type { ReadContext } from '../../src/headers/context';

export interface HeaderRule {
  rule: string;
  headers: readonly (readonly [string, string])[];
  context: Partial<ReadContext>;
  source: string;
}

const jira = 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/';
const seen = 'recorded responses';
const drafts = 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/';
const fields = 'https://www.rfc-editor.org/rfc/rfc9651';
const policy = ['RateLimit-Policy', '"global-app-quota";q=65000;w=3600'] as const;
const refused = { status: 429, product: 'jira' } as const;
const served = { status: 200, product: 'jira' } as const;

export const headerRules: readonly HeaderRule[] = [
  {
    rule: '`r` left out is not zero',
    headers: [policy, ['RateLimit', '"global-app-quota";t=3015']],
    context: served,
    source: jira,
  },
  {
    rule: 'A policy may come without parameters',
    headers: [['RateLimit-Policy', '"jira-burst-based"']],
    context: served,
    source: fields,
  },
  {
    rule: 'At `r=0` the policy header may be missing: the quota is the one of the response before',
    headers: [['RateLimit', '"global-app-quota";r=0;t=3015']],
    context: {
      ...served,
      previous: [
        {
          policy: 'global-app-quota',
          scope: 'global',
          enforcement: 'enforced',
          quota: 65_000,
          windowSeconds: 3600,
          remaining: 900,
          resetAtMs: null,
          unit: 'points',
        },
      ],
    },
    source: seen,
  },
  {
    rule: 'Points quotas end at the full hour of UTC: a `t` that means none is not used',
    headers: [policy, ['RateLimit', '"global-app-quota";r=11874;t=2315']],
    context: served,
    source: jira,
  },
  {
    rule: 'A wait that contradicts the reset of a points quota gives way to it',
    headers: [
      ['Retry-After', '3715'],
      ['RateLimit-Reason', 'jira-quota-global-based'],
      ['X-RateLimit-Reset', '2026-10-09T17:00Z'],
    ],
    context: refused,
    source: seen,
  },
  {
    rule: 'A reset in the past is no time to wait for',
    headers: [['X-RateLimit-Reset', '2026-10-09T15:00Z']],
    context: refused,
    source: seen,
  },
  {
    rule: 'A retry after no time at all is no promise',
    headers: [
      ['Retry-After', '0'],
      ['RateLimit-Reason', 'jira-burst-based'],
    ],
    context: refused,
    source: seen,
  },
  {
    rule: 'An absurd wait means blocked',
    headers: [['Retry-After', '9223372036854775807']],
    context: refused,
    source: seen,
  },
  {
    rule: 'A 5xx with Retry-After is a wait and no rate limit',
    headers: [['Retry-After', '20']],
    context: { status: 503, product: 'jira' },
    source: jira,
  },
  {
    rule: 'A beta limit refuses nothing: at zero the call is one that would have been refused',
    headers: [
      ['Beta-RateLimit-Policy', '"global-app-quota";q=65000;w=3600'],
      ['Beta-RateLimit', '"global-app-quota";r=0;t=3015'],
    ],
    context: served,
    source: jira,
  },
  {
    rule: 'A beta reason on a served call is no throttle while points are left',
    headers: [
      ['Beta-RateLimit-Policy', '"tenant-app-quota";q=100100;w=3600'],
      ['Beta-RateLimit', '"tenant-app-quota";r=17842;t=3015'],
      ['X-Beta-RateLimit-Reason', 'jira-quota-tenant-based'],
    ],
    context: served,
    source: seen,
  },
  {
    rule: 'Without a status, a reason with a wait is taken for a refusal',
    headers: [
      ['RateLimit-Reason', 'jira-burst-based'],
      ['Retry-After', '5'],
    ],
    context: { status: null },
    source: seen,
  },
  {
    rule: 'An unknown reason is kept as sent',
    headers: [
      ['RateLimit-Reason', 'jira-moon-based'],
      ['Retry-After', '5'],
    ],
    context: refused,
    source: jira,
  },
  {
    rule: 'Curly quotation marks are read as plain ones',
    headers: [['RateLimit-Policy', '“global-app-quota”;q=65000;w=3600']],
    context: served,
    source: seen,
  },
  {
    rule: 'A figure in quotation marks is read',
    headers: [['RateLimit-Policy', '"global-app-quota";q="65000";w=3600']],
    context: served,
    source: fields,
  },
  {
    rule: 'A policy listed twice with different figures is named',
    headers: [
      ['RateLimit-Policy', '"a";q=10;w=1'],
      ['RateLimit-Policy', '"a";q=20;w=1'],
    ],
    context: { status: 200 },
    source: fields,
  },
  {
    rule: 'Two waits: the longer one satisfies both',
    headers: [
      ['Retry-After', '5'],
      ['Retry-After', '60'],
    ],
    context: refused,
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.3',
  },
  {
    rule: 'A wait may be a date in any form of HTTP',
    headers: [['Retry-After', 'Friday, 09-Oct-26 16:10:15 GMT']],
    context: refused,
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7',
  },
  {
    rule: 'The moment in place of the wait is read as the moment',
    headers: [['Retry-After', '1791562245']],
    context: refused,
    source: seen,
  },
  {
    rule: 'Dates are held against the `Date` of the same response: here the clock of the caller is nine minutes slow',
    headers: [
      ['Date', 'Fri, 09 Oct 2026 16:18:45 GMT'],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', '2026-10-09T16:19:15Z'],
    ],
    context: refused,
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1',
  },
  {
    rule: 'A bucket of Data Center fills once an interval, so no wait at all is one interval',
    headers: [
      ['X-RateLimit-Limit', '5'],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-FillRate', '5'],
      ['X-RateLimit-Interval-Seconds', '10'],
      ['Retry-After', '0'],
    ],
    context: refused,
    source: seen,
  },
  {
    rule: 'Units and partition keys of the drafts do not confuse',
    headers: [
      ['RateLimit-Policy', '"perUser";q=100;w=60;qu="requests";pk=:cHJvamVjdA==:'],
      ['RateLimit', '"perUser";r=50;t=30'],
    ],
    context: { status: 200 },
    source: drafts,
  },
  {
    rule: 'More left than the quota stays as sent: a bucket may be larger than its refill',
    headers: [policy, ['RateLimit', '"global-app-quota";r=70000;t=3015']],
    context: served,
    source: seen,
  },
  {
    rule: 'What is no figure is set aside',
    headers: [
      ['X-RateLimit-Remaining', 'many'],
      ['X-RateLimit-NearLimit', 'perhaps'],
    ],
    context: served,
    source: seen,
  },
];
