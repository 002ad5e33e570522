/**
 * Sets of record numbers, as sorted, disjoint, non-adjacent ranges `[first, last, first, last, …]`. A writer numbers its
 * records without gaps, so a set is nearly always one range, however many records it holds.
 */
export type NumberSet = readonly number[];

export function hasNumber(set: NumberSet, n: number): boolean {
  return pairsOf(set).some(([first, last]) => first <= n && n <= last);
}

export function withNumber(set: NumberSet, n: number): NumberSet {
  return unionOf(set, [n, n]);
}

export function unionOf(a: NumberSet, b: NumberSet): NumberSet {
  const pairs = [...pairsOf(a), ...pairsOf(b)].sort((x, y) => x[0] - y[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of pairs) {
    const previous = merged[merged.length - 1];
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged.flat();
}

export function sizeOf(set: NumberSet): number {
  return pairsOf(set).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** How many numbers from 1 to the greatest of the set are not in it. */
export function gapsIn(set: NumberSet): number {
  return (set[set.length - 1] ?? 0) - sizeOf(set);
}

/** Whether an untrusted value is such a set. */
export function isNumberSet(value: unknown): value is NumberSet {
  if (!Array.isArray(value) || value.length % 2 !== 0) return false;
  let previous = -1;
  for (let i = 0; i < value.length; i += 1) {
    const n: unknown = value[i];
    const least = i % 2 === 0 ? previous + 2 : previous;
    if (!Number.isSafeInteger(n) || (n as number) < least) return false;
    previous = n as number;
  }
  return true;
}

/** One by one, in their order. */
export function* numbersOf(set: NumberSet): Generator<number> {
  for (const [first, last] of pairsOf(set)) for (let n = first; n <= last; n += 1) yield n;
}

function pairsOf(set: NumberSet): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < set.length; i += 2) pairs.push([set[i] ?? 0, set[i + 1] ?? 0]);
  return pairs;
}
