import { parseList } from './grammar';
import { parseInstant } from './instant';
import { ProblemList } from './problems';
import type { ReadContext } from './context';
import { readRateLimits } from './read';
import { headerSource } from './source';

/** Exactly a full hour. */
const receivedAtMs = Date.UTC(2026, 9, 5, 16);
const hourMs = 3_600_000;

function read(headers: Record<string, string>, context: Partial<ReadContext> = {}) {
  return readRateLimits(headerSource(headers), { status: 200, receivedAtMs, product: 'jira', ...context });
}

describe('at the edge of what a header may say', () => {
  it('a limit of 10,000 requests may still be a burst bucket, one more is not', () => {
    const scopeOf = (limit: number) => read({ 'X-RateLimit-Limit': String(limit) }).buckets[0]?.scope;
    expect([10_000, 10_001].map(scopeOf)).toEqual(['burst', 'unknown']);
  });

  it('a limit is near where the beta says so and the limits in force do not', () => {
    const near = (enforced: string, beta: string) =>
      read({ 'X-RateLimit-NearLimit': enforced, 'X-Beta-RateLimit-NearLimit': beta }).nearLimit;
    expect(near('false', 'true')).toBe(true);
    expect(near('true', 'false')).toBe(true);
    expect(near('false', 'false')).toBe(false);
  });

  it('a reason that begins with conf tells Confluence Cloud, one that ends with it does not', () => {
    const found = (reason: string) =>
      read(
        { 'RateLimit-Reason': reason, 'X-RateLimit-Limit': '100', 'Retry-After': '7' },
        { status: 429, product: undefined },
      ).buckets[0]?.scope;
    expect(found('confluence-burst-based')).toBe('burst');
    expect(found('my-conf')).not.toBe('burst');
  });

  it('micro- and nanoseconds of a year from now are a time, later ones are none', () => {
    const longestMs = 366 * 86_400_000;
    const at = (atMs: number) => parseInstant(`${atMs}000`, receivedAtMs)?.atMs ?? null;
    expect(at(receivedAtMs + longestMs)).toBe(receivedAtMs + longestMs);
    expect(at(receivedAtMs + longestMs + 1)).toBeNull();
  });

  it('a refusal for the quota at a full hour trusts the reset of the next one', () => {
    const wait = (resetMs: number) =>
      read(
        {
          'RateLimit-Reason': 'jira-quota-global-based',
          'Retry-After': '120',
          'X-RateLimit-Limit': '65000',
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': new Date(resetMs).toISOString(),
        },
        { status: 429 },
      ).throttle?.retryAtMs;
    expect(wait(receivedAtMs + hourMs)).toBe(receivedAtMs + hourMs);
    expect(wait(receivedAtMs + 2 * hourMs)).toBe(receivedAtMs + 120_000);
  });

  it('a refused burst with no time waits for the window of the burst policy in force alone', () => {
    const wait = (policies: Record<string, string>) =>
      read({ 'RateLimit-Reason': 'jira-burst-based', 'Retry-After': '0', ...policies }, { status: 429 })
        .throttle?.retryAtMs;
    const hourly = '"global-app-quota";q=65000;w=3600';
    expect(wait({ 'RateLimit-Policy': `${hourly}, "jira-burst-based";q=100;w=5` })).toBe(
      receivedAtMs + 5_000,
    );
    expect(wait({ 'RateLimit-Policy': hourly })).toBe(receivedAtMs + 1_000);
    expect(wait({ 'Beta-RateLimit-Policy': '"jira-burst-based";q=100;w=5' })).toBe(receivedAtMs + 1_000);
  });

  it('an interval alone tells a bucket of Data Center, and so do its flat headers alone', () => {
    const bucketsOf = (headers: Record<string, string>) =>
      read(headers, { product: 'jiraDataCenter' }).buckets.map(({ limit, windowSeconds }) => [
        limit,
        windowSeconds,
      ]);
    expect(bucketsOf({ 'X-RateLimit-Limit': '10' })).toEqual([[10, null]]);
    expect(bucketsOf({ 'X-RateLimit-Interval-Seconds': '60' })).toEqual([[null, 60]]);
    expect(bucketsOf({})).toEqual([]);
  });

  it('a tab ends a number as a space does', () => {
    const problems = new ProblemList();
    expect(parseList('12\t, 13', 'x', problems).map(({ value }) => value)).toEqual([12, 13]);
    expect(problems.list()).toEqual([]);
  });

  it('a word in a list of limits is told as one', () => {
    const { problems } = read({ 'X-RateLimit-Limit': '100, 100;w=60, many' });
    expect(problems.map(({ value, problem }) => [value, problem])).toEqual([
      ['many', 'a number was expected'],
    ]);
  });
});

describe('quotas that do not agree with the reset date beside them', () => {
  const minuteLater = new Date(receivedAtMs + 600_000).toISOString();
  const beside = (quota: number, seconds: number) =>
    read({
      'RateLimit-Policy': `"jira-burst-based";q=${quota};w=1200`,
      RateLimit: `"jira-burst-based";r=5;t=${seconds}`,
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Reset': minuteLater,
    });

  it('are told only where they are of the same limit and a minute off', () => {
    const told = (quota: number, seconds: number) => beside(quota, seconds).problems.length;
    expect([told(100, 600), told(100, 660), told(100, 661), told(99, 661)]).toEqual([0, 0, 1, 0]);
    expect(beside(100, 661).problems[0]?.header).toBe('ratelimit');
  });

  it('are told of the beta by the name of its own header', () => {
    const { problems } = read({
      'Beta-RateLimit-Policy': '"jira-burst-based";q=100;w=1200',
      'Beta-RateLimit': '"jira-burst-based";r=5;t=661',
      'X-Beta-RateLimit-Limit': '100',
      'X-Beta-RateLimit-Reset': minuteLater,
    });
    expect(problems.map(({ header }) => header)).toEqual(['beta-ratelimit']);
  });
});

describe('what a sender repeats', () => {
  it('is a problem in each answer that says it', () => {
    const twice = () => read({ 'RateLimit-Policy': '"p";q=10;w=5, "p";q=11;w=5' }).problems.length;
    expect([twice(), twice()]).toEqual([1, 1]);
  });

  it('names the first of many policies of one name', () => {
    const parts = Array.from({ length: 40 }, (_, i) => `"p";q=${i + 1};w=5;pk=:${btoa(`k${i}`)}:`);
    const { quotas } = read({ 'RateLimit-Policy': parts.join(', '), RateLimit: '"p";r=1' });
    expect(quotas.filter(({ remaining }) => remaining === 1).map(({ quota }) => quota)).toEqual([1]);
  });

  it('is no text where its last quotation mark is escaped', () => {
    const problems = new ProblemList();
    expect(parseList(String.raw`"a\"`, 'x', problems)).toEqual([]);
    expect(problems.list().map(({ problem }) => problem)).toEqual(['a quotation mark is not closed']);
  });
});

it('a body as One Stack sends it says nothing of a refusal by Jira', () => {
  const body = { error: 'x', code: 'RATE_LIMITED', details: { limit: 5, window: '1m', retryAfter: 30 } };
  const { throttle } = read({}, { status: 429, body });
  expect(throttle).toEqual({ reason: 'other', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' });
});
