import { bases, throttleReasons } from '../model';
import { decodeSum, encodeSum } from './sum-codec';
import { addToSum, emptySum, mergeSum, statusClasses, type UsageSum } from './usage-sum';

/** Of one call of each basis, status and reason. */
function sumOfEach(): UsageSum {
  const usageSum = emptySum();
  const points = { low: 1, likely: 2, high: 3 };
  const add = (more: object, throttle: (typeof throttleReasons)[number] | null = null): void => {
    addToSum(
      usageSum,
      { ...{ points, basis: 'assumed', status: 200, latencyMs: 30, objects: 4, kind: 'fields' }, ...more },
      ...([throttle, { remainingRequests: 5, limitRequests: 9 }] as const),
    );
  };
  for (const basis of bases) add({ basis });
  for (const status of statusClasses) add({ status: status === 'none' ? null : Number(`${status}00`) });
  for (const reason of throttleReasons) add({ status: 429 }, reason);
  return usageSum;
}

describe('a sum', () => {
  it('merged into an empty one is the same, and has nothing in common with the other', () => {
    const [merged, other] = [emptySum(), sumOfEach()];
    mergeSum(merged, other);
    expect(merged).toEqual(other);
    mergeSum(merged, sumOfEach());
    expect(other).toEqual(sumOfEach());
  });

  it('merged with itself has twice of each count', () => {
    const merged = sumOfEach();
    mergeSum(merged, sumOfEach());
    const once = sumOfEach();
    const twice = (counts: object): object =>
      Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, 2 * Number(count)]));
    expect(merged.bases).toEqual(twice(once.bases));
    expect(merged.statuses).toEqual(twice(once.statuses));
    expect([...merged.throttles]).toEqual([...once.throttles].map(([reason, calls]) => [reason, 2 * calls]));
    expect(merged.kinds.get('fields')).toEqual({ requests: 36, likelyMilli: 72_000 });
  });

  it('is read as it was written', () => {
    const written = JSON.parse(JSON.stringify(encodeSum(sumOfEach()))) as unknown;
    expect(decodeSum(written)).toEqual(sumOfEach());
    expect(emptySum()).toMatchObject({ kinds: new Map(), throttles: new Map() });
  });
});
