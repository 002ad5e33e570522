import fc from 'fast-check';
import type { Observation } from '../model';
import type { ReportAccount } from './account';
import { completeReport } from './complete';
import { joinPeriods, type PeriodPart } from './join-periods';
import { siteDaysOf } from './site-days';
import { knownHourTimes, siteAccount, type SiteFacts } from './site-account';
import { observation } from '../../test/support/observation';
import { daysOf, monday } from '../../test/reports/sites';

const nowMs = Date.parse('2026-10-09T11:30:00Z');
const confluence = { app: 'own', environment: 'PRODUCTION', product: 'confluence' as const };

function partOf(calls: readonly Observation[], wanted: number[]): PeriodPart {
  const all = daysOf([...calls, observation({ atMs: nowMs, points: { low: 0, likely: 0, high: 0 } })]);
  const facts: SiteFacts = {
    wanted,
    read: siteDaysOf([...all].filter(([day]) => wanted.includes(day))),
    sinceMs: Date.parse('2026-10-05T03:00:00Z'),
    nowMs,
    siteId: '00000000000000a1',
    app: { name: 'Release Radar', version: '3.1.0' },
    ...{ edition: null, users: null },
  };
  return { account: siteAccount(facts), knownHours: knownHourTimes(facts) };
}

const call = fc.record({
  hour: fc.integer({ min: 3, max: 100 }),
  milli: fc.nat(99_999),
  pool: fc.constantFrom(observation().pool, confluence),
  template: fc.constantFrom('/rest/api/3/myself', '/rest/api/3/issue/{issueIdOrKey}'),
});

describe('a long period that came in parts', () => {
  it('has as many calls at an estimated price as its parts: of a refused one that named its own, nothing is assumed', () => {
    const graphql = { method: 'POST', template: '/graphql', tag: 'boards' } as const;
    const at = (day: number): { atMs: number } => ({ atMs: Date.parse(`2026-10-0${String(day)}T09:00:00Z`) });
    const calls = [
      observation({ ...graphql, ...at(5), status: 429, basis: 'header' }),
      observation({ ...graphql, ...at(6), status: 200, basis: 'assumed' }),
    ];
    const days = [monday, monday + 1];
    const rowsOf = ({ features }: ReportAccount) =>
      features?.map(({ feature, priced, estimated, failed }) => [feature, priced, estimated, failed]);
    const joined = joinPeriods(days.map((day) => partOf(calls, [day])))!;
    expect(rowsOf(partOf(calls, days).account)).toEqual([['boards', 0, 1, 1]]);
    expect(rowsOf(joined)).toEqual([['boards', 0, 1, 1]]);
  });

  it('is reported as if it had come at once, whatever the parts, also where a pool was quiet in one', () => {
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (calls, cut) => {
          const observed = calls.map(({ hour, milli, pool, template }) => {
            const likely = milli / 1000;
            const atMs = Date.parse('2026-10-05T00:20:00Z') + hour * 3_600_000;
            return observation({
              atMs,
              pool,
              template,
              points: { low: likely / 2, likely, high: 2 * likely },
            });
          });
          const wanted = [0, 1, 2, 3, 4].map((day) => monday + day);
          const parts = [partOf(observed, wanted.slice(0, cut)), partOf(observed, wanted.slice(cut))];
          const [joined, whole] = [joinPeriods(parts)!, partOf(observed, wanted).account];
          expect(joined.sites[0]?.periodHours).toBe(whole.sites[0]?.periodHours);
          expect(joined.period).toEqual(whole.period);
          const [left, right] = [completeReport(joined), completeReport(whole)];
          expect(left.coverage).toEqual(right.coverage);
          for (const [pool, row] of joined.pools.entries()) {
            const same = whole.pools.findIndex(({ product }) => product === row.product);
            expect(left.summaries[pool]).toEqual({ ...right.summaries[same], pool });
            expect(joined.hours.filter((hour) => hour.pool === pool)).toEqual(
              whole.hours.filter((hour) => hour.pool === same).map((hour) => ({ ...hour, pool })),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('ends where its last day ends, not now', () => {
    const { account } = partOf([], [monday]);
    expect(account.period).toEqual({ from: '2026-10-05T00:00:00Z', to: '2026-10-06T00:00:00Z' });
  });

  it('is nothing without parts', () => {
    expect(joinPeriods([])).toBeNull();
  });
});
