import { noLimits } from '../../../test/support/observation';
import {
  at,
  change,
  dayOfUsage,
  exactly,
  facts,
  hour,
  pool,
  refusedAt,
  startMs,
  usageOf,
} from '../../../test/support/wall-account';
import { startOfHourMs } from '../../usage/hour';
import { hourMs, minuteMs } from '../../time';
import { wallView } from './wall';
import { drawnBy } from './wall-calls';
import { warningLines } from './wall-warnings';

test('a wall tells who drew, for whom calls failed, what was warned and what others drew', () => {
  const view = wallView(facts)!;
  expect(view).toMatchObject({
    ...{ hourStartMs: startMs, resetAtMs: startMs + hourMs, isRunning: false, tier: 1, quotaPoints: 65_000 },
    ...{ calls: 159, firstAtMs: startMs + 30 * minuteMs, counterPoints: 52_000 },
    ...{ own: exactly(30_000), others: exactly(35_000), requests: 180, otherRefusedCalls: 0, keptAs: 'hour' },
    ranOn: { before: false, after: false },
  });
  expect(view.drew.rows.map(({ template, points }) => [template, points.likely])).toEqual([
    ['/rest/api/3/search/jql', 20_000],
    ['/rest/api/3/field', 10_000],
  ]);
  expect(
    view.failed.rows.map(({ template, route, feature, refusedCalls }) => [
      template,
      route,
      feature,
      refusedCalls,
    ]),
  ).toEqual([
    ['/rest/api/3/search/jql', 'forge.asUser', 'board', 158],
    ['/rest/api/3/field', 'forge.asApp', null, 1],
  ]);
  expect(view.byTrigger.map(({ name, points, refusedCalls }) => [name, points, refusedCalls])).toEqual([
    ['person', 20_000, 158],
    ['schedule', 10_000, 1],
  ]);
  expect(view.warnings.changes.map(({ to }) => to)).toEqual(['near', 'exhausted', 'recovering']);
  expect(view.warnings.firstAtMs).toBe(startMs + 18 * minuteMs);
});

test('the course has each minute by route, and Atlassian’s counter beside it', () => {
  const course = wallView(facts)!.course!;
  const [asApp, asUser] = course.byRoute;
  expect([asApp?.route, asUser?.route]).toEqual(['forge.asApp', 'forge.asUser']);
  expect(asUser?.points.slice(8, 12)).toEqual([2_000, 2_000, 0, 0]);
  expect(asApp?.points.slice(8, 12)).toEqual([0, 0, 1_000, 1_000]);
  expect(course.counter).toEqual([{ atMs: startMs + 20 * minuteMs, usedPoints: 52_000 }]);
  expect(course.unplacedPoints).toBe(0);
});

test('the replay is empty when it was, later with advice, and lasts with a pool of its own', () => {
  const { asRecorded, advice, all, ownPool } = wallView(facts)!.replay;
  expect(asRecorded).toEqual({ blockedMinutes: exactly(30), dryAtMs: startMs + 30 * minuteMs });
  expect(advice[0]).toMatchObject({ kind: 'bridge', method: 'POST', savedShare: 20_000 / 30_000 });
  // Without the 20,000 the pool of 65,000 holds 45,000 in half an hour: 30 * 65 / 45 minutes.
  expect(advice[0]?.outcome.dryAtMs).toBeCloseTo(startMs + (30 * 65 * minuteMs) / 45, -1);
  expect(all?.outcome.dryAtMs).toBeGreaterThan(startMs + 43 * minuteMs);
  expect(ownPool).toMatchObject({ quotaPoints: 101_000, outcome: { dryAtMs: null } });
});

test('of more kinds of calls than are listed the rest is one sum', () => {
  const many = Array.from({ length: 30 }, (_, i) => at(1, { tag: `part ${i}`, points: exactly(10 + i) }));
  const all = usageOf([...many, refusedAt(2)]);
  const { drew } = wallView({ ...facts, hours: new Map([[hour, { usage: all }]]), day: dayOfUsage(all) })!;
  expect(drew.rows).toHaveLength(12);
  expect(drew.further).toEqual({ rows: 18, requests: 18, points: (10 + 27) * 9, refusedCalls: 0 });
});

test('when the hour is no longer kept, its day still tells since when and by route', () => {
  const view = wallView({ ...facts, hours: new Map() })!;
  expect(view).toMatchObject({ calls: 159, firstAtMs: startMs + 30 * minuteMs, keptAs: 'day', course: null });
  expect(view.byRoute.map(({ name, points }) => [name, points])).toEqual([
    ['forge.asUser', 20_000],
    ['forge.asApp', 10_000],
    ['forge.bridge', 0],
  ]);
  expect(view.replay.advice).toEqual([]);
});

test('an hour in which the quota refused nothing is no wall', () => {
  const calm = usageOf([
    at(1),
    refusedAt(2, {
      limits: {
        ...noLimits,
        throttle: { reason: 'burst', reasonRaw: null, enforcement: 'enforced', retryAtMs: null },
      },
    }),
  ]);
  expect(wallView({ ...facts, hours: new Map([[hour, { usage: calm }]]), day: dayOfUsage(calm) })).toBeNull();
});

test('the list has each wall once, also where the log missed it or took two in a row for one', () => {
  const wall = (hours: number) => ({
    ...{
      hourStartMs: startMs + hours * hourMs,
      firstAtMs: startMs + hours * hourMs + 30 * minuteMs,
      calls: 9,
    },
  });
  const log = [
    // Judged late, and still empty in the next hour, of which no line tells; later emptied without a refused call.
    change(5 * 60 + 10, 'exhausted'),
    change(60 + 20, 'fine', { from: 'exhausted' }),
    change(55, 'exhausted'),
    change(20, 'near'),
  ];
  const lines = warningLines(log, [{ pool, walls: [wall(2), wall(1), wall(0)] }], 20);
  expect(lines.map(({ kind, atMs }) => [kind, (atMs - startOfHourMs(hour)) / minuteMs])).toEqual([
    ['emptied', 310],
    ['dry', 150],
    ['dry', 90],
    ['over', 80],
    ['dry', 30],
    ['near', 20],
  ]);
  expect(lines.filter((line) => line.kind === 'dry').map(({ noticedAtMs }) => noticedAtMs)).toEqual([
    null,
    null,
    startMs + 55 * minuteMs,
  ]);
  // However many other lines there are, every wall that is counted is listed.
  expect(warningLines(log, [{ pool, walls: [wall(2), wall(1), wall(0)] }], 0)).toHaveLength(3);
});

test('calls through the bridge are in the list of calls, and in no count of what the pool is charged for', () => {
  const call = { method: 'GET', template: '/rest/api/3/field', trigger: 'person', feature: null } as const;
  const points = { low: 1, likely: 2, high: 3 };
  const charged = { ...call, route: 'forge.asApp', requests: 5, points, refusedCalls: 1 } as const;
  const free = { ...charged, route: 'forge.bridge', points: { low: 0, likely: 0, high: 0 } } as const;
  expect(drawnBy([charged, free])).toEqual({ points, requests: 5, refusedCalls: 2 });
});
