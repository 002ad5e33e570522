import fc from 'fast-check';
import { daySeries } from '../../static/dashboard/src/charts/course-series';
import { dayBars } from '../../static/dashboard/src/charts/day-model';
import { scaleOf } from '../../static/dashboard/src/charts/time-model';
import { gaugeShape } from '../../static/dashboard/src/charts/gauge-shape';
import { routeOrder } from '../../static/dashboard/src/charts/route-order';
import { hourSentence } from '../../static/dashboard/src/sentences/hour';
import { exactly, hourMs, overview, poolView, thisHourMs, words } from './fixtures';

test('below 80% the gauge draws our spend solid and the rest as a band', () => {
  const level = {
    lowPoints: 32_500,
    likelyPoints: 32_500,
    highPoints: 52_000,
    basis: 'silent' as const,
    readAtMs: null,
  };
  expect(gaugeShape(poolView({ own: exactly(32_500), level }))).toEqual({
    own: { from: 0, to: 0.5 },
    others: null,
    possible: { from: 0.5, to: 0.8 },
    end: null,
    warnAt: [{ percent: 80, at: 0.8 }],
    limitAt: 1,
  });
});

test('a reading shows what others spent as certain', () => {
  const level = {
    lowPoints: 52_000,
    likelyPoints: 52_000,
    highPoints: 52_000,
    basis: 'reading' as const,
    readAtMs: null,
  };
  expect(gaugeShape(poolView({ own: exactly(32_500), level }))).toMatchObject({
    others: { from: 0.5, to: 0.8 },
    possible: null,
  });
});

test('a refusal fills the gauge, and an unknown quota has no scale', () => {
  const level = {
    lowPoints: 32_500,
    likelyPoints: 32_500,
    highPoints: null,
    basis: 'refused' as const,
    readAtMs: null,
  };
  expect(gaugeShape(poolView({ own: exactly(32_500), level }))).toMatchObject({
    others: { from: 0.5, to: 1 },
  });
  expect(gaugeShape(poolView({ quotaPoints: null }))).toBeNull();
});

test('no part of the gauge leaves it or overlaps another, whatever the figures', () => {
  const points = fc.integer({ min: 0, max: 200_000 });
  fc.assert(
    fc.property(points, points, points, (own, low, more) => {
      const level = {
        lowPoints: low,
        likelyPoints: low,
        highPoints: low + more,
        basis: 'silent' as const,
        readAtMs: null,
      };
      const shape = gaugeShape(poolView({ own: exactly(own), level }));
      const edges = [shape!.own, shape!.others, shape!.possible].flatMap((span) =>
        span ? [span.from, span.to] : [],
      );
      expect([...edges].sort((a, b) => a - b)).toEqual(edges);
      expect(Math.min(...edges)).toBe(0);
      expect(Math.max(...edges)).toBeLessThanOrEqual(1);
    }),
  );
});

test('an hour that storage could not give keeps its place and is not zero', () => {
  const missing = thisHourMs - 3 * hourMs;
  const answer = overview({ missingHoursMs: [missing] });
  const bars = dayBars(
    { ...answer, hours: answer.hours.filter((h) => h.hourStartMs !== missing) },
    0,
    routeOrder,
  );
  expect(bars).toHaveLength(25);
  expect(hourSentence(bars[21]!, words)).toBe(
    'Nov 22, 11:00–12:00 UTC: storage could not give this hour. Its figures are missing, not zero.',
  );
  expect(hourSentence(bars[20]!, words)).toBe('Nov 22, 10:00–11:00 UTC: no call.');
  // As the fleet's page knows by counted requests, without a reading of the counter.
  expect(hourSentence({ ...bars[20]!, othersPoints: 444 }, words)).toBe(
    'Nov 22, 10:00–11:00 UTC: no call. Others, or calls not metered here: about 444.',
  );
});

test('an hour says its points, range, routes and refusals', () => {
  const cells = [
    { pool: 0, route: 'forge.asUser' as const, requests: 40, points: exactly(250), throttles: 0 },
    {
      pool: 0,
      route: 'forge.asApp' as const,
      requests: 60,
      points: { low: 700, likely: 750, high: 900 },
      throttles: 2,
    },
    { pool: 1, route: 'forge.asApp' as const, requests: 9, points: exactly(9), throttles: 9 },
  ];
  const levels = [{ pool: 0, lowPoints: 950, highPoints: 52_000, basis: 'silent' as const }];
  const [bar] = dayBars(
    overview({ hours: [{ hourStartMs: thisHourMs, cells, levels, readings: [] }] }),
    0,
    routeOrder,
  );
  expect(hourSentence(bar!, words)).toBe(
    'Nov 22, 14:00–15:00 UTC, so far: 1,000 points in 100 requests. Between 950 and 1,150. ' +
      'By route: asApp 75%, asUser 25%. Whole pool: 950 to 52,000. 2 calls were refused.',
  );
});

test('the routes of an hour add up as they are shown', () => {
  const routes = [
    ['forge.asApp', 1_947],
    ['forge.asUser', 864],
    ['forge.asUserOffline', 200],
  ] as const;
  const cells = routes.map(([route, points]) => ({
    ...{ pool: 0, route, requests: 1, points: exactly(points), throttles: 0 },
  }));
  const hours = [{ hourStartMs: thisHourMs, cells, levels: [], readings: [] }];
  const [bar] = dayBars(overview({ hours }), 0, routeOrder);
  // 64.7%, 28.7% and 6.6%.
  expect(hourSentence(bar!, words)).toContain('asApp 65%, asUser 29%, asUser offline 6%.');
});

test('the limit is on the chart unless the bars would vanish beside it', () => {
  const bars = dayBars(overview(), 0, routeOrder);
  expect(scaleOf(daySeries(bars, { quotaPoints: 65_000, thresholdPercents: [80] }, words))).toEqual({
    topPoints: 68_900,
    isLimitShown: true,
  });
  expect(
    scaleOf(daySeries(bars, { quotaPoints: 1_000_000, thresholdPercents: [80] }, words)).isLimitShown,
  ).toBe(false);
  expect(scaleOf(daySeries(bars, { quotaPoints: null, thresholdPercents: [80] }, words)).isLimitShown).toBe(
    false,
  );
});
