import { addLatency, latencyPercentileMs, mergeLatencies, type LatencyHistogram } from './latency';

const of = (...latencies: number[]): LatencyHistogram => {
  const histogram: LatencyHistogram = [];
  for (const one of latencies) addLatency(histogram, one);
  return histogram;
};

describe('a histogram of latencies', () => {
  it.each([10, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800])('has an edge at %d ms', (edge) => {
    const bucket = of(edge).length;
    expect(of(edge)).toEqual([...Array<number>(bucket - 1).fill(0), 1]);
    expect(of(edge + 1)).toEqual([...Array<number>(bucket).fill(0), 1]);
    expect(latencyPercentileMs(of(edge), 0.5)).toBe(edge);
  });

  it('begins at nothing, and ends beyond the last edge with at least that', () => {
    expect(of(0)).toEqual([1]);
    expect(of(12_801, 1e9)).toEqual([...Array<number>(11).fill(0), 2]);
    expect(latencyPercentileMs(of(1e9), 0.5)).toBe(12_800);
    expect(latencyPercentileMs([], 0.5)).toBeNull();
    expect(latencyPercentileMs([0, 0], 0.5)).toBeNull();
  });

  it('tells the edge below which a share of the calls lies, no more of them than that', () => {
    const four = of(5, 20, 40, 90);
    expect([0.25, 0.26, 0.5, 0.51, 0.75, 0.76, 1].map((share) => latencyPercentileMs(four, share))).toEqual([
      ...[10, 25, 25, 50, 50, 100, 100],
    ]);
    expect(latencyPercentileMs(of(40), 1)).toBe(50);
  });

  it('merges bucket by bucket, a shorter one into a longer one and the other way', () => {
    for (const [into, from] of [
      [of(5, 20, 40), of(5, 20)],
      [of(5, 20), of(5, 20, 40)],
    ] as const) {
      mergeLatencies(into, from);
      expect(into).toEqual([2, 2, 1]);
    }
  });
});
