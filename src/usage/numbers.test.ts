import { plus } from './numbers';

test('a sum of counts stays a count, however large', () => {
  expect([plus(2, 3), plus(0, 0)]).toEqual([5, 0]);
  expect(plus(9_007_199_254_740_990, 1)).toBe(9_007_199_254_740_991);
  expect(plus(9_007_199_254_740_991, 1)).toBe(9_007_199_254_740_991);
  expect(plus(9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(9_007_199_254_740_991);
});
