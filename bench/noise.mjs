// How much two measurements of the same code differ on this machine now: what a ratio beside it is worth.
import { performance } from 'node:perf_hooks';
import { median, quantile } from './figures.mjs';

const text = JSON.stringify(Array.from({ length: 400 }, (_, i) => ({ id: i, key: `PG-${i}`, at: i * 1.5 })));
const rounds = 40;
const pairs = 12;

/** Milliseconds for a fixed piece of work. */
function once() {
  const start = performance.now();
  for (let n = 0; n < 20; n += 1) JSON.parse(text);
  return performance.now() - start;
}

/** @returns {{ middle: number, most: number }} by how much the medians of two series differ that took turns, as a share; in the middle and in nine of ten */
export function measureNoise() {
  for (let n = 0; n < rounds; n += 1) once();
  const apart = Array.from({ length: pairs }, () => {
    /** @type {[number[], number[]]} */
    const [one, other] = [[], []];
    for (let n = 0; n < rounds; n += 1) {
      one.push(once());
      other.push(once());
    }
    return Math.abs(median(one) / median(other) - 1);
  });
  return { middle: median(apart), most: quantile(apart, 0.9) };
}
