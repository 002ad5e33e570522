import { fraction } from '../../../emulator/cloud/world/seed';
import type { CounterSample } from '../../usage/counter-sample';
import { calibrate, type MeasuredCost } from './calibrate';

const startMs = Date.UTC(2026, 9, 9, 16, 20);

/** Four endpoints in turn, a second apart, each call a quarter of a second long. */
function pairsOf(calls: number, drawn: (kind: number, i: number) => number): CounterSample[] {
  return Array.from({ length: calls }, (_, i) => {
    const kind = i % 4;
    return {
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: startMs + i * 1000, elapsedMs: 250 },
      drawnPoints: drawn(kind, i),
      calls: [{ endpoint: `GET /rest/api/3/kind${kind}`, calls: 1, objects: null }],
    };
  });
}

const costOf = (costs: readonly MeasuredCost[], kind: number): MeasuredCost =>
  costs.find(({ template }) => template.endsWith(String(kind)))!;
const usual = [2, 20, 60, 10] as const;

describe('what some calls of an endpoint cost more, by what nobody counts', () => {
  it('is in its mean cost and in how far its calls scatter, and in no other cost', () => {
    const dear = (kind: number, i: number): number =>
      kind === 2 && fraction(3, 'dear', i) < 0.1 ? 180 : usual[kind as 0];
    const { costs } = calibrate(pairsOf(1200, dear));
    const { points, callDeviation } = costOf(costs, 2);
    expect(points.likely).toBeGreaterThan(68);
    expect(points.likely).toBeLessThan(76);
    expect(points.low).toBeLessThan(72);
    expect(points.high).toBeGreaterThan(72);
    expect(callDeviation).toBeGreaterThan(25);
    expect(costOf(costs, 1)).toMatchObject({
      callDeviation: 0,
      points: { likely: expect.closeTo(20, 0) as number },
    });
  });

  it('is nothing of an endpoint that chance alone set furthest apart, however many are compared', () => {
    const kinds = 13;
    const compared = Array.from({ length: 40 }, (_, seed) => {
      const pairs = Array.from({ length: kinds * 75 }, (_, i): CounterSample => {
        const burst = fraction(seed, 'hit', i) < 0.1 ? 5 + Math.floor(40 * fraction(seed, 'size', i)) : 0;
        return {
          ...{ pool: 'own|PRODUCTION|jira', endedAtMs: startMs + i * 1000, elapsedMs: 250 },
          drawnPoints: 20 + burst,
          calls: [{ endpoint: `GET /rest/api/3/kind${i % kinds}`, calls: 1, objects: null }],
        };
      });
      return calibrate(pairs).costs.filter(({ callDeviation }) => callDeviation > 0).length;
    });
    expect(compared.filter((found) => found > 0)).toEqual([]);
  });

  it('is within the interval where no other endpoint tells it from what others draw', () => {
    const alone = pairsOf(2400, (_, i) => (fraction(5, 'dear', i) < 0.1 ? 60 : 20)).filter(
      (_, i) => i % 4 === 1,
    );
    const { points } = costOf(calibrate(alone).costs, 1);
    expect(points.likely).toBeCloseTo(20, 0);
    expect(points.high).toBeGreaterThan(24);
    expect(points.high).toBeLessThan(30);
  });

  // Fixed cases: in one of some hundreds chance gives one endpoint so many hits more that no test tells them from dear calls, and cases that
  // are drawn anew each time find it on some day.
  it('is not what others draw, however large their bursts are beside a cheap call and a dear one', () => {
    const cases = Array.from({ length: 20 }, (_, n) => n + 1).flatMap((seed) =>
      [0.02, 0.1, 0.2, 0.25, 0.3].map((often) => ({ seed, often })),
    );
    const missed = cases.filter(({ seed, often }) => {
      const burst = (i: number): number =>
        fraction(seed, 'hit', i) < often ? 10 + Math.floor(150 * fraction(seed, 'size', i)) : 0;
      const { costs } = calibrate(pairsOf(480, (kind, i) => usual[kind as 0] + burst(i)));
      const total = costs.reduce((sum, { points }) => sum + points.likely, 0);
      return total <= 92 * 0.9 || total >= 92 * 1.15;
    });
    expect(missed).toEqual([{ seed: 17, often: 0.3 }]);
  });
});
