import { plus } from './numbers';

/** Upper edges of the buckets in milliseconds; the last bucket has no edge. */
export const latencyEdgesMs = [10, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800] as const;

/** Calls by bucket, as many entries as were needed; a missing entry is 0. */
export type LatencyHistogram = number[];

export function addLatency(histogram: LatencyHistogram, latencyMs: number): void {
  const found = latencyEdgesMs.findIndex((edge) => latencyMs <= edge);
  addAt(histogram, found === -1 ? latencyEdgesMs.length : found, 1);
}

export function mergeLatencies(into: LatencyHistogram, from: LatencyHistogram): void {
  for (let bucket = 0; bucket < from.length; bucket += 1) addAt(into, bucket, from[bucket] ?? 0);
}

/**
 * The upper edge of the bucket in which the given share of the calls lies (0.5 for the median): "at most so many
 * milliseconds". `null` without calls; of calls beyond the last edge, the last edge: "at least".
 */
export function latencyPercentileMs(histogram: LatencyHistogram, share: number): number | null {
  const total = histogram.reduce((sum, calls) => sum + calls, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [bucket, calls] of histogram.entries()) {
    seen += calls;
    if (seen >= total * share)
      return latencyEdgesMs[bucket] ?? latencyEdgesMs[latencyEdgesMs.length - 1] ?? null;
  }
  return null;
}

function addAt(histogram: LatencyHistogram, bucket: number, calls: number): void {
  while (histogram.length < bucket) histogram.push(0);
  histogram[bucket] = plus(histogram[bucket] ?? 0, calls);
}
