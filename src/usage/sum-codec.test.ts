import { addToSum, emptySum, noThrottles, type UsageSum } from './usage-sum';
import { decodeSum, encodeSum } from './sum-codec';
import { noKinds } from './kinds';

/** A sum of so many calls at documented prices that were answered within the first bucket, and what differs. */
const sumOf = (requests: number, change: Partial<UsageSum> = {}): UsageSum => ({
  ...{ ...emptySum(), requests, latency: [requests] },
  bases: { header: 0, measured: 0, documented: requests, assumed: 0 },
  statuses: { none: 0, '1xx': 0, '2xx': requests, '3xx': 0, '4xx': 0, '5xx': 0 },
  ...change,
});
const most = 9_007_199_254_740_991;

describe('a sum as it is stored', () => {
  it.each<[string, unknown[], UsageSum]>([
    ['of no call', [[], [], [], []], emptySum()],
    ['of free calls', [[3], 2, 2, 0], sumOf(3)],
    [
      'of calls that cost something',
      [[3, 1000, 500, 250], 2, 2, 0],
      sumOf(3, { lowMilli: 1000, likelyMilli: 1500, highMilli: 1750 }),
    ],
    [
      'of calls whose answers were slow, and one without an answer',
      [[3], 2, [1, 0, 2], 2],
      sumOf(3, {
        statuses: { none: 1, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 0, '5xx': 0 },
        latency: [0, 0, 2],
      }),
    ],
    [
      'of calls of the first basis without an answer',
      [[3], 0, 0, []],
      sumOf(3, {
        bases: { header: 3, measured: 0, documented: 0, assumed: 0 },
        statuses: { none: 3, '1xx': 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 },
        latency: [],
      }),
    ],
    [
      'with one throttle',
      [[1], 2, 2, 0, { t: { burst: 1 } }],
      sumOf(1, { throttles: new Map([['burst', 1]]) }),
    ],
    [
      'with a bucket that is empty',
      [[1], 2, 2, 0, { b: [0, null] }],
      sumOf(1, { leastBurst: { remainingRequests: 0, limitRequests: null } }),
    ],
    [
      'with one kind',
      [[2], 2, 2, 0, { k: { fields: [1, 0] } }],
      sumOf(2, { kinds: new Map([['fields', { requests: 1, likelyMilli: 0 }]]) }),
    ],
    [
      // More of a kind than there are calls: a place alone would lose the others.
      'whose counts contradict each other',
      [[2], [0, 1, 2], [0, 0, 2, 0, 1], [2, 1]],
      sumOf(2, {
        bases: { header: 0, measured: 1, documented: 2, assumed: 0 },
        statuses: { none: 0, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 1, '5xx': 0 },
        latency: [2, 1],
      }),
    ],
  ])('%s', (_name, stored, usageSum) => {
    expect(encodeSum(usageSum)).toEqual(stored);
    expect(decodeSum(stored)).toEqual(usageSum);
  });

  it('shares what is nothing, and nothing else', () => {
    for (const stored of [
      [[1], 2, 2, 0],
      [[1], 2, 2, 0, { t: {} }],
    ]) {
      const { throttles, kinds } = decodeSum(stored) ?? emptySum();
      expect([throttles === noThrottles, kinds === noKinds]).toEqual([true, true]);
    }
    for (const stored of [
      [[2], 2, 2, [1, 1]],
      [[2], 2, 2, 1],
    ]) {
      const [one, other] = [decodeSum(stored), decodeSum(stored)];
      const before = [...(other?.latency ?? [])];
      const entry = { points: { low: 1, likely: 1, high: 1 }, basis: 'assumed', status: 200 } as const;
      addToSum(one ?? emptySum(), { ...entry, latencyMs: 20 }, null, null);
      expect(other?.latency).toEqual(before);
      expect(decodeSum(stored)?.latency).toEqual(before);
    }
  });

  it('is read with each of 64 buckets alone, and with no more', () => {
    expect(decodeSum([[2], 2, 2, 63])?.latency).toEqual([...Array<number>(63).fill(0), 2]);
    expect(decodeSum([[2], 2, 2, 64])).toBeNull();
  });

  it('is not read with points that are no exact number any more, nor with fewer calls than have no answer', () => {
    expect(decodeSum([[1, most], 2, 2, 0])?.highMilli).toBe(most);
    expect(decodeSum([[1, most, 0, 1], 2, 2, 0])).toBeNull();
    expect(decodeSum([[1], 2, [2], 0])).toBeNull();
  });
});

describe('a sum of a version before the fourth', () => {
  const old = [3, 1000, 900, 800, [0, 1, 2], [1, 0, 2], [0, 2], { burst: 1, '~quotaGlobal': 2 }, 5, 100];

  it('is read with its points in their order', () => {
    expect(decodeSum(old)).toEqual({
      ...{ ...emptySum(), requests: 3, lowMilli: 1000, likelyMilli: 1000, highMilli: 1000 },
      bases: { header: 0, measured: 1, documented: 2, assumed: 0 },
      statuses: { none: 1, '1xx': 0, '2xx': 2, '3xx': 0, '4xx': 0, '5xx': 0 },
      latency: [0, 2],
      throttles: new Map([
        ['burst', 1],
        ['~quotaGlobal', 2],
      ]),
      leastBurst: { remainingRequests: 5, limitRequests: 100 },
    });
    expect(decodeSum([3, 1000, 2000, 1500, [3], [3], []])).toMatchObject({
      ...{ lowMilli: 1000, likelyMilli: 2000, highMilli: 2000 },
    });
    expect(decodeSum([3, 1000, 2000, 4000, [3], [3], []])).toMatchObject({
      ...{ lowMilli: 1000, likelyMilli: 2000, highMilli: 4000 },
    });
  });

  it('is read without throttles and without a bucket', () => {
    const read = decodeSum(old.slice(0, 7));
    expect([read?.throttles === noThrottles, read?.leastBurst]).toEqual([true, null]);
    expect(decodeSum([...old.slice(0, 7), null, 5, null])?.leastBurst).toEqual({
      ...{ remainingRequests: 5, limitRequests: null },
    });
  });

  it('keeps its list of latencies to itself', () => {
    decodeSum(old)?.latency.push(1);
    expect(decodeSum(old)?.latency).toEqual([0, 2]);
  });

  it.each<[number, unknown]>([
    [0, -1],
    [1, -1],
    [2, -1],
    [3, -1],
    [4, 2],
    [4, [0, -1]],
    [4, [0, 0, 0, 0, 1]],
    [5, 2],
    [5, [0, -1]],
    [5, [0, 0, 0, 0, 0, 0, 1]],
    [6, 2],
    [6, [0, -1]],
    [7, { burst: -1 }],
    [7, { none: 1 }],
    [8, 'x'],
    [9, 'x'],
  ])('is not read where its field %d is %j', (place, value) => {
    expect(decodeSum(old.map((field, at) => (at === place ? value : field)))).toBeNull();
  });
});
