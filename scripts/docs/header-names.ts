/** Every header that the reader asks for, in the order in which a person meets them. */

export interface HeaderNames {
  names: readonly string[];
  sentBy: string;
  /** What it says, and in which shapes it is understood. */
  says: string;
  source: string;
}

const jira = 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/';
const draft = 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/';
const seen = 'recorded responses only';

export const headerNames: readonly HeaderNames[] = [
  {
    names: ['ratelimit-policy', 'beta-ratelimit-policy'],
    sentBy: 'Jira, Confluence; IETF drafts',
    says: 'The quotas: a list of `"name";q=units;w=seconds`, with `qu` (unit) and `pk` (whose) of the drafts. Also drafts 3 to 7, where the number comes first and the name is a parameter. `Beta-`: announced, refuses nothing yet.',
    source: jira,
  },
  {
    names: ['ratelimit', 'beta-ratelimit'],
    sentBy: 'Jira, Confluence; IETF drafts',
    says: 'What is left: a list of `"name";r=left;t=seconds`, or draft 7’s `limit=…, remaining=…, reset=…`. Without `r` the hourly points are used to less than about 80%.',
    source: jira,
  },
  {
    names: ['ratelimit-reason'],
    sentBy: 'Jira, Confluence',
    says: 'Which limit refused the call; sorted loosely, since live values differ from the documented ones, and kept as sent.',
    source: jira,
  },
  {
    names: ['retry-after', 'beta-retry-after'],
    sentBy: 'everybody',
    says: 'When to try again: whole seconds, or a date in any of the three forms of RFC 9110. Also as people send it: a mail date with its offset, ISO 8601, the moment itself in epoch seconds or finer, a fraction, a length of time with its unit, in quotation marks, several lines (the longest counts). 0 on a refusal waits for the bucket’s interval; more than a year means blocked. On a 5xx, and on a served answer of Data Center, it is a wait and no refusal.',
    source: jira,
  },
  {
    names: ['date', 'age'],
    sentBy: 'everybody',
    says: 'The clock of the server, which resets and dates are held against; a clock of the caller that is wrong by a minute or more is named. An answer out of a cache is as old as its `Age`. A `Date` of another day is no clock.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1',
  },
  {
    names: ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
    sentBy: 'Jira, Confluence, Data Center, Bitbucket, Backlog, One Stack, others',
    says: 'One bucket: its size, what is left, when it is whole again. In the cloud the burst bucket of a served call, or the limit that refused it. Reset as ISO 8601 with or without seconds, a date of HTTP or mail, epoch seconds or finer, seconds to go, or a length of time with its unit.',
    source: jira,
  },
  {
    names: ['x-ratelimit-nearlimit', 'x-beta-ratelimit-nearlimit'],
    sentBy: 'Jira, Confluence, Bitbucket',
    says: '`true` below 20% of a quota. Where it is missing, `r` and `q` of a points quota say it.',
    source: jira,
  },
  {
    names: [
      'x-beta-ratelimit-limit',
      'x-beta-ratelimit-remaining',
      'x-beta-ratelimit-reset',
      'x-beta-ratelimit-reason',
    ],
    sentBy: 'Jira, Confluence',
    says: 'The older beta set, same meanings. Its reason stands on served calls, too, and is then no throttle.',
    source: seen,
  },
  {
    names: ['x-failure-category'],
    sentBy: 'Atlassian’s gateway',
    says: 'A 429 of the gateway in front of the products, which names no reason.',
    source: seen,
  },
  {
    names: ['x-ratelimit-fillrate', 'x-ratelimit-interval-seconds'],
    sentBy: 'Jira and Confluence Data Center',
    says: 'What comes back into the token bucket each interval, and the interval. Nothing else sends a fill rate: it proves Data Center.',
    source: 'Atlassian Data Center documentation, “Improving instance stability with rate limiting”',
  },
  {
    names: ['api-key', 'api-token', 'member'].flatMap((whose) =>
      ['max', 'remaining', 'interval-ms'].map((what) => `x-rate-limit-${whose}-${what}`),
    ),
    sentBy: 'Trello',
    says: 'One bucket each for the key, the token and the member. No reset is sent.',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits/',
  },
  {
    names: ['x-ratelimit-state', 'x-ratelimit-reason', 'x-ratelimit-period-in-sec'],
    sentBy: 'Opsgenie',
    says: 'State `THROTTLED`, whose limit it is, and the period it is counted over. No figures.',
    source: 'https://docs.opsgenie.com/docs/api-rate-limiting',
  },
  {
    names: ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'ratelimit-observed'],
    sentBy: 'IETF drafts 0 to 6',
    says: 'One bucket; draft 3 lists its policies behind the limit: `10, 10;w=1, 1000;w=3600`.',
    source: draft,
  },
  {
    names: ['x-ratelimit-used', 'x-ratelimit-resource', 'x-ratelimit-class'],
    sentBy: 'others',
    says: 'What is used of the `X-RateLimit` bucket, and which bucket it is.',
    source: seen,
  },
  {
    names: ['x-rate-limit', 'x-quota'].flatMap((prefix) =>
      ['limit', 'remaining', 'reset'].map((what) => `${prefix}-${what}`),
    ),
    sentBy: 'others',
    says: 'A bucket under another name. Unit and owner are not known.',
    source: seen,
  },
  {
    names: ['limit', 'remaining', 'reset'].flatMap((what) =>
      ['requests', 'tokens'].map((unit) => `x-ratelimit-${what}-${unit}`),
    ),
    sentBy: 'others',
    says: 'Two buckets side by side, one of requests and one of tokens.',
    source: seen,
  },
];
