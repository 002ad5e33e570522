import { dayOf } from '../usage/day';
import { dayFromHours } from '../usage/day-account';
import { addRecord, emptyHourAccount, type HourAccount } from '../usage/hour-account';
import { hourOf } from '../usage/hour';
import { book, emptyHourUsage } from '../usage/hour-usage';
import { choicesOf, everything } from './choose';
import { endpointDetail } from './endpoints/endpoint-detail';
import { endpointViews } from './endpoints/endpoints';
import { heatView } from './pools/heat';
import { hourViews } from './pools/hour-views';
import { limitsView } from './limits/limits';
import { daySteps, hourSteps, lastHours } from './period';
import type { Observation, QuotaReading, Throttle } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const nowMs = Date.parse('2026-10-09T16:42:00Z');
const minute = 60_000;
const hour = 60 * minute;
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
const exactly = (points: number) => ({ low: points, likely: points, high: points });

function hoursOf(calls: readonly Observation[]): Map<number, HourAccount> {
  const hours = new Map<number, HourAccount>();
  calls.forEach((call, i) => {
    const at = hourOf(call.atMs);
    const usage = emptyHourUsage();
    book(usage, call);
    const account = hours.get(at) ?? emptyHourAccount();
    const record = { sealedAtMs: call.atMs, hours: new Map([[at, usage]]), writeFailures: 0, lostRecords: 0 };
    addRecord(account, at, { id: { writer: 'writer000001', n: i + 1 }, ...record });
    hours.set(at, account);
  });
  return hours;
}

const call = (agoMinutes: number, change: Partial<Observation> = {}) =>
  observation({ atMs: nowMs - agoMinutes * minute, ...change });

function quota(change: Partial<QuotaReading> = {}): QuotaReading {
  return {
    policy: 'global-app-quota',
    scope: 'global',
    enforcement: 'enforced',
    quota: 65_000,
    windowSeconds: 3600,
    remaining: null,
    resetAtMs: null,
    unit: 'points',
    ...change,
  };
}

function throttle(change: Partial<Throttle> = {}): Observation['limits'] {
  const enforced = {
    reason: 'burst' as const,
    reasonRaw: 'jira-burst-based',
    enforcement: 'enforced' as const,
  };
  return { ...noLimits, throttle: { ...enforced, retryAtMs: null, ...change } };
}

const burstRoom = (remaining: number): Observation['limits'] => ({
  ...noLimits,
  buckets: [
    {
      ...{ unit: 'requests', enforcement: 'enforced', scope: 'burst', limit: 350, remaining },
      ...{ used: null, resetAtMs: null, windowSeconds: null, fillRate: null },
    },
  ],
});

describe('endpoints of a period', () => {
  const hours = hoursOf([
    call(5, { points: exactly(2) }),
    call(65, { points: exactly(3), route: 'forge.asUser', trigger: 'person' }),
    call(125, {
      template: '/rest/api/3/myself',
      points: exactly(3),
      route: 'forge.asUser',
      trigger: 'person',
    }),
  ]);
  const wanted = lastHours(nowMs, 3);

  it('have a trend of each step, unknown where storage did not give it and zero where nobody called', () => {
    const steps = hourSteps(hours, wanted, [wanted[0]!]);
    expect(endpointViews(steps).map(({ template, trend }) => [template, trend])).toEqual([
      ['/rest/api/3/issue/{issueIdOrKey}', [null, 0, 3, 2]],
      ['/rest/api/3/myself', [null, 3, 0, 0]],
    ]);
  });

  it('can be narrowed to a route, a trigger and a product; what there is to choose stays', () => {
    const steps = hourSteps(hours, wanted, []);
    const byUser = endpointViews(steps, { ...everything, route: 'forge.asUser' });
    expect(byUser.map(({ requests, points }) => [requests, points.likely])).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(endpointViews(steps, { ...everything, trigger: 'schedule' })).toHaveLength(1);
    expect(endpointViews(steps, { ...everything, product: 'confluence' })).toEqual([]);
    expect(choicesOf(steps)).toEqual({
      products: ['jira'],
      routes: ['forge.asApp', 'forge.asUser'],
      triggers: ['person', 'schedule'],
    });
  });

  it('are the same sums by day as by hour', () => {
    const day = dayOf(hourOf(nowMs));
    const days = new Map([[day, dayFromHours(hours)]]);
    const [byDay] = endpointViews(daySteps(days, [day - 1, day]));
    const [byHour] = endpointViews(hourSteps(hours, wanted, []));
    expect(byDay).toEqual({ ...byHour, trend: [null, 5] });
  });

  it('are shown from within: who called and why, how it was answered, how long it took', () => {
    const name = { pool, method: 'GET' as const, template: '/rest/api/3/issue/{issueIdOrKey}' };
    const detail = endpointDetail(hourSteps(hours, wanted, []), name, everything, 1);
    expect(detail).toMatchObject({
      shares: [
        { route: 'forge.asUser', trigger: 'person', tag: null, requests: 1, points: exactly(3) },
        { route: 'forge.asApp', trigger: 'schedule', tag: null, requests: 1, points: exactly(2) },
      ],
      statuses: [{ status: '2xx', requests: 2 }],
      throttles: [],
      advice: [],
    });
    expect(detail!.latency.filter(({ calls }) => calls > 0)).toEqual([{ atMostMs: 200, calls: 2 }]);
    const other = { ...name, template: '/rest/api/3/nothing' };
    expect(endpointDetail(hourSteps(hours, wanted, []), other, everything, 1)).toBeNull();
  });
});

describe('advice', () => {
  const name = { pool, method: 'GET' as const, template: '/rest/api/3/search/jql' };
  const adviceOf = (calls: Observation[], days = 1) =>
    endpointDetail(
      hourSteps(hoursOf(calls), lastHours(nowMs, 24), []),
      { ...name, method: calls[0]!.method, template: calls[0]!.template },
      everything,
      days,
    )!.advice;
  const many = (n: number, change: Partial<Observation>) =>
    Array.from({ length: n }, (_, i) => call(i % 300, { template: name.template, ...change }));

  it('names what a person’s reads would save on the bridge, by day', () => {
    const calls = many(60, { route: 'forge.asUser', trigger: 'person', points: exactly(3) });
    expect(adviceOf(calls, 2)).toMatchObject([{ kind: 'bridge', calls: 60, savesPointsADay: 90 }]);
  });

  it('names polling, and objects that are perhaps not needed, the larger saving first', () => {
    const calls = many(20, { trigger: 'schedule', points: exactly(51) });
    expect(adviceOf(calls)).toMatchObject([
      { kind: 'webhook', calls: 20, savesPointsADay: 1020 },
      { kind: 'fewerObjects', calls: 20, savesPointsADay: 0, aloneSavesPointsADay: 1000 },
    ]);
  });

  it('names no saving where spreading calls only avoids refusals', () => {
    expect(adviceOf([call(1, { method: 'POST', status: 429, limits: throttle() })])).toMatchObject([
      { kind: 'spread', calls: 1, savesPointsADay: null },
    ]);
  });

  it('names calls that are refused for want of a right or an issue, once they are many', () => {
    const calls = [...many(6, { status: 404, points: exactly(1) }), ...many(6, {})];
    expect(adviceOf(calls).find(({ kind }) => kind === 'askFirst')).toMatchObject({
      kind: 'askFirst',
      calls: 6,
      aloneSavesPointsADay: 6,
    });
  });

  it('is silent about a handful of calls', () => {
    expect(adviceOf(many(4, { route: 'forge.asUser', trigger: 'person', points: exactly(3) }))).toEqual([]);
  });
});

describe('the heatmap', () => {
  it('has the points of every hour, unknown before the first call, after now and where a day is missing', () => {
    const today = dayOf(hourOf(nowMs));
    const days = new Map([[today, dayFromHours(hoursOf([call(5, { points: exactly(2.4) }), call(65)]))]]);
    const heat = heatView(days, [today - 1, today], [pool], nowMs - 3 * hour, nowMs);
    expect([heat.firstDayMs, heat.days]).toEqual([Date.parse('2026-10-08'), 2]);
    const hours = heat.pools[0]!;
    expect(hours).toHaveLength(48);
    expect(hours.slice(0, 37).every((points) => points === null)).toBe(true);
    expect(hours.slice(37)).toEqual([0, 0, 2, 2, ...Array.from({ length: 7 }, () => null)]);
    expect(heat.refused[0]!.slice(36)).toEqual([null, 0, 0, 0, 0, ...Array.from({ length: 7 }, () => null)]);
  });
});

describe('an hour of the day', () => {
  it('carries Atlassian’s counter where a header gave it', () => {
    const limits = { ...noLimits, quotas: [quota({ remaining: 9_000 })] };
    const [view] = hourViews(hoursOf([call(5, { limits })]), lastHours(nowMs, 0), [pool]);
    expect(view!.readings).toEqual([{ pool: 0, usedPoints: 56_000, atMs: nowMs - 5 * minute }]);
  });
});

describe('limits', () => {
  it('show a quota with its worst hour and when the next call is allowed', () => {
    const near = { ...noLimits, quotas: [quota({ remaining: 3_000 })] };
    const refused = { ...throttle({ reason: 'quotaGlobal' })!, quotas: [quota()] };
    const [limit] = limitsView(
      hoursOf([call(100, { limits: near }), call(2, { status: 429, limits: refused })]),
      nowMs,
      [80],
    ).quotas;
    expect(limit).toMatchObject({
      policy: 'global-app-quota',
      worst: { hourStartMs: Date.parse('2026-10-09T16:00:00Z'), usedPoints: 65_000, basis: 'refused' },
      refusals: {
        calls: 1,
        lastAtMs: nowMs - 2 * minute,
        nextAllowedAtMs: Date.parse('2026-10-09T17:00:00Z'),
      },
    });
  });

  it('put the burst bucket with the least room first, one that refused before all', () => {
    const { bursts, burstEndpoints } = limitsView(
      hoursOf([
        call(9, { limits: burstRoom(300) }),
        call(8, { template: '/rest/api/3/myself', limits: burstRoom(12) }),
        call(1, {
          template: '/rest/api/3/search/jql',
          method: 'POST',
          status: 429,
          limits: throttle({ retryAtMs: nowMs + 4_000 }),
        }),
      ]),
      nowMs,
      [80],
    );
    expect(burstEndpoints).toBe(3);
    expect(bursts.map(({ template, least, refillPerSecond }) => [template, least, refillPerSecond])).toEqual([
      ['/rest/api/3/search/jql', null, 100],
      ['/rest/api/3/myself', { remainingRequests: 12, limitRequests: 350 }, 100],
      ['/rest/api/3/issue/{issueIdOrKey}', { remainingRequests: 300, limitRequests: 350 }, 150],
    ]);
    expect(bursts[0]!.refusals).toEqual({
      calls: 1,
      lastAtMs: nowMs - minute,
      nextAllowedAtMs: nowMs + 4_000,
    });
  });

  it('keep refusals for one issue and for a cost budget apart, and count a beta limit as neither', () => {
    const view = limitsView(
      hoursOf([
        call(3, { status: 429, limits: throttle({ reason: 'perIssueWrite' }) }),
        call(2, { status: 429, route: 'forge.asUser', limits: throttle({ reason: 'costBudget' }) }),
        call(1, { limits: throttle({ reason: 'perIssueWrite', enforcement: 'beta' }) }),
      ]),
      nowMs,
      [80],
    );
    expect(view.perIssue.refusals.calls).toBe(1);
    expect(view.budgets.map(({ budget, requests, refusals }) => [budget, requests, refusals.calls])).toEqual([
      ['App', 2, 0],
      ['App + user', 1, 1],
    ]);
  });

  it('find what is odd in the headers', () => {
    const odd = (quotas: QuotaReading[], agoMinutes: number) =>
      call(agoMinutes, { limits: { ...noLimits, quotas } });
    const { findings } = limitsView(
      hoursOf([
        odd([quota(), quota({ policy: 'tenant-app-quota', quota: 120_000 })], 30),
        odd([quota({ policy: 'brand-new-quota' })], 20),
        odd([quota({ resetAtMs: nowMs + 700_000 })], 10),
        call(4, { status: 429, limits: throttle({ reason: 'other', reasonRaw: 'new-limit' }) }),
        call(3, { status: 429, limits: throttle({ retryAtMs: nowMs - 10 * minute }) }),
      ]),
      nowMs,
      [80],
    );
    expect(findings.map(({ kind, sent }) => [kind, sent])).toEqual([
      ['retryInPast', 'jira-burst-based'],
      ['unknownReason', 'new-limit'],
      ['noRetryTime', 'new-limit'],
      ['oddReset', '2026-10-09T16:53:40.000Z'],
      ['twoTiers', 'global-app-quota / tenant-app-quota'],
      ['unknownPolicy', 'brand-new-quota'],
    ]);
  });

  it('name the headers that were not taken at their word, each response once, without what they said', () => {
    const problem = {
      header: 'retry-after',
      value: 'soon',
      problem: 'neither seconds nor an HTTP date',
      assumed: null,
    };
    const late = { ...problem, header: 'x-ratelimit-reset', problem: 'the reset lies in the past' };
    const { findings } = limitsView(
      hoursOf([
        call(70, { limits: { ...noLimits, problems: [problem, problem] } }),
        call(5, { limits: { ...noLimits, problems: [problem, late] } }),
      ]),
      nowMs,
      [80],
    );
    expect(findings).toEqual([
      { kind: 'badTime', pool, sent: 'retry-after', times: 2, lastAtMs: nowMs - 5 * minute },
      { kind: 'pastTime', pool, sent: 'x-ratelimit-reset', times: 1, lastAtMs: nowMs - 5 * minute },
    ]);
  });

  it('find nothing odd in what the documentation shows', () => {
    const limits = { ...noLimits, quotas: [quota({ resetAtMs: Date.parse('2026-10-09T17:00:00Z') })] };
    expect(limitsView(hoursOf([call(5, { limits })]), nowMs, [80]).findings).toEqual([]);
  });
});
