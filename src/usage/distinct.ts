/**
 * About how many different things there were, without keeping any of them: a HyperLogLog of 512 registers. A register holds
 * the longest run of zeros among the hashes that fell to it, so sketches merge by the greater of each register: in any
 * order, any grouping, as often as one likes. The standard error is 4.6%.
 *
 * Source of the estimate: O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6. It
 * needs no table and is right for few and for many alike.
 */
export type DistinctSketch = Uint8Array;

const registers = 512;
const indexBits = 9;
/** Bits of a 32-bit hash that are left for the run of zeros; a run is at most one longer than these. */
const runBits = 32 - indexBits;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function emptySketch(): DistinctSketch {
  return new Uint8Array(registers);
}

/** @param hash 32 bits, evenly spread */
export function addHash(sketch: DistinctSketch, hash: number): void {
  const index = hash >>> runBits;
  const run = Math.min(Math.clz32((hash << indexBits) >>> 0), runBits) + 1;
  sketch[index] = Math.max(sketch[index] ?? 0, run);
}

export function mergeSketches(into: DistinctSketch, from: DistinctSketch): void {
  from.forEach((run, index) => {
    into[index] = Math.max(into[index] ?? 0, run);
  });
}

/**
 * A whole number; 0 for an empty sketch. One that is full to the last register, which only made-up ones are, alone or merged, is taken as
 * full but for one: the algorithm has no end for it.
 */
export function estimateDistinct(sketch: DistinctSketch): number {
  const registersByRun: number[] = [];
  for (const run of sketch) registersByRun[run] = (registersByRun[run] ?? 0) + 1;
  const share = (run: number): number => (registersByRun[run] ?? 0) / registers;
  let sum = registers * tau(Math.max(1 - share(runBits + 1), 1 / registers));
  for (let run = runBits; run >= 1; run -= 1) sum = 0.5 * (sum + (registersByRun[run] ?? 0));
  sum += registers * sigma(share(0));
  return Math.round(registers ** 2 / (2 * Math.LN2 * sum));
}

/** Few registers as three characters each (index, index, run), many as one character each: 512 characters at most. */
export function encodeSketch(sketch: DistinctSketch): string {
  const used = [...sketch.entries()].filter(([, run]) => run > 0);
  if (used.length * 3 >= registers) return [...sketch].map(letter).join('');
  return used.map(([index, run]) => letter(index >> 6) + letter(index & 63) + letter(run)).join('');
}

/** `null` for a text that is no sketch. */
export function decodeSketch(text: unknown): DistinctSketch | null {
  if (typeof text !== 'string' || text.length > registers) return null;
  const digits = Array.from(text, (character) => alphabet.indexOf(character));
  if (text.length === registers) return digits.every(isRun) ? Uint8Array.from(digits) : null;
  const sketch = emptySketch();
  for (let at = 0; at < digits.length; at += 3) {
    const [high, low, run] = [digits[at], digits[at + 1], digits[at + 2]];
    if (!isBelow(8, high) || !isBelow(alphabet.length, low) || !isRun(run)) return null;
    sketch[high * 64 + low] = run;
  }
  return sketch;
}

function isRun(digit: number | undefined): digit is number {
  return isBelow(runBits + 2, digit);
}

/** A character that is none of the alphabet is -1 by now. */
function isBelow(end: number, digit: number | undefined): digit is number {
  return digit !== undefined && digit >= 0 && digit < end;
}

function letter(digit: number): string {
  return alphabet.charAt(digit);
}

/** Without an end for a share of 1, which the loop comes to by doubling. */
function sigma(share: number): number {
  let [x, weight, sum, before] = [share, 1, share, NaN];
  while (sum !== before) {
    before = sum;
    x *= x;
    sum += x * weight;
    weight *= 2;
  }
  return sum;
}

function tau(share: number): number {
  let [x, weight, sum, before] = [share, 1, 1 - share, NaN];
  while (sum !== before) {
    before = sum;
    x = Math.sqrt(x);
    weight /= 2;
    sum -= (1 - x) ** 2 * weight;
  }
  return sum / 3;
}
