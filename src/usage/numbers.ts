/** Checks of numbers that come out of storage, and sums that go into it. */

/** A whole number that is exact. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

export function isFiniteOrNull(value: unknown): value is number | null {
  return value === null || Number.isFinite(value);
}

/** The sum of two counts that is itself a count: whatever somebody sends, it stays a whole number that a reader takes. */
export function plus(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
