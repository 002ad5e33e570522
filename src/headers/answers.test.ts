import { readProducts } from './product';
import { readRateLimits } from './read';
import { serializeQuotas } from './serialize';
import { headerSource } from './source';
import { parseWait } from './wait';
import type { QuotaReading } from '../model';

const nowMs = Date.UTC(2026, 2, 26, 15, 24, 52);
const hourMs = Date.UTC(2026, 2, 26, 16);
type Context = Partial<Parameters<typeof readRateLimits>[1]>;
const read = (headers: Record<string, string>, context: Context = {}) =>
  readRateLimits(headerSource(headers), { status: 200, receivedAtMs: nowMs, product: 'jira', ...context });
const problemsOf = (headers: Record<string, string>, context: Context = {}): string[] =>
  read(headers, context).problems.map(
    ({ header, value, problem, assumed }) => `${header} ${value}: ${problem}: ${assumed}`,
  );

describe('a wait', () => {
  it.each<[string, number | null, string | null, string | null]>([
    ['0', 0, null, null],
    ['30', 30_000, null, null],
    ['31622400', 31_622_400_000, null, null],
    ['31622401', null, 'the wait is longer than a year: it means blocked, not a time', null],
    [
      '1774540800',
      2_108_000,
      'seconds are sent, and not the moment at which they end',
      '2026-03-26T16:00:00.000Z',
    ],
    ['1774538632', 0, 'seconds are sent, and not the moment at which they end', '2026-03-26T15:23:52.000Z'],
    ['1774538631', null, 'the moment lies in the past', null],
    ['1874540800', null, 'the wait is longer than a year: it means blocked, not a time', null],
    ['9223372036854775807', null, 'the wait is longer than a year: it means blocked, not a time', null],
    ['Thu, 26 Mar 2026 16:00:00 GMT', 2_108_000, null, null],
    ['Thu, 26 Mar 2026 15:23:52 GMT', 0, null, null],
    ['Thu, 26 Mar 2026 15:23:51 GMT', null, 'the date lies in the past', null],
    [
      'Thu, 26 Mar 2028 16:00:00 GMT',
      null,
      'the wait is longer than a year: it means blocked, not a time',
      null,
    ],
    ['2026-03-26T16:00:00', 2_108_000, 'the date is not an HTTP date', 'UTC, since no time zone is given'],
    ['1.5', 1_500, 'seconds are sent as a whole number', '2026-03-26T15:24:53.500Z'],
    ['5s', 5_000, 'seconds are sent as a whole number', '2026-03-26T15:24:57.000Z'],
    ['"30"', 30_000, 'the value is in quotation marks', '30'],
    [
      '“Thu, 26 Mar 2026 16:00:00 GMT”',
      2_108_000,
      'the value is in quotation marks',
      'Thu, 26 Mar 2026 16:00:00 GMT',
    ],
    ['""', null, 'neither seconds nor an HTTP date', null],
    ['"31622401"', null, 'the wait is longer than a year: it means blocked, not a time', null],
    ['"soon"', null, 'neither seconds nor an HTTP date', null],
    ['30;x=1', 30_000, 'the wait is followed by more', '30'],
    ['30 (half a minute)', 30_000, 'the wait is followed by more', '30'],
    ['soon (really)', null, 'neither seconds nor an HTTP date', null],
    ['soon', null, 'neither seconds nor an HTTP date', null],
  ])('of %s is %p ms', (text, ms, problem, assumed) => {
    expect(parseWait(text, nowMs)).toEqual({ ms, problem, assumed });
  });

  it.each<[string, number | null, string | null]>([
    ['5, 60', 60_000, 'retry-after 5, 60: two waits are given: 60'],
    ['60, 5', 60_000, 'retry-after 60, 5: two waits are given: 60'],
    ['60,60', 60_000, null],
    ['5, soon', 5_000, 'retry-after 5, soon: two waits are given: 5'],
    ['1,000', 1_000_000, 'retry-after 1,000: the number is written with commas: 1000'],
    [
      '5, Thu, 26 Mar 2026 16:00:00 GMT',
      2_108_000,
      'retry-after 5, Thu, 26 Mar 2026 16:00:00 GMT: two waits are given: Thu, 26 Mar 2026 16:00:00 GMT',
    ],
    ['soon, later', null, 'retry-after soon, later: neither seconds nor an HTTP date: null'],
  ])('in lines %s is the longest', (value, ms, problem) => {
    const limits = read({ 'retry-after': value }, { status: 503 });
    expect(limits.waitUntilMs).toBe(ms === null ? null : nowMs + ms);
    expect(problemsOf({ 'retry-after': value }, { status: 503 })).toEqual(problem === null ? [] : [problem]);
  });
});

describe('a refusal', () => {
  const policy = { 'ratelimit-policy': '"global-app-quota";q=1000;w=3600, "jira-burst-based";q=100;w=1' };
  it.each<[string, Record<string, string>, Context, string, string | null]>([
    ['by its reason', { 'ratelimit-reason': 'jira-burst-based' }, {}, 'burst', 'jira-burst-based'],
    ['by the gateway', { 'x-failure-category': 'FAILURE_CLIENT_RATE_LIMITED' }, {}, 'gateway', null],
    ['by something else', { 'x-failure-category': 'FAILURE_OTHER' }, {}, 'other', null],
    [
      'by the empty quota',
      { ...policy, ratelimit: '"jira-burst-based";r=0, "global-app-quota";r=0' },
      {},
      'quotaGlobal',
      null,
    ],
    [
      'by the empty bucket',
      { ...policy, ratelimit: '"jira-burst-based";r=0, "global-app-quota";r=5' },
      {},
      'burst',
      null,
    ],
    ['by an empty one of no known kind', { ratelimit: '"x";r=0, "jira-burst-based";r=0' }, {}, 'burst', null],
    ['by nothing', {}, {}, 'other', null],
    [
      'of Trello',
      {},
      { product: 'trello', body: { error: 'API_TOKEN_LIMIT_EXCEEDED' } },
      'other',
      'API_TOKEN_LIMIT_EXCEEDED',
    ],
    [
      'of Trello, with a long word',
      {},
      { product: 'trello', body: { error: 'x'.repeat(201) } },
      'other',
      'x'.repeat(200),
    ],
    ['of Trello, unread', {}, { product: 'trello', body: { error: 5 } }, 'other', null],
    ['of Trello, without a body', {}, { product: 'trello', body: null }, 'other', null],
    ['of Data Center', { 'x-ratelimit-fillrate': '5' }, {}, 'burst', null],
    [
      'of Opsgenie',
      { 'x-ratelimit-state': 'THROTTLED', 'x-ratelimit-reason': 'ACCOUNT' },
      { product: 'opsgenie' },
      'other',
      'ACCOUNT',
    ],
    [
      'of One Stack',
      {},
      { product: 'oneStack', body: { code: 'LIMIT', details: { window: '1m' } } },
      'other',
      'LIMIT',
    ],
  ])('%s', (_name, headers, context, reason, reasonRaw) => {
    expect(read(headers, { status: 429, ...context }).throttle).toMatchObject({
      reason,
      reasonRaw,
      enforcement: 'enforced',
    });
    expect(read(headers, { ...context, status: 503 }).throttle).toBeNull();
  });

  it('of a saved answer without its status is one where more than its reason says so', () => {
    const reason = { 'ratelimit-reason': 'jira-burst-based' };
    const refused =
      'ratelimit-reason jira-burst-based: no status was given, and this comes with refusals: status 429';
    expect(problemsOf(reason, { status: null })).toEqual([
      'ratelimit-reason jira-burst-based: a reason is given, and nothing says that a call was refused: served',
      'ratelimit-reason jira-burst-based: a reason stands on a served response: no throttle: no beta limit is used up',
    ]);
    expect(read(reason, { status: null }).throttle).toBeNull();
    for (const more of [{ 'retry-after': '5' }, { ratelimit: '"x";r=0' }]) {
      expect(read({ ...reason, ...more }, { status: null }).throttle?.reason).toBe('burst');
      expect(problemsOf({ ...reason, ...more }, { status: null })).toContain(refused);
    }
    for (const more of [{ ratelimit: '"x";r=1' }, { 'beta-ratelimit': '"x";r=0' }])
      expect(read({ ...reason, ...more }, { status: null }).throttle?.enforcement).not.toBe('enforced');
    expect(problemsOf({ 'x-ratelimit-state': 'throttled' }, { status: null, product: 'opsgenie' })).toEqual([
      'x-ratelimit-state THROTTLED: no status was given, and this comes with refusals: status 429',
    ]);
    expect(problemsOf({}, { status: null })).toEqual([]);
  });

  it.each<[string, Record<string, string>, number | null, string[]]>([
    ['by its wait', { 'retry-after': '30' }, 30_000, []],
    ['by its reset', { 'x-ratelimit-limit': '5', 'x-ratelimit-reset': '2026-03-26T15:30Z' }, 308_000, []],
    ['by neither', {}, null, []],
    [
      'by its wait against the reset',
      { 'retry-after': '30', 'x-ratelimit-limit': '5', 'x-ratelimit-reset': '2026-03-26T15:30Z' },
      30_000,
      ['retry-after 30: it does not fit the reset at 2026-03-26T15:30:00.000Z: 2026-03-26T15:25:22.000Z'],
    ],
    [
      'by the full hour against its wait',
      {
        'retry-after': '30',
        'ratelimit-reason': 'jira-quota-global-based',
        'x-ratelimit-limit': '5',
        'x-ratelimit-reset': '2026-03-26T16:00Z',
      },
      2_108_000,
      ['retry-after 30: it does not fit the reset at 2026-03-26T16:00:00.000Z: 2026-03-26T16:00:00.000Z'],
    ],
    [
      'by its wait against an hour that is far',
      {
        'retry-after': '30',
        'ratelimit-reason': 'jira-quota-global-based',
        'x-ratelimit-limit': '5',
        'x-ratelimit-reset': '2026-03-26T17:00Z',
      },
      30_000,
      ['retry-after 30: it does not fit the reset at 2026-03-26T17:00:00.000Z: 2026-03-26T15:25:22.000Z'],
    ],
    [
      'at once, by a bucket of a second',
      { 'retry-after': '0', 'ratelimit-reason': 'jira-burst-based' },
      1_000,
      ['retry-after 0: a refused call is told to wait no time at all: 2026-03-26T15:24:53.000Z'],
    ],
    [
      'at once, by nothing',
      { 'retry-after': '0' },
      0,
      ['retry-after 0: a refused call is told to wait no time at all: 2026-03-26T15:24:52.000Z'],
    ],
    [
      'at once, by what the policy says',
      {
        'retry-after': '0',
        'ratelimit-reason': 'jira-burst-based',
        'ratelimit-policy': '"jira-burst-based";q=10;w=5',
      },
      5_000,
      ['retry-after 0: a refused call is told to wait no time at all: 2026-03-26T15:24:57.000Z'],
    ],
    [
      'by the policy that has nothing left',
      { 'ratelimit-reason': 'jira-quota-global-based', ratelimit: '"global-app-quota";r=0;t=2108' },
      2_108_000,
      [],
    ],
    [
      'by the only policy of its kind',
      { 'ratelimit-reason': 'jira-quota-global-based', ratelimit: '"global-app-quota";r=5;t=2108' },
      2_108_000,
      [],
    ],
    [
      'by none of another kind',
      { 'ratelimit-reason': 'jira-burst-based', ratelimit: '"global-app-quota";r=5;t=2108' },
      null,
      [],
    ],
  ])('may be tried again %s', (_name, headers, ms, problems) => {
    expect(read(headers, { status: 429 }).throttle?.retryAtMs).toBe(ms === null ? null : nowMs + ms);
    expect(problemsOf(headers, { status: 429 })).toEqual(problems);
  });
});

describe('a quota', () => {
  it.each<[string, string, number | null, string[]]>([
    ['the hour', '"global-app-quota";t=2108', hourMs, []],
    ['the hour by a minute', '"global-app-quota";t=2050', hourMs, []],
    [
      'no hour',
      '"global-app-quota";t=1408',
      hourMs,
      [
        'ratelimit t=1408: t ends 700 s before the full hour, when this quota is renewed: 2026-03-26T16:00:00.000Z',
      ],
    ],
    [
      'beyond the hour',
      '"global-app-quota";t=2808',
      hourMs,
      [
        'ratelimit t=2808: t ends 700 s after the full hour, when this quota is renewed: 2026-03-26T16:00:00.000Z',
      ],
    ],
    ['its seconds', '"x";t=90', nowMs + 90_000, []],
    ['a year', '"x";t=31622400', nowMs + 31_622_400_000, []],
    [
      'more than a year',
      '"x";t=31622401',
      null,
      ['ratelimit t=31622401: the reset lies more than a year ahead: null'],
    ],
    ['nothing', '"x";r=1', null, []],
  ])('ends by %s', (_name, ratelimit, resetAtMs, problems) => {
    expect(read({ ratelimit }).quotas[0]?.resetAtMs).toBe(resetAtMs);
    expect(problemsOf({ ratelimit })).toEqual(problems);
  });

  it('has no more left than it is, but for a bucket', () => {
    const of = (name: string, r: number) =>
      problemsOf({ 'ratelimit-policy': `"${name}";q=10;w=3600`, ratelimit: `"${name}";r=${r}` });
    expect([of('global-app-quota', 10), of('jira-burst-based', 11), of('x', 11)]).toEqual([[], [], []]);
    for (const name of ['global-app-quota', 'tenant-app-quota'])
      expect(of(name, 11)).toEqual(['ratelimit r=11: more is left than the quota of 10: r as sent']);
  });

  it('whose policy is missing is known from the answer before', () => {
    const before = read({ 'ratelimit-policy': '"global-app-quota";q=1000;w=3600, "x";q=5' }).quotas;
    const of = (ratelimit: string) => {
      const { quotas, problems } = read({ ratelimit }, { previous: before });
      return [
        quotas.map(({ quota, windowSeconds }) => [quota, windowSeconds]),
        problems.map(({ assumed }) => assumed),
      ];
    };
    expect(of('"global-app-quota";r=0')).toEqual([
      [[1000, 3600]],
      ['q=1000;w=3600, from the response before'],
    ]);
    expect(of('"x";r=0')).toEqual([[[5, null]], ['q=5, from the response before']]);
    expect(of('"y";r=0')).toEqual([[[null, null]], []]);
    expect(problemsOf({ ratelimit: '"x";r=0' }, { previous: before })[0]).toBe(
      'ratelimit-policy : "x" came without its policy, as happens when nothing is left: q=5, from the response before',
    );
    expect(read({ 'beta-ratelimit': '"x";r=0' }, { previous: before }).quotas[0]?.quota).toBeNull();
  });

  it.each<[string, string | undefined, string | undefined, unknown[][], number]>([
    [
      'its two lists',
      '"a";q=5;w=1, "b";q=6',
      '"b";r=1, "a";r=2;t=3',
      [
        ['a', 5, 2],
        ['b', 6, 1],
      ],
      0,
    ],
    [
      'its key',
      '"a";q=5;pk=x, "a";q=6;pk=y',
      '"a";r=1;pk=y, "a";r=2;pk=x',
      [
        ['a', 5, 2],
        ['a', 6, 1],
      ],
      0,
    ],
    ['its name where one list has the key', '"a";q=5;pk=x', '"a";r=1', [['a', 5, 1]], 0],
    [
      'no name where both have another key',
      '"a";q=5;pk=x',
      '"a";r=1;pk=y',
      [
        ['a', 5, null],
        ['a', null, 1],
      ],
      0,
    ],
    [
      'nothing where it has no name',
      '5;w=1',
      '1;w=1',
      [
        ['', 5, null],
        ['', 1, null],
      ],
      0,
    ],
    ['its first entry', '"a";q=5, "a";q=5', '"a";r=1, "a";r=1', [['a', 5, 1]], 0],
    ['its first entry of two', '"a";q=5, "a";q=6', undefined, [['a', 5, null]], 1],
    ['its first window of two', '"a";q=5;w=1, "a";q=5;w=2', undefined, [['a', 5, null]], 1],
    ['its first rest of two', undefined, '"a";r=1, "a";r=2', [['a', null, 1]], 1],
    ['its first time of two', undefined, '"a";t=1, "a";t=2', [['a', null, null]], 1],
    ['a figure of its second list', '"a";w=1', '"a";r=1;q=9', [['a', 9, 1]], 0],
  ])('is joined by %s', (_name, policy, ratelimit, quotas, problems) => {
    const headers = {
      ...(policy === undefined ? {} : { 'ratelimit-policy': policy }),
      ...(ratelimit === undefined ? {} : { ratelimit }),
    };
    const limits = read(headers);
    expect(limits.quotas.map((one) => [one.policy, one.quota, one.remaining])).toEqual(quotas);
    expect(limits.problems.map(({ problem, assumed }) => [problem, assumed])).toEqual(
      Array(problems).fill(['the policy is listed twice with different figures', 'the first entry']),
    );
  });

  it('is joined by name among many, too', () => {
    const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
    const { quotas, problems } = read({
      'ratelimit-policy': [...names.map((name, i) => `"${name}";q=${i}`), '"p0";q=99', '"p1";q=98;pk=x'].join(
        ', ',
      ),
      ratelimit: [...names]
        .reverse()
        .map((name, i) => `"${name}";r=${i}`)
        .join(', '),
    });
    expect(quotas.map(({ policy, quota, remaining }) => [policy, quota, remaining])).toEqual([
      ...names.map((name, i) => [name, i, 11 - i]),
      ['p1', 98, null],
    ]);
    expect(problems).toHaveLength(1);
  });

  it.each<[Partial<QuotaReading>, string[]]>([
    [
      { quota: 5, windowSeconds: 60, remaining: 3, resetAtMs: nowMs + 1500 },
      ['RateLimit-Policy: "a";q=5;w=60', 'RateLimit: "a";r=3;t=2'],
    ],
    [{}, ['RateLimit-Policy: "a"']],
    [{ remaining: 0 }, ['RateLimit: "a";r=0']],
    [{ resetAtMs: nowMs - 1 }, ['RateLimit: "a";t=0']],
    [{ unit: 'points', remaining: 1 }, ['RateLimit-Policy: "a";qu="points"', 'RateLimit: "a";r=1']],
    [{ unit: 'points', remaining: 1, scope: 'global' }, ['RateLimit: "a";r=1']],
    [{ policy: 'a"\\b', windowSeconds: 1, enforcement: 'beta' }, ['Beta-RateLimit-Policy: "a\\"\\\\b";w=1']],
  ])('%j is written so that it can be read', (change, lines) => {
    const quota: QuotaReading = {
      ...{ policy: 'a', scope: 'other', enforcement: 'enforced', quota: null, windowSeconds: null },
      ...{ remaining: null, resetAtMs: null, unit: 'unknown', ...change },
    };
    expect(serializeQuotas([quota], nowMs).map(({ name, value }) => `${name}: ${value}`)).toEqual(lines);
  });
});

describe('a limit that is only announced', () => {
  const beta = (headers: Record<string, string>, status = 200) => {
    const { throttle, problems } = read(headers, { status });
    return [
      throttle && [
        throttle.enforcement,
        throttle.reason,
        throttle.reasonRaw,
        throttle.retryAtMs && throttle.retryAtMs - nowMs,
      ],
      ...problems.map(({ header, problem, assumed }) => `${header}: ${problem}: ${assumed}`),
    ];
  };
  const none = 'no throttle: no beta limit is used up';
  const reason = { 'x-beta-ratelimit-reason': 'jira-burst-based' };
  it.each<[string, Record<string, string>, unknown[]]>([
    [
      'with nothing left',
      { 'beta-ratelimit': '"global-app-quota";r=0;t=2108' },
      [['beta', 'quotaGlobal', null, 2_108_000]],
    ],
    ['with something left', { 'beta-ratelimit': '"global-app-quota";r=1;t=2108' }, [null]],
    [
      'with two used up, by the longer wait',
      { 'beta-ratelimit': '"jira-burst-based";r=0;t=1, "global-app-quota";r=0;t=2108' },
      [['beta', 'quotaGlobal', null, 2_108_000]],
    ],
    ['of a bucket', { 'beta-ratelimit': '"jira-burst-based";r=0;t=1' }, [['beta', 'burst', null, 1_000]]],
    [
      'by its reason and a wait',
      { ...reason, 'beta-retry-after': '5' },
      [['beta', 'burst', 'jira-burst-based', 5_000]],
    ],
    [
      'by its reason alone',
      reason,
      [null, `x-beta-ratelimit-reason: a reason stands on a served response: ${none}`],
    ],
    [
      'by a wait alone',
      { 'beta-retry-after': '5' },
      [null, `beta-retry-after: a wait stands on a served response: ${none}`],
    ],
    [
      'by both, with something left',
      { ...reason, 'beta-retry-after': '5', 'beta-ratelimit': '"jira-burst-based";r=3' },
      [
        null,
        `x-beta-ratelimit-reason: a reason stands on a served response: ${none}`,
        `beta-retry-after: a wait stands on a served response: ${none}`,
      ],
    ],
    [
      'by the plain name of a reason',
      { 'ratelimit-reason': 'jira-burst-based', 'beta-retry-after': '5' },
      [
        null,
        `ratelimit-reason: a reason stands on a served response: ${none}`,
        `beta-retry-after: a wait stands on a served response: ${none}`,
      ],
    ],
    [
      'by both names',
      { ...reason, 'beta-ratelimit': '"global-app-quota";r=0;t=2108' },
      [['beta', 'burst', 'jira-burst-based', 2_108_000]],
    ],
  ])('%s', (_name, headers, wanted) => {
    expect(beta(headers)).toEqual(wanted);
  });
  it('stands beside a refusal by another', () => {
    expect(beta({ ...reason, 'ratelimit-reason': 'jira-quota-global-based' }, 429)).toEqual([
      ['enforced', 'quotaGlobal', 'jira-quota-global-based', null],
      'x-beta-ratelimit-reason: a reason stands beside a refusal, though beta limits refuse nothing: another limit refused the call',
    ]);
  });
});

describe('an answer of nobody knows whom', () => {
  const generic = (headers: Record<string, string>, context: Context = {}) =>
    read(headers, { product: 'generic', ...context });
  it.each<[Record<string, string>, object]>([
    [
      { 'x-ratelimit-limit': '5', 'x-ratelimit-used': '2' },
      { limit: 5, used: 2, scope: 'unknown', unit: 'unknown' },
    ],
    [{ 'x-ratelimit-limit': '5', 'x-ratelimit-resource': 'core' }, { scope: 'core' }],
    [{ 'x-ratelimit-limit': '5', 'x-ratelimit-class': 'read' }, { scope: 'read' }],
    [
      { 'ratelimit-limit': '5', 'ratelimit-observed': '1' },
      { limit: 5, used: 1 },
    ],
    [{ 'x-rate-limit-limit': '5' }, { scope: 'rate' }],
    [{ 'x-quota-remaining': '5' }, { scope: 'quota', remaining: 5 }],
    [
      { 'x-ratelimit-limit-requests': '5', 'x-ratelimit-reset-requests': '6m0s' },
      { scope: 'requests', unit: 'requests', resetAtMs: nowMs + 360_000 },
    ],
    [{ 'x-ratelimit-remaining-tokens': '5' }, { scope: 'tokens', unit: 'unknown' }],
    [
      { ratelimit: 'limit=100, remaining=99, reset=50' },
      { limit: 100, remaining: 99, resetAtMs: nowMs + 50_000, windowSeconds: null },
    ],
    [
      { ratelimit: 'limit=100', 'ratelimit-policy': '100;w=60' },
      { limit: 100, windowSeconds: 60 },
    ],
    [
      { ratelimit: 'limit=100', 'ratelimit-policy': '"a";q=100;w=60' },
      { limit: 100, windowSeconds: null },
    ],
    [{ 'x-ratelimit-limit': '100;w=60' }, { limit: null, windowSeconds: 60 }],
    [{ 'x-ratelimit-limit': '10, 10;w=1' }, { limit: 10, windowSeconds: 1 }],
  ])('%j is a bucket', (headers, bucket) => {
    expect(generic(headers).buckets).toMatchObject([bucket]);
  });
  it.each<[Record<string, string>, string[]]>([
    [{ ratelimit: 'limit=x' }, ['ratelimit limit=x: a number was expected: null']],
    [{ ratelimit: 'remaining=-1' }, ['ratelimit remaining=-1: a number was expected: null']],
    [
      { ratelimit: 'limit=1, reset=31622401' },
      ['ratelimit reset=31622401: the reset lies more than a year ahead: null'],
    ],
    [
      { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '6' },
      ['x-ratelimit-remaining 6: more is left than the limit of 5: as sent'],
    ],
    [{ 'x-ratelimit-reset': 'soon' }, ['x-ratelimit-reset soon: neither a date nor seconds: null']],
    [
      { 'x-ratelimit-reset': '2026-03-26T16:00:00' },
      [
        'x-ratelimit-reset 2026-03-26T16:00:00: the date leaves something open: UTC, since no time zone is given',
      ],
    ],
    [
      { 'x-ratelimit-reset': '2026-03-26T15:23:51Z' },
      [
        'x-ratelimit-reset 2026-03-26T15:23:51Z: the reset lies in the past: over since 2026-03-26T15:23:51.000Z',
      ],
    ],
    [{ 'x-ratelimit-reset': '2026-03-26T15:23:52Z' }, []],
    [{ 'x-ratelimit-reset': '50, 50' }, []],
    [{ 'x-ratelimit-reset': '50, 51' }, ['x-ratelimit-reset 50, 51: neither a date nor seconds: null']],
  ])('%j: %j', (headers, problems) => {
    expect(
      generic(headers).problems.map(
        ({ header, value, problem, assumed }) => `${header} ${value}: ${problem}: ${assumed}`,
      ),
    ).toEqual(problems);
  });

  it('has several limits in one header', () => {
    const limits = generic({ 'x-ratelimit-limit': '10, 10;w=1;name="a", 1000;w=3600' });
    expect(limits.buckets).toMatchObject([{ limit: 10, windowSeconds: null }]);
    expect(limits.quotas.map(({ policy, quota, windowSeconds }) => [policy, quota, windowSeconds])).toEqual([
      ['a', 10, 1],
      ['', 1000, 3600],
    ]);
    expect(readProducts).toContain('generic');
  });
});
