/** Oddities of rate-limit headers that were seen in the field, each by a name, so that a client can be shown to bear them. */
import type { Header } from '../limit-headers';
import { hourMs } from '../../time';

/** By name: what it does, and where such an answer was seen. `docs/testing.md` and the help of the command line have this list. */
export const oddities = {
  'policy-absent-at-zero': 'RateLimit-Policy leaves the quota out when nothing is left of it',
  'seconds-wrong': 't of the quota is 700 seconds too long, while the reset date is right',
  'reset-in-past': 'reset dates lie an hour back',
  'reset-with-seconds': 'reset dates of the quota have seconds, as the documentation writes them',
  'beta-reason-on-served': 'X-Beta-RateLimit-Reason comes with every answer, though nothing was refused',
  'quota-silent': 'answers that are served name the burst policy only, as if the app had no quota',
  'unknown-policy': 'a policy of a name that nobody knows stands first in the lists',
  'lists-reversed': 'the lists name the burst policy before the quota',
  'lists-tight': 'the lists have no space after the comma',
  'names-canonical': 'header names as an HTTP/1 proxy writes them: Ratelimit-Policy, X-Ratelimit-Nearlimit',
  'names-lower': 'header names in lower case, as HTTP/2 carries them',
  'headers-missing': 'every second answer has no rate-limit header',
  'retry-after-missing': 'a 429 has no Retry-After',
  'retry-after-date': 'Retry-After of a 429 is a date',
  'clock-skew': 'the Date header is five minutes slow',
} as const;
export type Oddity = keyof typeof oddities;

/** By how much the Date header is slow. */
const skewMs = 300_000;

export interface OddAnswer {
  headers: readonly Header[];
  status: number;
  /** Answers before this one. */
  earlier: number;
  /** As `RateLimit-Reason` would name the pool; `null` where no pool is charged. */
  reason: string | null;
  nowMs: number;
}

const isList = (name: string): boolean => /^(Beta-)?RateLimit(-Policy)?$/.test(name);
const isReset = (name: string): boolean => /^X-(Beta-)?RateLimit-Reset$/.test(name);
const items = (value: string): string[] => value.split(', ');
const isQuota = (item: string): boolean => item.includes('-app-quota"');

function eachValue(
  headers: readonly Header[],
  isMeant: (name: string) => boolean,
  change: (value: string, name: string) => string,
): Header[] {
  return headers.flatMap(([name, value]): Header[] => {
    if (!isMeant(name)) return [[name, value]];
    const changed = change(value, name);
    return changed === '' ? [] : [[name, changed]];
  });
}

/** The headers as this oddity has them. */
function bend(oddity: Oddity, headers: readonly Header[], answer: OddAnswer): Header[] {
  switch (oddity) {
    // These two are not of single headers: see `Limits` and `dateMs`.
    case 'policy-absent-at-zero':
    case 'clock-skew':
      return [...headers];
    case 'seconds-wrong':
      return eachValue(headers, isList, (value) =>
        items(value)
          .map((item) => (isQuota(item) ? item.replace(/t=(\d+)/, (_, t) => `t=${Number(t) + 700}`) : item))
          .join(', '),
      );
    case 'reset-in-past':
      return eachValue(headers, isReset, (value) => shifted(value, -hourMs));
    case 'reset-with-seconds':
      return eachValue(headers, isReset, (value) => shifted(value, 0));
    case 'beta-reason-on-served': {
      const name = 'X-Beta-RateLimit-Reason';
      if (answer.reason === null || answer.status === 429 || headers.some(([one]) => one === name))
        return [...headers];
      return [...headers, [name, answer.reason]];
    }
    case 'quota-silent':
      if (answer.status === 429) return [...headers];
      return eachValue(headers, isList, (value) =>
        items(value)
          .filter((item) => !isQuota(item))
          .join(', '),
      );
    case 'unknown-policy':
      return eachValue(headers, isList, (value, name) =>
        name.endsWith('-Policy')
          ? `"edge-fairness";q=7;w=10, ${value}`
          : `"edge-fairness";r=6;t=10, ${value}`,
      );
    case 'lists-reversed':
      return eachValue(headers, isList, (value) => items(value).reverse().join(', '));
    case 'lists-tight':
      return eachValue(headers, isList, (value) => value.replaceAll(', ', ','));
    case 'names-canonical':
      return headers.map(([name, value]) => [
        name.replaceAll('RateLimit', 'Ratelimit').replace('NearLimit', 'Nearlimit'),
        value,
      ]);
    case 'names-lower':
      return headers.map(([name, value]) => [name.toLowerCase(), value]);
    case 'headers-missing':
      return answer.earlier % 2 === 0 ? [...headers] : [];
    case 'retry-after-missing':
      return headers.filter(([name]) => name !== 'Retry-After');
    case 'retry-after-date':
      return eachValue(
        headers,
        (name) => name === 'Retry-After',
        (value) => new Date(answer.nowMs + Number(value) * 1_000).toUTCString(),
      );
  }
}

function shifted(date: string, byMs: number): string {
  return `${new Date(Date.parse(date) + byMs).toISOString().slice(0, 19)}Z`;
}

/** Names change last, since the others look for them as they are usually written. */
const order = Object.keys(oddities) as Oddity[];
const renames: readonly Oddity[] = ['lists-tight', 'names-canonical', 'names-lower'];

export class Oddities {
  private readonly wanted: Oddity[];
  private answers = 0;

  /** @throws when a name is none, listing those there are. */
  constructor(wanted: readonly Oddity[]) {
    for (const name of wanted)
      if (!order.includes(name))
        throw new Error(`flags: there is no "${name}"; there are ${order.join(', ')}`);
    const isLast = (one: Oddity): number => Number(renames.includes(one));
    this.wanted = order.filter((one) => wanted.includes(one)).sort((a, b) => isLast(a) - isLast(b));
  }

  has(oddity: Oddity): boolean {
    return this.wanted.includes(oddity);
  }

  bend(answer: Omit<OddAnswer, 'earlier'>): readonly Header[] {
    if (this.wanted.length === 0) return answer.headers;
    const whole = { ...answer, earlier: this.answers };
    this.answers += 1;
    return this.wanted.reduce((headers, oddity) => bend(oddity, headers, whole), [...answer.headers]);
  }

  /** The time that the Date header tells. */
  dateMs(nowMs: number): number {
    return this.has('clock-skew') ? nowMs - skewMs : nowMs;
  }
}
