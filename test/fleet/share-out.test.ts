/** Hours of a report, of which it tells no route: shared out so that over all of them the routes are as the report says. */
import fc from 'fast-check';
import { readFile } from '../../fleet/imports/read-file';
import { shareOut, type Amount } from '../../fleet/imports/share-out';
import { completeReport } from '../../src/reports/complete';
import { hourMs } from '../../src/time';
import { dayOf } from '../../src/usage/day';
import { hourOf } from '../../src/usage/hour';
import { accountOf } from '../reports/sites';
import { observation } from '../support/observation';

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const together = (parts: readonly Amount[]): Amount => ({
  requests: sum(parts.map(({ requests }) => requests)),
  points: sum(parts.map(({ points }) => points)),
});

/** @param truth by hour, what each route really had: the hours and the routes of a report are sums of it */
function sharedOut(truth: readonly Amount[][]): { off: Amount[]; parts: Amount[][] } {
  const routes = (truth[0] ?? []).map((_, route) => together(truth.map((parts) => parts[route]!)));
  const parts = shareOut(truth.map(together), routes);
  expect(parts.map(together)).toEqual(truth.map(together));
  for (const { requests, points } of parts.flat()) expect(requests > 0 || points === 0).toBe(true);
  const all = routes.map((_, route) => together(parts.map((one) => one[route]!)));
  const off = routes.map(({ requests, points }, at) => ({
    requests: Math.abs(all[at]!.requests - requests),
    points: Math.abs(all[at]!.points - points),
  }));
  return { off, parts };
}

const oneOf = (requests: number, price: number): Amount => ({ requests, points: requests * price * 1_000 });
const price = fc.integer({ min: 1, max: 40 });
const busyHour = fc
  .array(fc.tuple(fc.nat(3), price), { minLength: 3, maxLength: 3 })
  .map((routes) => routes.map(([requests, each]) => oneOf(requests, each)));
/** Of one call: all of it is of one route, and no points can be elsewhere. */
const quietHour = fc
  .tuple(fc.boolean(), price)
  .map(([isFirst, each]) => [oneOf(isFirst ? 1 : 0, each), oneOf(isFirst ? 0 : 1, each)]);
const hoursOf = <T>(hour: fc.Arbitrary<T>) => fc.array(hour, { minLength: 20, maxLength: 100 });

test('over all hours each route has the calls of the report, and its points within one', () => {
  fc.assert(
    fc.property(hoursOf(busyHour), (truth) => {
      for (const { requests, points } of sharedOut(truth).off) {
        expect(requests).toBeLessThanOrEqual(1);
        expect(points).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});

test('where every hour has one call alone the points are within half of the dearest call', () => {
  fc.assert(
    fc.property(hoursOf(quietHour), (truth) => {
      for (const { requests, points } of sharedOut(truth).off) {
        expect(requests).toBeLessThanOrEqual(1);
        expect(points).toBeLessThanOrEqual(20_000);
      }
    }),
  );
});

test('one dear call among cheap ones is of the route that has the dear one', () => {
  const cheap = [oneOf(0, 0), oneOf(1, 1)];
  const truth = [cheap, cheap, [oneOf(1, 1_000), oneOf(0, 0)], cheap, cheap];
  expect(sharedOut(truth).parts).toEqual(truth);
});

test('a report of quiet hours comes in with the points that its table of routes has', () => {
  const from = hourOf(Date.parse('2026-10-05T00:00:00Z'));
  const calls = Array.from({ length: 39 }, (_, n) => {
    const isOfApp = n % 4 === 0;
    const likely = isOfApp ? 31 : 2;
    // Twenty hours of one to three calls.
    return observation({
      ...{
        atMs: (from + Math.floor((n * n) / 76)) * hourMs + n,
        points: { low: 1, likely, high: likely + 9 },
      },
      route: isOfApp ? 'forge.asApp' : 'forge.asUser',
    });
  });
  const report = completeReport(
    accountOf(calls, { wanted: [dayOf(from)], sinceMs: from * hourMs, nowMs: (from + 24) * hourMs - 1 }),
  );
  const read = readFile(JSON.stringify(report), { fromHour: from, toHour: from + 24 });
  if (read.kind === 'refused') throw new Error(read.why);
  expect(report.routes.map(({ route, likelyPoints }) => [route, likelyPoints])).toEqual([
    ['forge.asApp', 310],
    ['forge.asUser', 58],
  ]);
  for (const { route, requests, likelyPoints } of report.routes) {
    const parts = read.lines.flatMap(({ routes }) => routes[route] ?? []);
    expect(sum(parts.map((part) => part.requests))).toBe(requests);
    expect(Math.abs(sum(parts.map(({ likelyMilli }) => likelyMilli)) / 1_000 - likelyPoints)).toBeLessThan(1);
  }
});
