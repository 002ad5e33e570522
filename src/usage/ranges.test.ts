import * as fc from 'fast-check';
import {
  gapsIn,
  hasNumber,
  isNumberSet,
  numbersOf,
  sizeOf,
  unionOf,
  withNumber,
  type NumberSet,
} from './ranges';

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40 }));
const setOf = (list: readonly number[]): NumberSet =>
  list.reduce<NumberSet>((set, n) => withNumber(set, n), []);

describe('a set of record numbers', () => {
  it('holds neighbours as one range', () => {
    expect(setOf([3, 1, 2, 7])).toEqual([1, 3, 7, 7]);
  });

  it('gives its numbers one by one', () => {
    expect([...numbersOf([1, 3, 7, 7])]).toEqual([1, 2, 3, 7]);
    expect([...numbersOf([])]).toEqual([]);
  });

  it('counts what is missing below its greatest number', () => {
    expect(gapsIn(setOf([1, 2, 5]))).toBe(2);
    expect(gapsIn([])).toBe(0);
  });

  it('has exactly the numbers that were put in, whatever the order', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const set = setOf(list);
        expect(isNumberSet(set)).toBe(true);
        expect(sizeOf(set)).toBe(list.length);
        for (let n = 0; n <= 41; n += 1) expect(hasNumber(set, n)).toBe(list.includes(n));
      }),
    );
  });

  it('is united with another in any order, and with itself to itself', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [setOf(a), setOf(b)];
        expect(unionOf(x, y)).toEqual(setOf([...a, ...b]));
        expect(unionOf(y, x)).toEqual(unionOf(x, y));
        expect(unionOf(x, x)).toEqual(x);
      }),
    );
  });

  it('is not taken from a list that is no such set', () => {
    expect([[1], [2, 1], [1, 2, 3, 4], [0, 1], [1.5, 2], ['1', 2], 'x'].map(isNumberSet)).toEqual(
      Array(7).fill(false),
    );
  });
});
