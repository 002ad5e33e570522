import { linePrice } from './line-price';

test('a month of the longest lines costs what the documents name', () => {
  // 8,640 lines of 4,096 bytes are 35 MB, and 1,440 of them 6 MB, at $1.005 a GB.
  expect(linePrice.mostDollars).toBeCloseTo(0.036, 3);
  expect(linePrice.quietDollars).toBeCloseTo(0.006, 3);
});
