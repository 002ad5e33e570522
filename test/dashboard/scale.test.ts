import fc from 'fast-check';
import { linearScale } from '../../static/dashboard/src/charts/scale';

test.each([
  [65_000, 4, [0, 20_000, 40_000, 60_000]],
  [100, 4, [0, 20, 40, 60, 80, 100]],
  [7, 4, [0, 2, 4, 6]],
  [1, 4, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [50_000, 4, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
])('an axis up to %s is labelled in round figures', (top, about, labels) => {
  const { ticks } = linearScale([0, top], [200, 0]);
  expect(ticks(about).map((one) => Number(one.toFixed(9)))).toEqual(labels);
});

test('an axis has two to ten labels, all on it, whatever its length', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (top) => {
      const labels = linearScale([0, top], [200, 0]).ticks(4);
      expect(labels.length).toBeGreaterThanOrEqual(2);
      expect(labels.length).toBeLessThanOrEqual(10);
      expect(labels[0]).toBe(0);
      expect(labels.at(-1)).toBeLessThanOrEqual(top * (1 + 1e-12));
    }),
  );
});

test('a figure is found again at its place; an axis without length has one place', () => {
  const x = linearScale([1_000, 3_000], [40, 240]);
  expect([x(1_000), x(2_000), x(3_000)]).toEqual([40, 140, 240]);
  expect(x.invert(x(2_345))).toBeCloseTo(2_345, 6);
  const flat = linearScale([5, 5], [0, 100]);
  expect([flat(5), flat.invert(30), ...flat.ticks(4)]).toEqual([50, 5, 5]);
});
