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

  // Sketches are stored and merged over years: by another hash, whoever was counted before would be counted again.
  it.each([
    ['', 2872998923],
    ['a', 444641715],
    ['ab', 2563531789],
    ['own|PRODUCTION|jira', 1000995323],
    ['é€', 2451746111],
  ])('hashes %j as ever', (text, hash) => {
    expect(hash32(text)).toBe(hash);
  });

  // All of one run: 0.7213 × 512² ÷ (512 × 2^-run), as the first HyperLogLog has it. Few: 512 × ln(512 ÷ empty registers).
  it.each<[string, (index: number) => number, number]>([
    ['one register is used', (index) => (index === 7 ? 1 : 0), 1],
    ['a tenth is', (index) => (index % 10 === 0 ? 3 : 0), 55],
    ['half is', (index) => index % 2, 324],
    ['all have a run of 1', () => 1, 739],
    ['all have a run of 2', () => 2, 1477],
    ['runs are of every length', (index) => index % 25, 4412],
    ['half is full', (index) => (index % 2 === 0 ? 0 : 24), 415],
    ['ten are full', (index) => (index < 10 ? 24 : 12), 1_542_905],
    ['all have the longest run but one', () => 23, 3_098_164_009],
    ['all but one are full', (index) => (index === 0 ? 23 : 24), 26_794_234_481],
    // Only a file that somebody made up says so, or two of them together. By the algorithm alone it would be without an end.
    ['all are full', () => 24, 27_254_604_326],
  ])('estimates by Ertl’s algorithm where %s', (_name, runOf, count) => {
    expect(estimateDistinct(Uint8Array.from({ length: 512 }, (_, index) => runOf(index)))).toBe(count);
  });

  it('is written register by register, or run by run where that is no longer', () => {
    const used = (registers: number): DistinctSketch =>
      Uint8Array.from({ length: 512 }, (_, index) => (index >= 512 - registers ? 24 : 0));
    expect(encodeSketch(used(2))).toBe('H-YH_Y');
    expect(encodeSketch(used(170))).toHaveLength(510);
    expect(encodeSketch(used(171))).toBe('A'.repeat(341) + 'Y'.repeat(171));
    for (const registers of [0, 1, 170, 171, 512])
      expect(decodeSketch(encodeSketch(used(registers)))).toEqual(used(registers));
    const damaged = ['H_Z', 'I_A', 'IAA', '!AA', 'A!A', 'AA!', 'AAAA', 'AAAAA', 'AB', `${'A'.repeat(511)}Z`];
    expect(damaged.map(decodeSketch)).toEqual(damaged.map(() => null));
    expect([`${'A'.repeat(511)}!`, `!${'A'.repeat(511)}`].map(decodeSketch)).toEqual([null, null]);
    expect(decodeSketch('H_YAAB')?.[511]).toBe(24);
  });
});
