import { bases, throttleReasons } from '../model';
import { decodeSum, encodeSum } from './sum-codec';
import {
  addToSum,
  emptySum,
  mergeSum,
  pointsOfSum,
  statusClasses,
  throttleCount,
  type BurstRoom,
  type UsageSum,
} from './usage-sum';

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
  it('counts each call once by its basis, its status, its throttle and how long it took', () => {
    const usageSum = emptySum();
    const add = (basis: 'header' | 'assumed', status: number | null, latencyMs: number): void => {
      addToSum(usageSum, { points: { low: 1, likely: 2.5, high: 3 }, basis, status, latencyMs }, null, null);
    };
    add('header', 200, 10);
    add('header', 299, 11);
    add('assumed', 400, 0);
    add('assumed', 499, 60);
    add('assumed', null, 9_000);
    expect(usageSum).toEqual({
      ...{ requests: 5, lowMilli: 5_000, likelyMilli: 12_500, highMilli: 15_000 },
      ...{ objects: 0, countedRequests: 0, kinds: new Map(), throttles: new Map(), leastBurst: null },
      bases: { header: 2, measured: 0, documented: 0, assumed: 3 },
      statuses: { none: 1, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 2, '5xx': 0 },
      // Nobody knows how long an answer took that did not come.
      latency: [2, 1, 0, 1],
    });
    expect(pointsOfSum(usageSum)).toEqual({ low: 5, likely: 12.5, high: 15 });
  });

  it('counts the calls that were refused, and not those that a limit to come would have refused', () => {
    const usageSum = emptySum();
    const call = { points: { low: 1, likely: 1, high: 1 }, basis: 'assumed', latencyMs: 1 } as const;
    for (let i = 0; i < 2; i += 1) addToSum(usageSum, { ...call, status: 429 }, 'burst', null);
    for (let i = 0; i < 3; i += 1) addToSum(usageSum, { ...call, status: 200 }, '~burst', null);
    expect(throttleCount(usageSum)).toBe(2);
    expect([...usageSum.throttles]).toEqual([
      ['burst', 2],
      ['~burst', 3],
    ]);
  });

  const room = (remainingRequests: number, limitRequests: number | null): BurstRoom => ({
    ...{ remainingRequests, limitRequests },
  });
  it.each<[string, BurstRoom | null, BurstRoom | null, BurstRoom | null]>([
    ['nothing where none was named', null, null, null],
    ['the one that was named', room(5, 9), null, room(5, 9)],
    ['the lesser one, though its bucket is larger', room(5, 9), room(4, 10), room(4, 10)],
    ['of equal ones that of the smaller bucket', room(5, 9), room(5, 8), room(5, 8)],
    ['of equal ones that of a bucket whose size was named', room(5, null), room(5, 8), room(5, 8)],
  ])('keeps of the room in a bucket %s', (_name, a, b, kept) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const into = { ...emptySum(), leastBurst: one };
      mergeSum(into, { ...emptySum(), leastBurst: other });
      expect(into.leastBurst).toEqual(kept);
    }
  });

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
