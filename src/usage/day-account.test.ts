import { bytesOf } from './bytes';
import { dayFromHours, emptyDayAccount, encodeDayWithin, summaryOf } from './day-account';
import { addRecord, emptyHourAccount, type HourAccount } from './hour-account';
import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import type { Observation, QuotaReading } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const hour = 489_016;
const at = (minute: number, change: Partial<Observation> = {}): Observation =>
  observation({ atMs: hour * 3_600_000 + minute * 60_000, ...change });
function usageOf(...calls: Observation[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, call);
  return usage;
}
function hourOf(n: number, usage: HourUsage, one = hour, isImported = false): HourAccount {
  const account = emptyHourAccount();
  addRecord(account, one, {
    ...{ id: { writer: 'a1b2c3d4e5f6', n }, sealedAtMs: 1, hours: new Map([[one, usage]]) },
    ...{ writeFailures: 0, lostRecords: 0, isImported },
  });
  return { ...account, reported: null };
}

describe('a day', () => {
  it('begins with nothing', () => {
    expect(emptyDayAccount()).toEqual({
      ...{
        hours: new Map(),
        usage: emptyHourUsage(),
        missingRecords: 0,
        importedHours: 0,
        firstSlots: new Map(),
      },
    });
    expect(dayFromHours(new Map())).toEqual(emptyDayAccount());
  });

  it('is made of its hours in their order, with what is missing between their records, and what was imported', () => {
    const hours = new Map([
      [hour + 1, hourOf(4, usageOf(at(64), at(66)), hour + 1, true)],
      [
        hour,
        hourOf(1, usageOf(at(1), at(4.9), at(2, { pool: { app: 'b', environment: 'X', product: 'jira' } }))),
      ],
    ]);
    const day = dayFromHours(hours);
    expect([day.missingRecords, day.importedHours]).toEqual([2, 1]);
    expect([...day.hours.keys()]).toEqual([hour, hour + 1]);
    // Three calls of two points in the first five minutes, and one.
    expect([...day.firstSlots]).toEqual([
      [hour, 6_000],
      [hour + 1, 2_000],
    ]);
    expect([...day.usage.sums.values()].map(({ requests }) => requests)).toEqual([4, 1]);
    expect([day.usage.slots.size, day.usage.policies.size, day.usage.refusals.size]).toEqual([0, 0, 0]);
  });

  it('has nothing of an hour’s first five minutes whose course is none', () => {
    const usage = usageOf(at(7));
    usage.slots = new Map([['own|PRODUCTION|jira', []]]);
    expect([...dayFromHours(new Map([[hour, hourOf(1, usage)]])).firstSlots]).toEqual([[hour, 0]]);
  });

  it('does not know what is missing where the lists of an hour were not read', () => {
    const hours = new Map([
      [hour, hourOf(1, usageOf(at(1)))],
      [hour + 1, { ...hourOf(4, usageOf(at(64)), hour + 1), listsAre: 'unread' as const }],
    ]);
    expect(dayFromHours(hours).missingRecords).toBeNull();
  });

  it('has of each hour a sum for each pool and route, and one mark for each policy', () => {
    const quota: QuotaReading = {
      ...{ policy: 'q', scope: 'global', enforcement: 'enforced', quota: 1_000, windowSeconds: 3600 },
      ...{ remaining: 500, resetAtMs: null, unit: 'points' },
    };
    const throttle = {
      reason: 'quotaGlobal',
      reasonRaw: null,
      retryAtMs: null,
      enforcement: 'enforced',
    } as const;
    const summary = summaryOf(
      usageOf(
        at(1, { limits: { ...noLimits, quotas: [quota] }, objects: 3, kind: 'fields' }),
        at(7, {
          limits: { ...noLimits, quotas: [{ ...quota, remaining: 400 }] },
          template: '/x',
          tag: 'sync',
        }),
        at(8, { limits: { ...noLimits, throttle }, status: 429, method: 'POST' }),
        at(9, { limits: { ...noLimits, throttle }, status: 429, route: 'forge.asUser' }),
      ),
    );
    expect(
      [...summary.sums].map(([key, { requests, objects, countedRequests, kinds }]) => [
        ...[key, requests, objects, countedRequests, kinds.size],
      ]),
    ).toEqual([
      ['own|PRODUCTION|jira|forge.asApp|unknown||GET|{all}', 3, 0, 0, 0],
      ['own|PRODUCTION|jira|forge.asUser|unknown||GET|{all}', 1, 0, 0, 0],
    ]);
    expect([...summary.policies].map(([key, { remaining }]) => [key, remaining])).toEqual([
      ['own|PRODUCTION|jira|q|enforced|0', 400],
    ]);
    expect(summary.throttles.map(({ atMs }) => atMs)).toEqual([at(8).atMs]);
    expect([...summary.refusals.values()]).toEqual([at(9).atMs]);
  });

  it('that is too large folds its endpoints first and its hours then, or is none', () => {
    const many = Array.from({ length: 40 }, (_, i) => at(1, { template: `/rest/api/3/thing${i}` }));
    const pools = Array.from({ length: 40 }, (_, i) =>
      at(2, { pool: { app: `back end ${i}`, environment: 'PRODUCTION', product: 'jira' } }),
    );
    const dayOf = () => dayFromHours(new Map([[hour, hourOf(1, usageOf(...many, ...pools))]]));
    const whole = bytesOf(encodeDayWithin(dayOf(), 1e6));
    const fitting = dayOf();
    encodeDayWithin(fitting, whole);
    expect([fitting.usage.sums.size, fitting.hours.get(hour)?.sums.size]).toEqual([80, 41]);
    const folded = dayOf();
    expect(bytesOf(encodeDayWithin(folded, whole - 1))).toBeLessThan(whole);
    expect([folded.usage.folded !== null, folded.hours.get(hour)?.sums.size]).toEqual([true, 41]);
    const squeezed = dayOf();
    const stored = encodeDayWithin(squeezed, 4_000);
    expect(bytesOf(stored)).toBeLessThanOrEqual(4_000);
    expect(Object.keys(stored?.h ?? {})).toEqual([String(hour)]);
    expect(squeezed.hours.get(hour)?.sums.size).toBe(13);
    expect(encodeDayWithin(dayOf(), 500)).toBeNull();
  });
});
