import { readRateLimits } from './read';
import { headerSource } from './source';
import { parseWait } from './wait';

const receivedAtMs = Date.UTC(2026, 2, 26, 15, 24, 52);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 429, receivedAtMs, product: 'jira', ...context });
const secondsOf = (atMs: number | null | undefined): number | null =>
  atMs == null ? null : (atMs - receivedAtMs) / 1000;

describe('when a refused call may be tried again', () => {
  const again = (headers: Record<string, string>, context: Context = {}) =>
    secondsOf(read(headers, context).throttle?.retryAtMs);
  const burst = { 'ratelimit-reason': 'jira-burst-based' };

  it.each<[string, Record<string, string>, number | null]>([
    ['its wait fits the date to a minute', { 'retry-after': '30', 'x-ratelimit-reset': '90' }, 30],
    [
      'only a date of the beta is given',
      { 'x-beta-ratelimit-limit': '5', 'x-beta-ratelimit-reset': '90' },
      null,
    ],
    ['the date is now', { 'x-ratelimit-reset': '0' }, null],
    [
      'the policy that refused has nothing left',
      { ...burst, ratelimit: '"a-burst";r=0;t=5, "b-burst";r=1;t=9' },
      5,
    ],
    [
      'another of its kind has nothing left',
      { ...burst, ratelimit: '"a-burst";r=1;t=5, "b-burst";r=0;t=9' },
      9,
    ],
    ['none of two has nothing left', { ...burst, ratelimit: '"a-burst";r=1;t=5, "b-burst";r=1;t=9' }, null],
    ['only a policy of the beta is of its kind', { ...burst, 'beta-ratelimit': '"a-burst";r=1;t=5' }, null],
    [
      'the wait is none, and no burst refused',
      { 'retry-after': '0', 'ratelimit-policy': '"a-burst";q=5;w=9' },
      0,
    ],
  ])('where %s', (_, headers, seconds) => {
    expect(again(headers)).toBe(seconds);
  });

  it('is told as a problem where the date does not fit', () => {
    const problems = (reset: string) =>
      read({ 'retry-after': '30', 'x-ratelimit-reset': reset }).problems.length;
    expect([problems('90'), problems('91')]).toEqual([0, 1]);
  });

  it('is the documented minute for Backlog, which says so', () => {
    expect(read({}, { product: 'backlog' }).problems).toEqual([
      {
        header: 'x-ratelimit-reset',
        value: '',
        problem: 'no readable reset on a refusal',
        assumed: '2026-03-26T15:25:52.000Z, the documented minute',
      },
    ]);
  });
});

describe('why a call was refused', () => {
  const why = (headers: Record<string, string>) => read(headers).throttle?.reason;
  it.each([
    ['"jira-burst-based";r=0, "x";r=0', 'burst'],
    ['"x";r=0, "jira-burst-based";r=0', 'burst'],
    ['"jira-burst-based";r=0, "tenant-app-quota";r=0', 'quotaTenant'],
    ['"jira-burst-based";r=1', 'other'],
  ])('of %s is %s', (ratelimit, reason) => {
    expect(why({ ratelimit })).toBe(reason);
  });

  it('is no quota that is only announced', () => {
    expect(why({ 'beta-ratelimit': '"tenant-app-quota";r=0' })).toBe('other');
  });

  it.each([
    ['JIRA-QUOTA-GLOBAL-BASED', 'quotaGlobal'],
    ['conf-tenant-based', 'quotaTenant'],
    ['jira-per-issue-on-write', 'perIssueWrite'],
    ['tenant-based-concurrent-requests', 'concurrency'],
    ['Confluence-Cost-Based', 'costBudget'],
    ['Burst', 'burst'],
    ['new', 'other'],
  ])('is sorted by the words of %s', (raw, reason) => {
    expect(why({ 'ratelimit-reason': raw })).toBe(reason);
  });
});

describe('how long a caller that was not refused is asked to wait', () => {
  const wait = (status: number | null, headers: Record<string, string> = {}) =>
    secondsOf(read({ 'retry-after': '20', ...headers }, { status }).waitUntilMs);
  it('is said by failures of the server alone', () => {
    const seconds = [200, 404, 499, 500, 503, 599, 600, null].map((status) => wait(status));
    expect(seconds).toEqual([null, null, null, 20, 20, 20, null, null]);
  });

  it('is said by Data Center on served calls, too', () => {
    const fill = { 'x-ratelimit-fillrate': '5' };
    const seconds = [200, 404, 500, 600, null].map((status) => wait(status, fill));
    expect(seconds).toEqual([20, 20, 20, null, null]);
  });
});

describe('a wait at the edge of a year, and in several lines', () => {
  const longest = 31_622_400_000;
  it.each<[string, number | null]>([
    ['31622400', longest],
    [String((receivedAtMs + longest) / 1000), longest],
    [String(receivedAtMs + longest), longest],
    [String(receivedAtMs + longest + 1), null],
    [new Date(receivedAtMs + longest).toUTCString(), longest],
    [new Date(receivedAtMs + longest).toISOString(), longest],
    [new Date(receivedAtMs + longest + 1).toISOString(), null],
    ['" 30 "', 30_000],
  ])('%s', (text, ms) => {
    expect(parseWait(text, receivedAtMs).ms).toBe(ms);
  });

  it.each(['0, soon', 'soon, 0'])('%s says that a retry may be made at once', (value) => {
    const { problems } = read({ 'retry-after': value }, { status: 503 });
    expect(problems).toMatchObject([{ problem: 'two waits are given', assumed: '0' }]);
  });

  it.each<[string, number | null, string[]]>([
    ['0.001', 0.001, ['seconds are sent as a whole number']],
    ['999999999, 999999999', null, ['the wait is longer than a year: it means blocked, not a time']],
    ['5, 5s', 5, []],
    ['0, soon', null, ['two waits are given']],
    ['soon, 0', null, ['two waits are given']],
    ['2026-03-26T15:24:57,5Z', 5.5, []],
    ['1,000', 1000, ['the number is written with commas']],
    [`${'5, '.repeat(66)}60`, 60, ['two waits are given']],
    [`${'5, '.repeat(66)}600`, 60, ['two waits are given']],
    [`${'5, '.repeat(67)}60`, 5, ['two waits are given']],
  ])('%s is read from its first 200 characters', (value, seconds, found) => {
    const { waitUntilMs, problems } = read({ 'retry-after': value }, { status: 503 });
    expect(secondsOf(waitUntilMs)).toBe(seconds);
    expect(problems.map(({ problem }) => problem)).toEqual(found);
  });
});
