/** Checks of numbers that come out of storage. */
export function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

export function isFiniteOrNull(value: unknown): value is number | null {
  return value === null || Number.isFinite(value);
}
