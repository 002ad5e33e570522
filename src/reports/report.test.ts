import fc from 'fast-check';
import { dayFromHours, decodeDay, encodeDayWithin, type DayAccount } from '../usage/day-account';
import { addRecord, emptyHourAccount } from '../usage/hour-account';
import { hourOf } from '../usage/hour';
import type { AccountRecord } from '../usage/record';
import { book, emptyHourUsage } from '../usage/hour-usage';
import { percentile } from '../insights/percentile';
import type { Observation, QuotaReading } from '../model';
import { completeReport } from './complete';
import { htmlReport } from './html-report';
import { withPools, withStatement } from './statement';
import { noLimits, observation } from '../../test/support/observation';
import { siteDaysOf } from './site-days';
import { accountOf, daysOf, monday } from '../../test/reports/sites';

const at = (time: string): number => Date.parse(`2026-10-05T${time}Z`);

function spend(time: string, likely: number, overrides: Partial<Observation> = {}): Observation {
  return observation({
    atMs: at(time),
    points: { low: likely / 2, likely, high: likely * 1.5 },
    ...overrides,
  });
}

function quota(overrides: Partial<QuotaReading>): Observation['limits'] {
  const reading: QuotaReading = {
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
  return { ...noLimits, quotas: [reading] };
}

describe('percentiles by nearest rank', () => {
  it('agree with a count of how many values do not exceed each candidate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const isEnough = (candidate: number): boolean =>
            values.filter((value) => value <= candidate).length * 100 >= percent * values.length;
          const expected = Math.min(...values.filter(isEnough));
          expect(
            percentile(
              [...values].sort((a, b) => a - b),
              percent,
            ),
          ).toBe(expected);
        },
      ),
    );
  });

  it('are none without values', () => {
    expect(percentile([], 90)).toBeNull();
  });
});

describe('the report of one site', () => {
  it('ranks all known hours with quiet ones as 0, and the busy ones apart', () => {
    const account = accountOf([spend('01:10:00', 100), spend('01:50:00', 300), spend('09:00:00', 1000)]);
    const [summary] = completeReport({ ...account, madeAt: '2026-10-06T00:00:00Z' }).summaries;
    expect(summary?.allHours).toEqual({
      hours: 24,
      p50: { low: 0, likely: 0, high: 0 },
      p75: { low: 0, likely: 0, high: 0 },
      p90: { low: 0, likely: 0, high: 0 },
      p99: { low: 500, likely: 1000, high: 1500 },
      max: { low: 500, likely: 1000, high: 1500 },
    });
    expect(summary?.activeHours).toMatchObject({
      hours: 2,
      p50: { low: 200, likely: 400, high: 600 },
      max: { low: 500, likely: 1000, high: 1500 },
    });
    expect(summary?.total).toEqual({ low: 700, likely: 1400, high: 2100 });
    expect(summary?.meanPointsADay).toEqual({ low: 700, likely: 1400, high: 2100 });
  });

  it('leaves the running hour out of the ranking, since it is not over, and in the maximum, which it has reached', () => {
    const report = completeReport(accountOf([spend('23:10:00', 900), spend('02:00:00', 100)]));
    expect(report.summaries[0]?.allHours).toMatchObject({
      hours: 23,
      p99: { likely: 100 },
      max: { likely: 900 },
    });
    expect(report.summaries[0]?.total.likely).toBe(1000);
  });

  it('does not count hours before recording began, and days that could not be read, as 0', () => {
    const calls = [spend('20:00:00', 50)];
    const report = completeReport(
      accountOf(calls, {
        wanted: [monday - 1, monday],
        sinceMs: at('20:00:00'),
        nowMs: at('22:00:00'),
      }),
    );
    expect(report.coverage).toEqual({ periodHours: 3, knownHours: 3, share: 1 });
    expect(report.hours.map(({ hour }) => hour)).toEqual([
      '2026-10-05T20:00:00Z',
      '2026-10-05T21:00:00Z',
      '2026-10-05T22:00:00Z',
    ]);
  });

  it('names the hours at 80% and 100% with what proves them: the counter, a refusal, or the estimate', () => {
    const throttle = {
      reason: 'quotaGlobal',
      reasonRaw: 'jira-quota-global-based',
      retryAtMs: null,
      enforcement: 'enforced',
    } as const;
    const report = completeReport(
      accountOf([
        spend('01:00:00', 52_000),
        spend('02:30:00', 100, { limits: quota({ remaining: 6_500 }) }),
        spend('03:45:00', 0, { status: 429, limits: { ...noLimits, throttle } }),
        spend('04:00:00', 70_000),
        spend('05:00:00', 51_999),
      ]),
    );
    const [summary] = report.summaries;
    expect(summary?.quota).toEqual({ points: 65_000, basis: 'header' });
    expect(summary?.hoursFrom80).toEqual([
      { hour: '2026-10-05T01:00:00Z', percent: 80, basis: 'estimate' },
      { hour: '2026-10-05T02:00:00Z', percent: 90, basis: 'counter' },
      { hour: '2026-10-05T03:00:00Z', percent: 100, basis: 'refusal' },
      { hour: '2026-10-05T04:00:00Z', percent: (100 * 70_000) / 65_000, basis: 'estimate' },
    ]);
    expect(summary?.hoursFrom100.map(({ hour }) => hour)).toEqual([
      '2026-10-05T03:00:00Z',
      '2026-10-05T04:00:00Z',
    ]);
    expect(report.throttles).toEqual([
      { pool: 0, reason: 'quotaGlobal', enforcement: 'enforced', calls: 1, hours: 1, minutesAtLeast: 15 },
    ]);
    expect(summary?.foreign).toEqual({
      hours: 1,
      counterPoints: 58_500,
      ownLikelyPoints: 100,
      foreignAtLeast: 58_350 / 58_500,
    });
    expect(report.pools[0]).toMatchObject({ tier: 1, quotaPoints: 65_000 });
  });

  it('takes the published quota of Tier 1 where no header named one, and says so', () => {
    const [summary] = completeReport(accountOf([spend('01:00:00', 1)])).summaries;
    expect(summary?.quota).toEqual({ points: 65_000, basis: 'tier 1 rule' });
    expect(summary?.foreign).toBeNull();
  });

  it('lists uncharged calls by route and endpoint at no points, and keeps them out of the hours', () => {
    const report = completeReport(
      accountOf([spend('01:00:00', 10), spend('01:00:00', 40, { route: 'forge.bridge' })]),
    );
    expect(report.routes).toEqual([
      {
        pool: 0,
        route: 'forge.asApp',
        isCharged: true,
        requests: 1,
        lowPoints: 5,
        likelyPoints: 10,
        highPoints: 15,
      },
      {
        pool: 0,
        route: 'forge.bridge',
        isCharged: false,
        requests: 1,
        lowPoints: 0,
        likelyPoints: 0,
        highPoints: 0,
      },
    ]);
    expect(report.hours[1]).toMatchObject({ requests: 1, likelyPoints: 10 });
    expect(report.endpoints).toMatchObject([{ requests: 2, likelyPoints: 10, bases: { documented: 2 } }]);
  });

  it('compares the peak with the Tier 2 quota of the edition and users as stated', () => {
    const account = accountOf([spend('01:00:00', 100_000)]);
    const verdict = (edition: 'free' | 'standard' | 'premium', users: number | null) =>
      completeReport(
        withStatement(account, { label: null, edition, users, alreadyDone: [], notes: [] }),
      ).tier2.map((row) => [row.quotaPoints, row.verdict]);
    expect(verdict('standard', 2_000)).toEqual([[120_000, 'likely fits']]);
    expect(verdict('premium', 1_000)).toEqual([[150_000, 'fits']]);
    expect(verdict('free', null)).toEqual([[65_000, 'exceeds']]);
    expect(verdict('standard', null)).toEqual([[null, null]]);
    expect(completeReport(account).tier2.map((row) => row.verdict)).toEqual([null]);
  });

  it('can be of some pools only, numbered anew', () => {
    const confluence = { app: 'own', environment: 'PRODUCTION', product: 'confluence' as const };
    const account = accountOf([
      spend('01:00:00', 10),
      spend('02:00:00', 4, { pool: confluence, template: '/wiki/api/v2/pages/{id}' }),
    ]);
    expect(account.pools.map(({ product }) => product)).toEqual(['jira', 'confluence']);
    const report = completeReport(withPools(account, [1]));
    expect(report.pools.map(({ product }) => product)).toEqual(['confluence']);
    expect(report.summaries).toMatchObject([{ pool: 0, total: { likely: 4 } }]);
    expect(report.endpoints.map(({ template }) => template)).toEqual(['/wiki/api/v2/pages/{id}']);
  });

  it('adds up: hours, routes, endpoints, days and the site hold the same requests and points', () => {
    const call = fc.record({
      hour: fc.nat(22),
      likely: fc.nat(100_000).map((milli) => milli / 1000),
      route: fc.constantFrom('forge.asApp', 'forge.asUser', 'connect.jwt'),
      template: fc.constantFrom('/rest/api/3/myself', '/rest/api/3/issue/{issueIdOrKey}'),
    });
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 40 }), (calls) => {
        const report = completeReport(
          accountOf(
            calls.map(({ hour, likely, route, template }) =>
              spend(`${String(hour).padStart(2, '0')}:30:00`, likely, { route, template }),
            ),
          ),
        );
        const sums = [
          report.hours,
          report.routes,
          report.endpoints,
          report.days,
          report.sites[0]?.pools ?? [],
        ].map((rows) =>
          rows.reduce(
            (sum, row) => ({
              requests: sum.requests + row.requests,
              milli: sum.milli + Math.round(row.likelyPoints * 1000),
            }),
            { requests: 0, milli: 0 },
          ),
        );
        for (const sum of sums) expect(sum).toEqual(sums[0]);
        expect(sums[0]?.requests).toBe(calls.length);
      }),
      { numRuns: 40 },
    );
  });

  it('knows the days that it was made of', () => {
    expect([...daysOf([spend('01:00:00', 1)]).keys()]).toEqual([monday]);
  });
});

describe('records that were lost', () => {
  const hour = hourOf(at('03:00:00'));
  const recordOf = (n: number): AccountRecord => {
    const usage = emptyHourUsage();
    book(usage, spend('03:10:00', 10));
    return {
      id: { writer: 'aaaaaaaaaaaa', n },
      ...{ sealedAtMs: at('03:11:00'), hours: new Map([[hour, usage]]), writeFailures: 0, lostRecords: 0 },
    };
  };
  const dayOfRecords = (numbers: number[]): DayAccount => {
    const account = emptyHourAccount();
    for (const n of numbers) addRecord(account, hour, recordOf(n));
    return dayFromHours(new Map([[hour, account]]));
  };
  const missingIn = (...days: DayAccount[]): number | null =>
    accountOf([], { read: siteDaysOf(days.map((day, i) => [monday + i, day] as const)) }).missingRecords;

  it('are the numbers missing between those of one process, also of a day that was stored and read again', () => {
    const stored: unknown = JSON.parse(JSON.stringify(encodeDayWithin(dayOfRecords([4, 5, 8, 9]), 100_000)));
    expect(missingIn(dayOfRecords([1, 2]), decodeDay(stored)!)).toBe(2);
    expect(
      htmlReport(completeReport(accountOf([], { read: siteDaysOf([[monday, dayOfRecords([1, 3])]]) }))),
    ).toContain('1 record is known to be missing');
  });

  it('are unknown where a day was summed up without counting them, and the report says why', () => {
    const stored = { ...encodeDayWithin(dayOfRecords([1, 3]), 100_000), m: undefined };
    const old = decodeDay(JSON.parse(JSON.stringify(stored)))!;
    expect(missingIn(dayOfRecords([1, 3]), old)).toBeNull();
    const report = completeReport(accountOf([], { read: siteDaysOf([[monday, old]]) }));
    expect(htmlReport(report)).toContain('a version of the gauge that did not count them');
  });
});
