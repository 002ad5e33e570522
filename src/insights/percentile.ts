/**
 * The percentile by nearest rank: the smallest of the values that at least so many percent of them do not exceed. It is
 * always a value that was recorded, never one between two. `null` without values.
 * @param ascending the values, smallest first
 * @param percent a whole number from 1 to 100; 100 gives the greatest value
 */
export function percentile(ascending: readonly number[], percent: number): number | null {
  const rank = Math.ceil((percent * ascending.length) / 100);
  return ascending[Math.max(rank, 1) - 1] ?? null;
}
