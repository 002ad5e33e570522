import { dayFromHours } from '../../usage/day-account';
import { addRecord, emptyHourAccount } from '../../usage/hour-account';
import { dayOf } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { book, emptyHourUsage } from '../../usage/hour-usage';
import { observation, noLimits } from '../../../test/support/observation';
import { everything } from '../choose';
import { endpointViews } from '../endpoints/endpoints';
import { remedyOf } from '../endpoints/remedy';
import { settle } from './pool-state';
import { wallsView } from './walls';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-10-09T16:42:00Z');
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };

function dayWithWalls(walls: readonly string[]) {
  const today = dayOf(hourOf(nowMs));
  const days = new Map(Array.from({ length: 30 }, (_, i) => [today - i, dayFromHours(new Map())]));
  const byDay = new Map<number, number[]>();
  for (const wall of walls) {
    const atMs = Date.parse(wall);
    byDay.set(dayOf(hourOf(atMs)), [...(byDay.get(dayOf(hourOf(atMs))) ?? []), atMs]);
  }
  for (const [day, times] of byDay) {
    const hours = new Map(
      times.map((atMs) => {
        const usage = emptyHourUsage();
        const throttle = {
          ...({ reason: 'quotaGlobal', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' } as const),
        };
        book(usage, observation({ atMs, status: 429, limits: { ...noLimits, throttle } }));
        const account = emptyHourAccount();
        addRecord(account, hourOf(atMs), {
          ...{ id: { writer: 'writer000001', n: 1 }, sealedAtMs: atMs, writeFailures: 0, lostRecords: 0 },
          hours: new Map([[hourOf(atMs), usage]]),
        });
        return [hourOf(atMs), account] as const;
      }),
    );
    days.set(day, dayFromHours(hours));
  }
  return days;
}

const wallAt = (at: string) => ({
  hourStartMs: Date.parse(`${at.slice(0, 13)}:00:00Z`),
  ...{ calls: 1, firstAtMs: Date.parse(at), lastAtMs: Date.parse(at) },
});

test('walls of the last seven days are counted, and gather where most of them lie', () => {
  const days = dayWithWalls([
    ...['2026-10-01T09:50:00Z', '2026-10-05T08:50:00Z', '2026-10-06T09:50:00Z', '2026-10-07T11:50:00Z'],
    ...['2026-10-07T20:50:00Z'],
  ]);
  expect(wallsView(days, [pool], nowMs - 40 * 24 * hourMs, nowMs)).toEqual({
    days: 7,
    pools: [
      {
        walls: [
          ...['2026-10-07T20:50:00Z', '2026-10-07T11:50:00Z', '2026-10-06T09:50:00Z', '2026-10-05T08:50:00Z'],
        ].map(wallAt),
        mostly: { fromHourUtc: 8, toHourUtc: 12 },
      },
    ],
  });
  const apart = dayWithWalls(['2026-10-05T02:50:00Z', '2026-10-06T09:50:00Z', '2026-10-07T17:50:00Z']);
  expect(wallsView(apart, [pool], nowMs - 2 * 24 * hourMs, nowMs)).toEqual({
    days: 3,
    pools: [{ walls: [wallAt('2026-10-07T17:50:00Z')], mostly: null }],
  });
});

test('nothing is said of walls beyond a day that could not be read', () => {
  const days = dayWithWalls(['2026-10-05T08:50:00Z', '2026-10-08T08:50:00Z']);
  days.delete(dayOf(hourOf(nowMs)) - 2);
  expect(wallsView(days, [pool], 0, nowMs)).toEqual({
    days: 2,
    pools: [{ walls: [wallAt('2026-10-08T08:50:00Z')], mostly: null }],
  });
  expect(wallsView(new Map(), [pool], 0, nowMs)).toBeNull();
});

test('a changed threshold ends a warning at once; what was foreseen is feared for ten minutes', () => {
  const since = (status: 'near' | 'watch') => ({ status, sinceMs: nowMs - 60_000, calmSinceMs: null });
  expect(settle(since('near'), { status: 'fine' }, nowMs).status).toBe('fine');
  expect(settle(since('watch'), { status: 'fine' }, nowMs).status).toBe('watch');
});

test('the remedy is the first advice that saves something of the fullest hour', () => {
  const usage = emptyHourUsage();
  const template = '/rest/api/3/search/jql';
  book(
    usage,
    observation({ atMs: nowMs, method: 'GET', template, points: { low: 60, likely: 60, high: 60 } }),
  );
  book(
    usage,
    observation({
      atMs: nowMs,
      method: 'GET',
      template: '/rest/api/3/field',
      points: { low: 40, likely: 40, high: 40 },
    }),
  );
  const advice = (savesPointsADay: number | null, of = template) =>
    ({ kind: 'bridge', endpoint: { pool, method: 'GET', template: of }, savesPointsADay }) as never;
  const hours = new Map([[hourOf(nowMs), { usage }]]);
  expect(remedyOf(hours, [advice(null), advice(1, '/rest/api/3/field'), advice(30)], 1)).toEqual({
    ...{ pool, kind: 'bridge', method: 'GET', template, savesPointsADay: 30 },
    fullest: { hourStartMs: hourOf(nowMs) * hourMs, points: 100, pointsWith: 70 },
  });
  expect(remedyOf(hours, [advice(1)], 1)).toBeNull();
});

test('an endpoint is held against the same steps before, without the last, and not where one is missing', () => {
  const step = (points: number) => {
    const usage = emptyHourUsage();
    book(usage, observation({ atMs: nowMs, points: { low: points, likely: points, high: points } }));
    return { startMs: 0, usage, activeHours: 1 };
  };
  const earlierOf = (earlier: Parameters<typeof endpointViews>[2]) =>
    endpointViews([step(5), step(7)], everything, earlier)[0]?.earlierPoints;
  expect(earlierOf([step(30), step(400)])).toBe(30);
  expect(earlierOf([{ startMs: 0, usage: 'empty', activeHours: 0 }, step(1)])).toBe(0);
  expect(earlierOf([{ startMs: 0, usage: null, activeHours: 0 }, step(1)])).toBeNull();
  expect(earlierOf(null)).toBeNull();
});
