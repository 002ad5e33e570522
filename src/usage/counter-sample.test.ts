import * as fc from 'fast-check';
import { decodeSamples, encodeSamples } from './counter-sample-codec';
import { keptSamplesARecord, thinSamples, type CounterSample } from './counter-sample';
import { bookSamples, emptyHourUsage, mergeUsage } from './hour-usage';

const anyPair: fc.Arbitrary<CounterSample> = fc
  .record({
    pool: fc.constantFrom('own|PRODUCTION|jira', 'own|PRODUCTION|confluence'),
    endedAtMs: fc.integer({ min: 497_656 * 3_600_000, max: 497_657 * 3_600_000 - 1 }),
    elapsedMs: fc.nat(60_000),
    drawnPoints: fc.integer({ min: 1, max: 40 }),
    endpoints: fc.subarray(['GET /a', 'GET /b', 'POST /c'], { minLength: 1 }),
    objects: fc.option(fc.nat(50)),
  })
  .map(({ endpoints, objects, ...pair }) => ({
    ...pair,
    calls: endpoints.map((endpoint) => ({ endpoint, calls: 1, objects })),
  }));
const anyPairs = fc.array(anyPair, { maxLength: 14 });

const pairOf = (endpoint: string, endedAtMs: number): CounterSample => ({
  ...{ pool: 'own|PRODUCTION|jira', endedAtMs, elapsedMs: 200, drawnPoints: 2 },
  calls: [{ endpoint, calls: 1, objects: null }],
});

describe('the sample of pairs', () => {
  it('is the same in whatever order and grouping the parts are merged', () => {
    fc.assert(
      fc.property(anyPairs, anyPairs, anyPairs, fc.integer({ min: 1, max: 20 }), (a, b, c, most) => {
        const whole = thinSamples([...a, ...b, ...c], most);
        const left = thinSamples([...thinSamples([...a, ...b], most), ...c], most);
        const right = thinSamples([...thinSamples(c, most), ...thinSamples([...b, ...a], most)], most);
        expect(left).toEqual(whole);
        expect(right).toEqual(whole);
      }),
    );
  });

  it('is the same when every record was cut to a smaller size before', () => {
    fc.assert(
      fc.property(anyPairs, anyPairs, (a, b) => {
        const [left, right] = [thinSamples(a, 5), thinSamples(b, 5)];
        expect(thinSamples([...left, ...right], 8)).toEqual(thinSamples([...right, ...left], 8));
      }),
    );
  });

  it('has 480 pairs an hour and 32 a record', () => {
    const many = (from: number) => Array.from({ length: 300 }, (_, i) => pairOf('GET /a', from + i));
    const [hour, other] = [many(0), many(300)].map((pairs) => ({ ...emptyHourUsage(), pairs }));
    if (hour !== undefined && other !== undefined) mergeUsage(hour, other);
    expect(hour?.pairs).toHaveLength(480);
    const record = emptyHourUsage();
    bookSamples(record, many(0), keptSamplesARecord);
    expect(record.pairs).toHaveLength(32);
    const single = emptyHourUsage();
    mergeUsage(single, { ...emptyHourUsage(), pairs: [pairOf('GET /a', 7)] });
    expect(single.pairs).toEqual([pairOf('GET /a', 7)]);
  });

  // By another order, parts that were thinned by different versions would not make one whole.
  it('keeps the same of many on every machine, in no order that the calls had', () => {
    const pairs = Array.from({ length: 20 }, (_, i) => pairOf('GET /a', i));
    expect(thinSamples(pairs, 5).map(({ endedAtMs }) => endedAtMs)).toEqual([3, 8, 9, 10, 18]);
  });

  it('is the same of pairs that differ in nothing but their calls, in whatever order they come', () => {
    const few = { ...pairOf('GET /a', 1), calls: [{ endpoint: 'GET /a', calls: 1, objects: null }] };
    const more = { ...few, calls: [{ endpoint: 'GET /a', calls: 2, objects: 5 }] };
    expect(thinSamples([few, more], 2)).toEqual(thinSamples([more, few], 2));
    expect(thinSamples([few, more], 1)).toEqual(thinSamples([more, few], 1));
  });

  it('keeps what is called rarely beside what is called often', () => {
    const often = Array.from({ length: 500 }, (_, i) => pairOf('GET /often', i));
    const rarely = Array.from({ length: 6 }, (_, i) => pairOf('GET /rarely', i));
    const kept = thinSamples([...often, ...rarely], 20);
    expect(kept.filter(({ calls }) => calls[0]?.endpoint === 'GET /rarely')).toHaveLength(6);
    expect(kept).toHaveLength(20);
  });

  it('comes back from storage as it was, and damaged not at all', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(decodeSamples(JSON.parse(JSON.stringify(encodeSamples(pairs))))).toEqual(pairs);
      }),
    );
    const [pool, names] = [['own|PRODUCTION|jira'], ['GET /a']];
    expect(decodeSamples({ o: pool, e: names, r: [[0, 1, 2, 3, 4, 0, 1, null]] })).toEqual([
      {
        ...{ pool: 'own|PRODUCTION|jira', endedAtMs: 3_600_002, elapsedMs: 3, drawnPoints: 4 },
        calls: [{ endpoint: 'GET /a', calls: 1, objects: null }],
      },
    ]);
    for (const row of [[0, 1, 2, 3], [0, 1, 2, 3, -4], [1, 1, 2, 3, 4], [0, 1, 2, 3, 4, 7, 1, 1], 'text'])
      expect(decodeSamples({ o: pool, e: names, r: [row] })).toBeNull();
    expect(decodeSamples({ o: ['no pool'], e: [], r: [] })).toBeNull();
  });
});
