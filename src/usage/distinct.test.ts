import * as fc from 'fast-check';
import {
  addHash,
  decodeSketch,
  emptySketch,
  encodeSketch,
  estimateDistinct,
  mergeSketches,
  type DistinctSketch,
} from './distinct';
import { hash32 } from './hash';

const hashes = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 400 });

/** The finalizer of MurmurHash3: one to one, so different numbers are different people. */
function evenHash(n: number): number {
  let hash = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function sketchOf(values: readonly number[]): DistinctSketch {
  const sketch = emptySketch();
  for (const hash of values) addHash(sketch, hash);
  return sketch;
}

function merged(...sketches: DistinctSketch[]): DistinctSketch {
  const sum = emptySketch();
  for (const sketch of sketches) mergeSketches(sum, sketch);
  return sum;
}

describe('a sketch of distinct things', () => {
  // A large count takes long to add up, and its error no longer depends on the count.
  it.each([
    ...[1, 2, 5, 10, 20, 50, 100, 300, 800, 1500, 3000].map((count) => ({ count, runs: 100 })),
    ...[10_000, 50_000].map((count) => ({ count, runs: 20 })),
  ])('of $count is within 10% in at least nine of ten runs', ({ count, runs }) => {
    let close = 0;
    for (let run = 0; run < runs; run += 1) {
      const sketch = emptySketch();
      for (let i = 0; i < count; i += 1) addHash(sketch, evenHash(run * 100_003 + i));
      if (Math.abs(estimateDistinct(sketch) - count) <= count * 0.1) close += 1;
    }
    expect(close).toBeGreaterThanOrEqual(runs * 0.9);
  });

  it('counts different texts by their hashes', () => {
    const texts = Array.from({ length: 300 }, (_, i) => `jira GET /rest/api/3/thing${i}/{id}`);
    const estimate = estimateDistinct(sketchOf(texts.map(hash32)));
    expect(estimate).toBeGreaterThan(270);
    expect(estimate).toBeLessThan(330);
  });

  it('is empty at first and does not count the same thing twice', () => {
    expect(estimateDistinct(emptySketch())).toBe(0);
    expect(estimateDistinct(sketchOf([7, 7, 7]))).toBe(1);
  });

  it('merges in any order and grouping, and with itself to itself', () => {
    fc.assert(
      fc.property(hashes, hashes, hashes, (a, b, c) => {
        const [x, y, z] = [sketchOf(a), sketchOf(b), sketchOf(c)];
        expect(merged(x, y)).toEqual(merged(y, x));
        expect(merged(merged(x, y), z)).toEqual(merged(x, merged(y, z)));
        expect(merged(x, x)).toEqual(x);
        expect(merged(x, y, z)).toEqual(sketchOf([...a, ...b, ...c]));
      }),
    );
  });

  it('comes back from its stored text, which takes 512 characters at most and few for a few', () => {
    fc.assert(
      fc.property(hashes, (values) => {
        const sketch = sketchOf(values);
        const text = encodeSketch(sketch);
        expect(decodeSketch(text)).toEqual(sketch);
        expect(text.length).toBeLessThanOrEqual(Math.min(512, 3 * values.length));
      }),
    );
  });

  it('is not made of any other value', () => {
    expect([null, 7, 'AB', 'z__', '  !', 'A'.repeat(513), '_'.repeat(512)].map(decodeSketch)).toEqual(
      Array(7).fill(null),
    );
  });
});
