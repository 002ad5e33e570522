const firstMs = 1_000;
const longestMs = 5 * 60_000;

/**
 * How long to wait after so many failures in a row: a second, then twice as long each time, five minutes at most, spread so
 * that many processes do not come back at once.
 * @param chance between 0 and 1
 */
export function backoffMs(failures: number, chance: number): number {
  const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(delayMs * (0.7 + 0.6 * chance));
}
