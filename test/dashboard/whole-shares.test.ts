import fc from 'fast-check';
import { wholeShares } from '../../static/dashboard/src/whole-shares';

it.each([
  [
    [0.375, 0.625],
    [0.38, 0.62],
  ],
  [
    [0.404, 0.404, 0.192],
    [0.41, 0.4, 0.19],
  ],
  [
    [1 / 3, 1 / 3, 1 / 3],
    [0.34, 0.33, 0.33],
  ],
  [
    [0.997, 0.003],
    [0.99, 0.003],
  ],
  [[1], [1]],
  [[], []],
])('%j is shown as %j', (shares, shown) => {
  expect(wholeShares(shares)).toEqual(shown);
});

it('parts of a whole add up to it as they are shown, and none is off by a hundredth', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }), (parts) => {
      const all = parts.reduce((sum, part) => sum + part, 0);
      const shown = wholeShares(parts.map((part) => part / all));
      expect(Math.round(shown.reduce((sum, share) => sum + share, 0) * 100)).toBe(100);
      shown.forEach((share, index) => {
        expect(Math.abs(share - (parts[index] ?? 0) / all)).toBeLessThan(0.01);
      });
    }),
  );
});
