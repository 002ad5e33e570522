import * as fc from 'fast-check';
import { chanceOfSoMany } from './fisher-test';

describe('the chance of so many hits in one of two samples', () => {
  it('is that of a lady who tells four cups of eight, and of three of four', () => {
    expect(chanceOfSoMany({ hits: 4, of: 4 }, { hits: 0, of: 4 })).toBeCloseTo(1 / 70, 12);
    expect(chanceOfSoMany({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(17 / 70, 12);
  });

  it('is certainty for none or more, and less for each more', () => {
    const size = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 0, max: 40 }), (one, two, hits) => {
        const all = Math.min(hits, one, two);
        const chances = Array.from({ length: all + 1 }, (_, n) =>
          chanceOfSoMany({ hits: n, of: one }, { hits: all - n, of: two }),
        );
        expect(chances[0]).toBeCloseTo(1, 9);
        for (let n = 1; n <= all; n += 1) expect(chances[n]!).toBeLessThan(chances[n - 1]! + 1e-12);
      }),
    );
  });
});
