import { describeLimits, describeProblems } from './describe';
import { explainLimits } from './explain';
import type { BucketReading, QuotaReading, RateLimits, Throttle, ThrottleReason } from '../model';
import { noLimits } from '../../test/support/observation';

const atMs = Date.UTC(2026, 9, 5, 9, 20);
const limits = (change: Partial<RateLimits>): RateLimits => ({ ...noLimits, ...change });
const quota = (change: Partial<QuotaReading> = {}): QuotaReading => ({
  ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', quota: 65_000 },
  ...{ windowSeconds: 3600, remaining: 1234, resetAtMs: null, unit: 'points', ...change },
});
const bucket = (change: Partial<BucketReading> = {}): BucketReading => ({
  ...{ unit: 'requests', enforcement: 'enforced', scope: 'burst', limit: 100, remaining: null },
  ...{ used: null, resetAtMs: null, windowSeconds: null, fillRate: null, ...change },
});
const throttle = (reason: ThrottleReason, change: Partial<Throttle> = {}): Throttle => ({
  ...{ reason, reasonRaw: null, retryAtMs: atMs + 30_000, enforcement: 'enforced', ...change },
});
const said = (change: Partial<RateLimits>): string[] => describeLimits(limits(change), atMs);

describe('a quota in words', () => {
  it.each<[Partial<QuotaReading>, string]>([
    [
      {},
      'Points of the app on all its sites together (Tier 1) ("global-app-quota"): 65,000 points an hour. 1,234 left.',
    ],
    [
      { windowSeconds: null, remaining: 5 },
      'Points of the app on all its sites together (Tier 1) ("global-app-quota"): 65,000 points. 5 left.',
    ],
    [
      { scope: 'tenant', policy: 'tenant-app-quota', remaining: null },
      'Points of the app on this site (Tier 2) ("tenant-app-quota"): 65,000 points an hour. How many are left is left out, which means that less than about 80% is used.',
    ],
    [
      {
        scope: 'burst',
        policy: 'jira-burst-based',
        quota: 100,
        windowSeconds: 1,
        unit: 'requests',
        remaining: 0,
      },
      'Burst limit of this endpoint ("jira-burst-based"): 100 requests a second. 0 left.',
    ],
    [
      { scope: 'other', policy: '', unit: 'unknown', quota: 1234.5, windowSeconds: 60, remaining: null },
      'Quota (no name): 1,234.5 a minute. How many are left is not said.',
    ],
    [
      { scope: 'other', policy: 'x', quota: null, remaining: 7, enforcement: 'beta', resetAtMs: atMs + 1000 },
      'Quota ("x", announced and not enforced yet): its size is not said. 7 left. Renewed at 2026-10-05T09:20:01Z, in 1 s.',
    ],
  ])('%j', (change, words) => {
    expect(said({ quotas: [quota(change)] })).toEqual([words]);
  });

  it.each([
    [1, 'a second'],
    [2, 'in 2 seconds'],
    [60, 'a minute'],
    [61, 'in 61 seconds'],
    [3600, 'an hour'],
    [3601, 'in 3,601 seconds'],
    [86_400, 'a day'],
    [86_401, 'in 86,401 seconds'],
  ])('has a window of %d s: %s', (windowSeconds, words) => {
    expect(said({ quotas: [quota({ windowSeconds })] })[0]).toContain(`: 65,000 points ${words}. `);
  });

  it.each([
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
    [-1000, '-1,000'],
  ])('has %d left: %s', (remaining, words) => {
    expect(said({ quotas: [quota({ remaining })] })[0]).toContain(`hour. ${words} left.`);
  });

  it.each([
    [-1, 'at 2026-10-05T09:19:59Z, which has passed'],
    [0, 'at 2026-10-05T09:20:00Z, now'],
    [0.4, 'at 2026-10-05T09:20:00.400Z, now'],
    [1, 'at 2026-10-05T09:20:01Z, in 1 s'],
    [59, 'at 2026-10-05T09:20:59Z, in 59 s'],
    [60, 'at 2026-10-05T09:21:00Z, in 1 min 0 s'],
    [3599, 'at 2026-10-05T10:19:59Z, in 59 min 59 s'],
    [3600, 'at 2026-10-05T10:20:00Z, in 1 h 0 min'],
    [7_380, 'at 2026-10-05T11:23:00Z, in 2 h 3 min'],
    [172_799, 'at 2026-10-07T09:19:59Z, in 47 h 59 min'],
    [172_800, 'at 2026-10-07T09:20:00Z, in 2 days'],
    [1e13, 'at 10001791192000000 ms, in 115740741 days'],
  ])('is renewed in %d s: %s', (seconds, words) => {
    expect(said({ quotas: [quota({ resetAtMs: atMs + seconds * 1000 })] })[0]).toMatch(`Renewed ${words}.`);
  });

  it('that is announced and refused all the same says so', () => {
    const beta = quota({ enforcement: 'beta' });
    const words = (reason: ThrottleReason, change: Partial<Throttle> = {}, of = beta) =>
      said({ quotas: [of], throttle: throttle(reason, change) })[1]?.includes(
        'but this call was refused for it',
      );
    expect(words('quotaGlobal')).toBe(true);
    expect([words('quotaTenant'), words('burst'), words('quotaGlobal', { enforcement: 'beta' })]).toEqual([
      ...[false, false, false],
    ]);
    expect(words('burst', {}, quota({ enforcement: 'beta', scope: 'burst' }))).toBe(false);
    expect(words('quotaGlobal', {}, quota())).toBe(false);
    expect(said({ quotas: [beta], throttle: throttle('quotaGlobal') })[1]).toBe(
      'Points of the app on all its sites together (Tier 1) ("global-app-quota", under a name that says "Beta", which means announced and not enforced; but this call was refused for it): 65,000 points an hour. 1,234 left.',
    );
  });
});

describe('a bucket in words', () => {
  it.each<[Partial<BucketReading>, string]>([
    [{}, 'Limit of kind "burst": 100 requests.'],
    [
      { enforcement: 'beta', scope: 'unknown', unit: 'unknown', windowSeconds: 60, remaining: 5, used: 95 },
      'A limit (announced, not enforced yet): 100 a minute. 5 left. 95 used.',
    ],
    [
      { limit: null, resetAtMs: atMs + 60_000 },
      'Limit of kind "burst": its size is not said. Renewed at 2026-10-05T09:21:00Z, in 1 min 0 s.',
    ],
    [{ fillRate: 10, windowSeconds: 1 }, 'Limit of kind "burst": 100 requests. 10 come back a second.'],
    [{ fillRate: 10 }, 'Limit of kind "burst": 100 requests. 10 come back.'],
  ])('%j', (change, words) => {
    expect(said({ buckets: [bucket(change)] })).toEqual([words]);
  });
});

describe('an answer in words', () => {
  it('of no limit says that this proves nothing', () => {
    expect(said({})).toEqual([
      'The response says nothing about a limit. That does not mean that there is none.',
    ]);
  });

  it('of what could not be read says that, and not that there was no limit', () => {
    const problem = {
      header: '',
      value: '',
      problem: 'a promise was given: wait for it, and read what it gives',
    };
    expect(said({ problems: [{ ...problem, assumed: null }] })).toEqual([
      'Not all that was given could be read as headers, so a limit may have been missed: a promise was given: wait for it, and read what it gives.',
    ]);
    expect(said({ problems: [{ ...problem, header: 'retry-after', assumed: null }] })).toEqual([
      'The response says nothing about a limit. That does not mean that there is none.',
    ]);
  });

  it('that asks for a wait and refuses nothing is a failure, or an empty bucket', () => {
    const waitUntilMs = atMs + 5_000;
    expect(said({ waitUntilMs })).toEqual([
      'The server failed and asks to try again at 2026-10-05T09:20:05Z, in 5 s. This is no rate limit.',
    ]);
    expect(said({ waitUntilMs, buckets: [bucket({ fillRate: 1 })] })[0]).toBe(
      'The call was served, and the server asks to wait: the next one at 2026-10-05T09:20:05Z, in 5 s.',
    );
    expect(said({ waitUntilMs, throttle: throttle('burst') })).toHaveLength(1);
    expect(said({ waitUntilMs, throttle: throttle('burst', { enforcement: 'beta' }) })).toHaveLength(2);
  });

  it('says that the limit is near where nothing has said that it is reached', () => {
    const near = 'Near the limit: less than 20% of a quota is left.';
    const isSaid = (change: Partial<RateLimits>): boolean =>
      said({ nearLimit: true, ...change }).includes(near);
    expect([isSaid({}), isSaid({ nearLimit: false }), isSaid({ nearLimit: null })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isSaid({ quotas: [quota({ remaining: 1 })], buckets: [bucket({ remaining: 1 })] })).toBe(true);
    expect([
      isSaid({ quotas: [quota({ remaining: 0 })] }),
      isSaid({ buckets: [bucket({ remaining: 0 })] }),
    ]).toEqual([...[false, false]]);
    expect([isSaid({ throttle: throttle('quotaTenant') }), isSaid({ throttle: throttle('burst') })]).toEqual([
      ...[false, true],
    ]);
  });

  it('names what could not be taken at its word, and what was taken instead', () => {
    const problem = { header: 'retry-after', value: 'soon', problem: 'a number was expected', assumed: null };
    const problems = [
      problem,
      { ...problem, value: '' },
      { ...problem, header: '', value: 'x' },
      { ...problem, assumed: '5' },
    ];
    expect(describeProblems(limits({ problems }))).toEqual([
      ...[
        'retry-after "soon": a number was expected; not used.',
        'retry-after: a number was expected; not used.',
      ],
      ...['a number was expected; not used.', 'retry-after "soon": a number was expected; taken instead: 5.'],
    ]);
  });
});

describe('a refusal in words', () => {
  const pause =
    ' Begin with a pause of 5 s, double it after each refusal up to 30 s, and stop after 4 tries.';
  it.each<[ThrottleReason, string, string, string]>([
    [
      'quotaGlobal',
      "the app's hourly points, shared by all its sites, are used up",
      "The quota is the app's own, over all sites that use it: until then stop every back-end call of the app to this product, and spread scheduled work over the hour.",
      "The quota is the app's own, over all sites that use it: until the next full hour stop every back-end call of the app to this product, and spread scheduled work over the hour.",
    ],
    [
      'quotaTenant',
      "the app's hourly points for this site are used up",
      "The quota is the app's on this site alone: until then stop its back-end calls to this site; other sites may go on.",
      "The quota is the app's on this site alone: until the next full hour stop its back-end calls to this site; other sites may go on.",
    ],
    [
      'burst',
      'too many requests to this endpoint in a second',
      'It counts one endpoint and method on this site, for all apps and tokens together: slow down that endpoint only.',
      'It counts one endpoint and method on this site, for all apps and tokens together: slow down that endpoint only.',
    ],
    [
      'perIssueWrite',
      'too many writes to one issue',
      'It counts the writes to one issue, 20 in 2 seconds and 100 in 30, by whomever: space the writes to that issue; others may go on.',
      'It counts the writes to one issue, 20 in 2 seconds and 100 in 30, by whomever: space the writes to that issue; others may go on.',
    ],
    [
      'costBudget',
      'the cost budget of this account or user is used up',
      "The budget is the account's or user's in whose name the call was made, and no points quota: slow down what that account does.",
      "The budget is the account's or user's in whose name the call was made, and no points quota: slow down what that account does.",
    ],
    [
      'concurrency',
      'too many requests at the same time',
      'It counts calls at the same time: wait for answers before more is sent.',
      'It counts calls at the same time: wait for answers before more is sent.',
    ],
    [
      'gateway',
      'the gateway in front of the product refused it',
      'The gateway in front of the product counts what no document names: pause all calls to this site until then.',
      'The gateway in front of the product counts what no document names: pause all calls to this site for a while.',
    ],
    [
      'other',
      'a limit that the response does not explain',
      'Wait until then, try once, and wait longer after each further refusal.',
      'Wait for a while, try once, and wait longer after each further refusal.',
    ],
  ])('for %s', (reason, words, advice, adviceUnsaid) => {
    const [line, ...rest] = explainLimits(limits({ throttle: throttle(reason), quotas: [quota()] }), atMs);
    expect(line).toBe(`Refused: ${words}. Try again at 2026-10-05T09:20:30Z, in 30 s. ${advice}`);
    expect(rest).toHaveLength(1);
    expect(explainLimits(limits({ throttle: throttle(reason, { retryAtMs: null }) }), atMs)).toEqual([
      `Refused: ${words}. The response does not say when to try again. ${adviceUnsaid}${pause}`,
    ]);
    expect(
      explainLimits(limits({ throttle: throttle(reason, { enforcement: 'beta', reasonRaw: 'raw' }) }), atMs),
    ).toEqual([
      `Served, and will be refused once this is enforced: ${words} ("raw"). Try again at 2026-10-05T09:20:30Z, in 30 s.`,
    ]);
  });

  it('of Data Center is of this user on this node', () => {
    const buckets = [bucket(), bucket({ fillRate: 1 })];
    expect(explainLimits(limits({ throttle: throttle('burst'), buckets }), atMs)[0]).toMatch(
      / The bucket is this user's on this node: send more slowly than it fills\.$/,
    );
    expect(explainLimits(limits({ throttle: throttle('burst'), buckets: [bucket()] }), atMs)[0]).toMatch(
      / slow down that endpoint only\.$/,
    );
  });

  it.each([
    ['unknown', ' s. Wait until then, try once'],
    ['user', " s. The limit is this user's, over all keys: send one request at a time. Wait until then"],
    ['user, update requests', " s. The limit is this user's, over all keys"],
    ['tenant', " s. The limit is the tenant's, over all keys and sessions. Wait until then"],
    ['api key', ' s. The limit is counted by api key. Wait until then'],
  ])('without a name says whose the limit is: %s', (scope, words) => {
    const buckets = [bucket({ scope: 'other', enforcement: 'beta' }), bucket({ scope })];
    const [line] = explainLimits(
      limits({ throttle: throttle('other', { reasonRaw: 'odd' }), buckets }),
      atMs,
    );
    expect(line).toContain(words);
    expect(line).toMatch(/further refusal; the reason is kept above as it was sent\.$/);
    expect(explainLimits(limits({ buckets }), atMs)).toEqual(describeLimits(limits({ buckets }), atMs));
  });
});
