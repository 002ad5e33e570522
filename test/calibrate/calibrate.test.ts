import { calibrate } from '../../src/insights/calibration/calibrate';
import { isSure, priceFrom } from '../../src/insights/calibration/measured-price';
import type { CounterSample } from '../../src/usage/counter-sample';
import { fraction } from '../../emulator/cloud/world/seed';
import { runCalibration } from '../support/calibration-run';

const startMs = Date.UTC(2026, 9, 9, 16, 20);

/** Forty calls of an endpoint at one point and two an object, a second apart; others draw nothing. */
function quietPairs(change: (i: number) => Partial<CounterSample> = () => ({})): CounterSample[] {
  return Array.from({ length: 40 }, (_, i) => {
    const objects = 3 + (i % 9);
    return {
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: startMs + i * 1000, elapsedMs: 200 + (i % 5) * 40 },
      drawnPoints: 1 + 2 * objects,
      calls: [{ endpoint: 'GET /rest/api/3/users/search', calls: 1, objects }],
      ...change(i),
    };
  });
}

describe('the measured cost of an endpoint', () => {
  it('is exact where nobody else draws', () => {
    const [cost] = calibrate(quietPairs()).costs;
    expect(cost).toMatchObject({
      ...{ product: 'jira', method: 'GET', template: '/rest/api/3/users/search', calls: 40, pairs: 40 },
    });
    expect(cost!.basePoints).toBeCloseTo(1, 3);
    expect(cost!.objectPoints).toBeCloseTo(2, 3);
    expect(isSure(cost!)).toBe(true);
  });

  it('is not measured from fewer than eight pairs, and not sure from fewer than thirty calls', () => {
    expect(calibrate(quietPairs().slice(0, 7)).costs).toEqual([]);
    const [cost] = calibrate(quietPairs().slice(0, 20)).costs;
    expect(cost!.calls).toBe(20);
    expect(isSure(cost!)).toBe(false);
  });

  it('does not move for a few differences that no call explains', () => {
    const hostile = quietPairs((i) => (i % 13 === 0 ? { drawnPoints: 12_990 } : {}));
    const { costs, outliers } = calibrate(hostile);
    expect(outliers).toBe(4);
    expect(costs[0]!.basePoints).toBeCloseTo(1, 1);
    expect(costs[0]!.objectPoints).toBeCloseTo(2, 1);
  });

  it('is told apart from a steady draw of others by time', () => {
    const drained = quietPairs((i) => {
      const elapsedMs = i % 2 === 0 ? 100 : 20_000;
      return { elapsedMs, drawnPoints: 1 + 2 * (3 + (i % 9)) + Math.round(elapsedMs * 0.002) };
    });
    const [cost] = calibrate(drained).costs;
    expect(cost!.points.low).toBeLessThanOrEqual(cost!.meanObjects! * 2 + 1);
    expect(cost!.points.high).toBeGreaterThanOrEqual(cost!.meanObjects! * 2 + 1);
    expect(cost!.points.likely).toBeCloseTo(cost!.meanObjects! * 2 + 1, 0);
  });

  it('has a wider interval the more others draw at random', () => {
    const widths = [0, 4, 16].map((burst) => {
      const drained = quietPairs((i) => ({
        drawnPoints: 1 + 2 * (3 + (i % 9)) + Math.floor(fraction(7, 'burst', i) * burst),
      }));
      const { points } = calibrate(drained).costs[0]!;
      return points.high - points.low;
    });
    expect(widths[1]).toBeGreaterThan(widths[0]!);
    expect(widths[2]).toBeGreaterThan(widths[1]!);
  });

  it('counts the dear calls of one endpoint among those of others, though each lies far off', () => {
    const names = ['users/search', 'field', 'role'];
    const later = quietPairs((i) => ({ endedAtMs: startMs + 60_000 + i * 1000 }));
    const pairs = [...quietPairs(), ...later].flatMap((pair, i) =>
      names.map((name, k) => ({
        ...pair,
        endedAtMs: pair.endedAtMs + 250 * k,
        drawnPoints: k === 0 && i % 8 === 0 ? 44 : k === 0 ? 11 : 5 + (i % 2),
        calls: [{ endpoint: `GET /rest/api/3/${name}`, calls: 1, objects: null }],
      })),
    );
    const { costs } = calibrate(pairs);
    const search = costs.find(({ template }) => template.endsWith('users/search'));
    expect(search?.points.likely).toBeGreaterThan(11);
    expect(search?.points.high).toBeGreaterThanOrEqual((44 + 7 * 11) / 8);
    expect(costs.find(({ template }) => template.endsWith('field'))?.points.likely).toBeCloseTo(5.5, 0);
  });

  it('becomes a price with the interval as its error', () => {
    const [cost] = calibrate(quietPairs()).costs;
    const price = priceFrom(cost!, 'measured here');
    expect(price).toMatchObject({
      basis: 'measured',
      basePoints: 1,
      objectPoints: 2,
      source: 'measured here',
    });
    expect(price.relativeError).toBeGreaterThan(0);
    expect(price.relativeError).toBeLessThan(0.1);
  });
});

describe('against the emulator, whose costs partly differ from every published rule', () => {
  it.each([0.3, 1])(
    'with others drawing %f of what we draw, the intervals hold what was charged',
    async (foreignShare) => {
      const run = await runCalibration({ seed: 11, foreignShare, processes: 3, minutes: 50, hoursAfter: 2 });
      expect(run.endpoints.length).toBeGreaterThanOrEqual(10);
      const held = run.endpoints.filter(({ holds }) => holds).length;
      expect(held / run.endpoints.length).toBeGreaterThanOrEqual(0.9);
      // Before, the published prices were far off, up and down.
      const off = run.endpoints.filter(({ publishedPoints, truePoints }) => {
        return Math.abs(publishedPoints - truePoints) > 0.3 * truePoints;
      });
      expect(off.length).toBeGreaterThanOrEqual(5);
      expect(run.hours.every(({ holds }) => holds)).toBe(true);
      for (const { ratio } of run.hours) expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(0.03);
      if (foreignShare > 0.3) return;
      expect(Math.max(...run.widths)).toBeLessThanOrEqual(0.1);
    },
  );
});
