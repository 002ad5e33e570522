import * as fc from 'fast-check';
import { emptyHourUsage } from '../../usage/hour-usage';
import { hourOf } from '../../usage/hour';
import type { CounterSample } from '../../usage/counter-sample';
import { forAnHour } from './measured-price';
import { takeablePrices } from './price-gate';
import type { MeasuredCost } from './calibrate';

const firstHour = hourOf(Date.UTC(2026, 9, 9, 8));

/** A loud hour of calls of three endpoints, whose prices of an object are given. */
function loudHour(
  hour: number,
  prices: readonly number[],
  objects: number,
): [number, { usage: ReturnType<typeof emptyHourUsage> }] {
  const pairs = Array.from({ length: 480 }, (_, i): CounterSample => {
    const count = objects + (i % 7);
    return {
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: hour * 3_600_000 + 3_000_000 + i * 1000, elapsedMs: 200 },
      drawnPoints: 1 + count * (prices[i % 3] ?? 1),
      calls: [{ endpoint: `GET /rest/api/3/kind${i % 3}`, calls: 1, objects: count }],
    };
  });
  return [hour, { usage: { ...emptyHourUsage(), pairs } }];
}

const objectPrice = (hours: Parameters<typeof takeablePrices>[0], kind: number): number | undefined =>
  takeablePrices(hours).costs.find(({ template }) => template.endsWith(String(kind)))?.objectPoints;

describe('a price that moves', () => {
  const before = [0, 1, 2, 3].map((n) => loudHour(firstHour + n, [1, 2, 3], 10));

  it('is followed after one loud hour, and the others keep what all hours say', () => {
    const after = loudHour(firstHour + 4, [1, 3, 3], 10);
    const hours = new Map([...before, after]);
    expect(objectPrice(hours, 1)).toBeCloseTo(3, 1);
    const { costs } = takeablePrices(hours);
    expect(costs.map(({ template, calls }) => [template.at(-1), calls])).toEqual(
      expect.arrayContaining([
        ['0', 800],
        ['1', 160],
        ['2', 800],
      ]),
    );
  });

  it('has not moved where answers only have more objects', () => {
    const hours = new Map([...before, loudHour(firstHour + 4, [1, 2, 3], 40)]);
    expect(takeablePrices(hours).costs.map(({ calls }) => calls)).toEqual([800, 800, 800]);
  });
});

describe('the interval of the mean of an hour’s calls', () => {
  const cost = (calls: number, callDeviation: number): MeasuredCost => ({
    ...{ product: 'jira', method: 'GET', template: '/rest/api/3/field', calls, pairs: calls },
    points: { low: 9, likely: 10, high: 11 },
    ...{ basePoints: 10, objectPoints: 0, meanObjects: 0, callDeviation },
  });

  it('adds the scatter of so few calls and half as much again of the kinds of calls that were not seen yet', () => {
    // 1.96 × 10 / √100 is 1.96; with the half-width of 1 that is 2.2; of 300 calls 3 may be half as dear again: 0.05.
    const { points } = forAnHour(cost(300, 10), 100);
    expect(points.high).toBeCloseTo(12.25, 2);
    expect(points.low).toBeCloseTo(7.75, 2);
    expect(forAnHour(cost(8, 0), 100).points.high).toBeCloseTo(11 + 10 * (3 / 8) * 0.5, 6);
  });

  it('holds the price’s own interval, and is no wider with more calls', () => {
    const numbers = fc.tuple(fc.integer({ min: 5, max: 5000 }), fc.double({ min: 0, max: 50, noNaN: true }));
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 5000 }), ([calls, deviation], anHour) => {
        const { points } = forAnHour(cost(calls, deviation), anHour);
        const more = forAnHour(cost(calls + 1, deviation), anHour + 1).points;
        return points.low <= 9 && points.high >= 11 && more.high <= points.high && more.low >= points.low;
      }),
    );
  });
});
