import { addRecord, emptyHourAccount, type HourAccount } from '../usage/hour-account';
import { hourOf } from '../usage/hour';
import { book, emptyHourUsage } from '../usage/hour-usage';
import { endpointViews } from './endpoints/endpoints';
import { hourViews } from './pools/hour-views';
import { hourSteps, lastHours } from './period';
import { poolViews } from './pools/pools';
import { refusalGroups } from './incidents/refusals';
import type { Observation, QuotaReading, Throttle } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const nowMs = Date.parse('2026-10-09T16:42:00Z');
const minute = 60_000;
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };

function hoursOf(calls: readonly Observation[]): Map<number, HourAccount> {
  const hours = new Map<number, HourAccount>();
  calls.forEach((call, i) => {
    const hour = hourOf(call.atMs);
    const usage = emptyHourUsage();
    book(usage, call);
    const account = hours.get(hour) ?? emptyHourAccount();
    const id = { writer: 'writer000001', n: i + 1 };
    addRecord(account, hour, {
      id,
      sealedAtMs: call.atMs,
      hours: new Map([[hour, usage]]),
      writeFailures: 0,
      lostRecords: 0,
    });
    hours.set(hour, account);
  });
  return hours;
}

function quota(overrides: Partial<QuotaReading> = {}): QuotaReading {
  return {
    policy: 'global-app-quota',
    scope: 'global',
    enforcement: 'enforced',
    quota: 65_000,
    windowSeconds: 3600,
    remaining: null,
    resetAtMs: null,
    unit: 'points',
    ...overrides,
  };
}

function call(agoMinutes: number, quotas: QuotaReading[], overrides: Partial<Observation> = {}): Observation {
  const atMs = nowMs - agoMinutes * minute;
  return observation({
    atMs,
    limits: { ...noLimits, quotas },
    points: { low: 40_000, likely: 41_200, high: 42_000 },
    ...overrides,
  });
}

function refused(agoMinutes: number, throttle: Partial<Throttle> = {}): Observation {
  const limits = {
    ...noLimits,
    throttle: {
      reason: 'quotaGlobal' as const,
      reasonRaw: 'jira-quota-global-based',
      retryAtMs: null,
      enforcement: 'enforced' as const,
      ...throttle,
    },
  };
  return observation({
    atMs: nowMs - agoMinutes * minute,
    status: 429,
    limits,
    points: { low: 0, likely: 0, high: 1 },
  });
}

/** So little that no wall is in sight. */
const few = { points: { low: 1, likely: 2, high: 3 } };
const view = (calls: Observation[]) => poolViews(hoursOf(calls), nowMs)[0]!;

describe('a pool', () => {
  it('below 80% stands between what this site spent and 80% of the quota', () => {
    expect(view([call(35, [quota()])])).toEqual({
      pool,
      status: 'fine',
      sinceMs: nowMs,
      calmSinceMs: null,
      forecast: expect.objectContaining({ wallAtMs: null, pastHours: 0, othersAnHour: null }) as unknown,
      drains: [],
      culprit: {
        kind: 'endpoint',
        product: 'jira',
        method: 'GET',
        template: '/rest/api/3/issue/{issueIdOrKey}',
        trigger: 'schedule',
        share: 1,
      },
      tier: 1,
      enforcement: 'enforced',
      quotaPoints: 65_000,
      policySeenAtMs: nowMs - 35 * minute,
      own: { low: 40_000, likely: 41_200, high: 42_000 },
      ownRequests: 1,
      level: {
        lowPoints: 40_000,
        likelyPoints: 41_200,
        highPoints: 52_000,
        basis: 'silent',
        readAtMs: nowMs - 35 * minute,
      },
      thresholdPercents: [80],
      resetAtMs: Date.parse('2026-10-09T17:00:00Z'),
    });
  });

  it('above 80% stands where the header says, whatever this site spent itself', () => {
    const { level, status } = view([call(9, [quota()]), call(2, [quota({ remaining: 9000 })])]);
    expect(level).toEqual({
      lowPoints: 56_000,
      likelyPoints: 56_000,
      highPoints: 56_000,
      basis: 'reading',
      readAtMs: nowMs - 2 * minute,
    });
    expect(status).toBe('near');
  });

  it('is unbounded above as long as no answer of this hour has named the quota', () => {
    const { level, status, tier } = view([call(90, [quota()]), call(35, [])]);
    expect(level).toEqual({
      lowPoints: 40_000,
      likelyPoints: 41_200,
      highPoints: null,
      basis: 'none',
      readAtMs: null,
    });
    expect([status, tier]).toEqual(['unknown', 1]);
  });

  it('is empty from the first refusal to the full hour, even when a later answer leaves r out', () => {
    const { level, status } = view([call(20, [quota()]), refused(10)]);
    expect(level).toEqual({
      lowPoints: 65_000,
      likelyPoints: 65_000,
      highPoints: 65_000,
      basis: 'refused',
      readAtMs: nowMs - 10 * minute,
    });
    expect(status).toBe('exhausted');
    expect(view([refused(10), call(5, [quota()])]).status).toBe('exhausted');
  });

  it('is not empty any more when an answer after the refusal says that points are left', () => {
    const { level, status } = view([refused(10), call(5, [quota({ remaining: 30_000 })], few)]);
    expect(level).toMatchObject({ lowPoints: 35_000, basis: 'reading' });
    expect(status).toBe('fine');
  });

  it('is recovering in the hour after a refusal', () => {
    expect(view([refused(60), call(5, [quota()], few)]).status).toBe('recovering');
  });

  it('is not emptied by what a beta limit would have refused, nor by a burst', () => {
    expect(
      view([refused(10, { enforcement: 'beta' }), call(5, [quota({ enforcement: 'beta' })], few)]),
    ).toMatchObject({
      status: 'fine',
      enforcement: 'beta',
    });
    expect(view([refused(10, { reason: 'burst' }), call(5, [quota()], few)]).status).toBe('fine');
  });

  it('that is over its beta quota is exhausted, and said to be beta', () => {
    expect(view([call(5, [quota({ enforcement: 'beta', remaining: 0 })])])).toMatchObject({
      status: 'exhausted',
      enforcement: 'beta',
      level: { lowPoints: 65_000, basis: 'reading' },
    });
  });

  it('keeps the quota known from before when the policy header vanishes at r=0', () => {
    const gone = quota({ remaining: 0, quota: null, windowSeconds: null });
    expect(view([call(9, [quota()]), call(1, [gone])])).toMatchObject({
      quotaPoints: 65_000,
      level: { lowPoints: 65_000, highPoints: 65_000, basis: 'reading' },
    });
  });

  it('believes the header where the own estimate says more than the header allows', () => {
    const over = call(5, [quota()], { points: { low: 60_000, likely: 60_000, high: 60_000 } });
    expect(view([over]).level).toMatchObject({ lowPoints: 52_000, highPoints: 52_000 });
  });

  it('of the tenant policy is tier 2; an unknown policy proves no tier', () => {
    expect(view([call(5, [quota({ policy: 'tenant-app-quota', quota: 100_100 })])])).toMatchObject({
      tier: 2,
      quotaPoints: 100_100,
    });
    expect(view([call(5, [quota({ policy: 'new-quota' })])]).tier).toBeNull();
  });

  it('is near when a header says so, although r is not there', () => {
    const near = call(5, [quota()]);
    expect(view([{ ...near, limits: { ...near.limits!, nearLimit: true } }]).status).toBe('near');
    const said = [{ ...near, limits: { ...near.limits!, nearLimit: true } }];
    const reached = (percents: number[]) => poolViews(hoursOf(said), nowMs, percents)[0]!;
    expect(reached([50, 80, 90]).reachedPercent).toBe(80);
    // Whoever wants to hear from 90% on is told nothing at 80, though the status says it.
    const { status, reachedPercent } = reached([90]);
    expect([status, reachedPercent]).toEqual(['near', undefined]);
  });

  it('is near from the share on that an administrator asked for', () => {
    const calls = [call(35, [quota()])];
    expect(poolViews(hoursOf(calls), nowMs, [63])[0]!.status).toBe('near');
    expect(poolViews(hoursOf(calls), nowMs, [64])[0]!.status).toBe('fine');
    const reached = (...percents: number[]) => poolViews(hoursOf(calls), nowMs, percents)[0]!.reachedPercent;
    expect([reached(20, 63, 64), reached(20), reached(64, 90)]).toEqual([63, 20, undefined]);
  });

  it('is not charged for the browser bridge, and counts none of its calls as its own', () => {
    const { own, ownRequests } = view([call(5, [quota()], { route: 'forge.bridge' })]);
    expect([own.likely, ownRequests]).toEqual([0, 0]);
  });

  it('is one for each product and environment, the most spending first', () => {
    const confluence = { ...pool, product: 'confluence' as const };
    const development = { ...pool, environment: 'DEVELOPMENT' };
    const small = { points: { low: 1, likely: 1, high: 1 } };
    const views = poolViews(
      hoursOf([
        call(5, [], { ...small, points: { low: 2, likely: 2, high: 2 }, pool: confluence }),
        call(5, [], { ...small, pool: development }),
        call(5, []),
      ]),
      nowMs,
    );
    expect(views.map(({ pool: { product, environment } }) => `${product} ${environment}`)).toEqual([
      'jira PRODUCTION',
      'confluence PRODUCTION',
      'jira DEVELOPMENT',
    ]);
  });
});

describe('the lists of a page', () => {
  const search = {
    method: 'POST' as const,
    template: '/rest/api/3/search/jql',
    points: { low: 1, likely: 51, high: 101 },
  };
  const hours = hoursOf([
    call(5, [], { ...search, basis: 'measured' }),
    call(4, [], { ...search, status: 503, points: { low: 0, likely: 1, high: 1 }, basis: 'assumed' }),
    call(3, [], { points: { low: 2, likely: 2, high: 2 }, latencyMs: 90 }),
    call(70, [], { points: { low: 2, likely: 2, high: 2 }, latencyMs: 700, route: 'forge.asUser' }),
    refused(1, { reason: 'burst', reasonRaw: 'jira-burst-based' }),
  ]);

  it('name endpoints by what they cost, most expensive first', () => {
    const rows = endpointViews(hourSteps(hours, lastHours(nowMs, 2), []));
    expect(rows.map(({ template, requests, points }) => [template, requests, points])).toEqual([
      ['/rest/api/3/search/jql', 2, { low: 1, likely: 52, high: 102 }],
      ['/rest/api/3/issue/{issueIdOrKey}', 3, { low: 4, likely: 4, high: 5 }],
    ]);
    expect(rows[0]).toMatchObject({ failures: 1, throttles: 0, bases: { measured: 1, assumed: 1 } });
    expect(rows[1]).toMatchObject({
      throttles: 1,
      routes: ['forge.asApp', 'forge.asUser'],
      p50Ms: 200,
      p95Ms: 800,
    });
  });

  it('show every wanted hour, the empty ones too, and each pool and route in it', () => {
    const wanted = lastHours(nowMs, 2);
    const views = hourViews(hours, wanted, [pool]);
    expect(views.map(({ readings }) => readings)).toEqual([[], [], []]);
    expect(views.map(({ hourStartMs, cells }) => [new Date(hourStartMs).toISOString(), cells])).toEqual([
      ['2026-10-09T14:00:00.000Z', []],
      [
        '2026-10-09T15:00:00.000Z',
        [
          {
            pool: 0,
            route: 'forge.asUser',
            requests: 1,
            points: { low: 2, likely: 2, high: 2 },
            throttles: 0,
          },
        ],
      ],
      [
        '2026-10-09T16:00:00.000Z',
        [
          {
            pool: 0,
            route: 'forge.asApp',
            requests: 4,
            points: { low: 3, likely: 54, high: 105 },
            throttles: 1,
          },
        ],
      ],
    ]);
  });

  it('count the refused calls of one endpoint and limit together', () => {
    expect(
      refusalGroups(hours).map(({ lastAtMs, reason, calls }) => [nowMs - (lastAtMs ?? 0), reason, calls]),
    ).toEqual([[minute, 'burst', 1]]);
  });
});
