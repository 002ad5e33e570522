import { CounterSampling } from './counter-sampling';
import type { Observation } from '../model';
import { noLimits, observation } from '../../test/support/observation';

const startMs = Date.parse('2026-10-09T16:40:00Z');
const issue = 'GET /rest/api/3/issue/{issueIdOrKey}';

/** A served call from one second to another, after which so many points were left; `null`: the answer did not say. */
function call(
  fromSecond: number,
  toSecond: number,
  remaining: number | null,
  overrides: Partial<Observation> = {},
): Observation {
  const quota = {
    ...{ policy: 'global-app-quota', scope: 'global' as const, enforcement: 'enforced' as const },
    ...{ quota: 65_000, windowSeconds: 3600, remaining, resetAtMs: null, unit: 'points' as const },
  };
  return observation({
    atMs: startMs + toSecond * 1000,
    latencyMs: (toSecond - fromSecond) * 1000,
    objects: 1,
    limits: { ...noLimits, quotas: [quota] },
    ...overrides,
  });
}

/** What the calls are paired to: seconds between the readings, points drawn, calls by endpoint. */
function paired(...batches: Observation[][]): [number, number, ...string[]][] {
  const pairing = new CounterSampling();
  return batches
    .flatMap((calls) => {
      for (const one of calls) pairing.note(one);
      return pairing.take();
    })
    .map(({ elapsedMs, drawnPoints, calls }) => [
      elapsedMs / 1000,
      drawnPoints,
      ...calls.map((one) => `${one.calls} ${one.endpoint}`),
    ]);
}

/** Confirms the reading before it. */
const later = (remaining: number): Observation => call(90, 91, remaining);

describe('readings of the counter', () => {
  it('make a pair of each two that follow one another, with the call between', () => {
    const write = call(3, 4, 9_975, { method: 'POST', template: '/rest/api/3/issue' });
    expect(paired([call(0, 1, 10_000), call(2, 3, 9_976), write, later(9_000)])).toEqual([
      [2, 24, `1 ${issue}`],
      [1, 1, '1 POST /rest/api/3/issue'],
    ]);
  });

  it('are paired across flushes of the same process', () => {
    expect(paired([call(0, 1, 10_000)], [call(20, 21, 9_990)], [later(9_000)])).toEqual([
      [20, 10, `1 ${issue}`],
    ]);
  });

  it('are in the order of the counter where calls were in flight together, whatever the order of their answers', () => {
    const pages = { template: '/rest/api/3/search/jql' };
    const pairs = paired([call(0, 1, 10_000), call(2, 6, 9_998), call(3, 5, 9_947, pages), later(9_000)]);
    expect(pairs).toEqual([
      [5, 2, `1 ${issue}`],
      [0, 51, '1 GET /rest/api/3/search/jql'],
    ]);
  });

  it('that repeat the last one end no pair: the call counts into the next', () => {
    expect(paired([call(0, 1, 10_000), call(2, 3, 10_000), call(4, 5, 9_996), later(9_000)])).toEqual([
      [4, 4, `2 ${issue}`],
    ]);
  });

  it('that rise within the hour are not paired, nor the one that they contradict', () => {
    const hostileLow = call(4, 5, 5);
    expect(
      paired([
        ...[call(0, 1, 10_000), call(2, 3, 9_998), hostileLow, call(6, 7, 9_994)],
        ...[call(8, 9, 9_992), call(10, 11, 9_990), later(9_000)],
      ]),
    ).toEqual([
      [2, 2, `1 ${issue}`],
      [2, 2, `1 ${issue}`],
    ]);
    const hostileHigh = call(4, 5, 64_999);
    expect(
      paired([
        ...[call(0, 1, 10_000), call(2, 3, 9_998), hostileHigh, call(6, 7, 9_994)],
        ...[call(8, 9, 9_992), later(9_000)],
      ]),
    ).toEqual([[2, 2, `1 ${issue}`]]);
  });

  it('are not paired over a full hour, over another quota or policy, and not at all at zero', () => {
    expect(paired([call(0, 1, 10_000), call(1200, 1201, 9_900), call(1202, 1203, 9_890)])).toEqual([]);
    const other = call(2, 3, 9_990);
    other.limits!.quotas[0]!.quota = 100_000;
    expect(paired([call(0, 1, 10_000), other, later(9_980)])).toEqual([]);
    expect(paired([call(0, 1, 10), call(2, 3, 0), call(4, 5, 0)])).toEqual([]);
  });

  it('leave out what a refused, failed or silent call may have drawn', () => {
    for (const odd of [
      call(2, 3, 9_990, { status: 429 }),
      call(2, 3, 9_990, { status: 500 }),
      call(2, 3, null),
      call(2, 3, null, { status: null, limits: null }),
    ])
      expect(paired([call(0, 1, 10_000), odd, call(4, 5, 9_980), later(9_000)])).not.toContainEqual(
        expect.arrayContaining([20]),
      );
    expect(
      paired([call(0, 1, 10_000), call(2, 3, 9_990, { status: 429 }), call(4, 5, 9_988), later(9_000)]),
    ).toEqual([[2, 2, `1 ${issue}`]]);
  });

  it('of calls that draw on no pool are left out', () => {
    const bridge = { route: 'forge.bridge' as const };
    expect(paired([call(0, 1, 10_000, bridge), call(2, 3, 9_990, bridge), later(9_000)])).toEqual([]);
  });

  it.each([
    ['r = -5', { remaining: -5 }],
    ['r beyond the quota', { remaining: 1e9 }],
    ['r with a fraction', { remaining: 12.5 }],
    ['r of a second’s bucket', { scope: 'burst' as const, windowSeconds: 1 }],
  ])('with %s are no readings', (_, change) => {
    const odd = call(2, 3, 9_990);
    Object.assign(odd.limits!.quotas[0]!, change);
    expect(paired([call(0, 1, 10_000), odd, call(4, 5, 9_980), call(6, 7, 9_978), later(9_000)])).toEqual([
      [2, 2, `1 ${issue}`],
    ]);
  });

  it('are not touched by a reset in the year 2099 or one of 10^9 seconds', () => {
    const odd = call(2, 3, 9_998);
    odd.limits!.quotas[0]!.resetAtMs = Date.UTC(2099, 0, 1);
    expect(paired([call(0, 1, 10_000), odd, later(9_000)])).toEqual([[2, 2, `1 ${issue}`]]);
  });
});

describe('calls between two readings', () => {
  const other = { template: '/a' };

  it('that were in flight together through a third are one group, whatever order they are noted in', () => {
    // 2–9 holds 3–4 and 8–10: the counter says which was charged first.
    const inFlight = [call(3, 4, 9_947, other), call(8, 10, 9_998), call(2, 9, 9_940)];
    const before = call(0, 1, 10_000);
    for (const order of [inFlight, [...inFlight].reverse()])
      expect(paired([...order, before, later(9_000)])).toEqual([
        [9, 2, `1 ${issue}`],
        [0, 51, '1 GET /a'],
        [5, 7, `1 ${issue}`],
      ]);
    // One that begins as the other ends was not in flight with it.
    expect(paired([before, call(2, 3, 9_990), call(3, 4, 9_995), later(9_000)])).toEqual([]);
  });

  it('of one start are in the order of their ends, and of one reading, too', () => {
    const same = [call(2, 6, 9_990), call(2, 4, 9_990, other)];
    for (const order of [same, [...same].reverse()])
      expect(paired([call(0, 1, 10_000), ...order, later(9_000)])).toEqual([[3, 10, '1 GET /a']]);
    // One that took no time and one that began at its moment were not in flight together.
    const rising = [call(2, 2, 9_980, other), call(2, 6, 9_990)];
    for (const order of [rising, [...rising].reverse()])
      expect(paired([call(0, 1, 10_000), ...order, later(9_000)])).toEqual([]);
  });

  it('that lasted long hold those that began and ended within them', () => {
    const long = [call(2, 20, 9_998), call(3, 4, 9_990, other), call(5, 6, 9_980, other)];
    for (const order of [long, [...long].reverse()])
      expect(paired([call(0, 1, 10_000), ...order, later(9_000)])).toEqual([
        [19, 2, `1 ${issue}`],
        [0, 8, '1 GET /a'],
        [2, 10, '1 GET /a'],
      ]);
  });

  it('are named in the order of their endpoints, each with all of its objects, or none where one was not counted', () => {
    const sampling = new CounterSampling();
    const calls = [
      ...[call(0, 1, 10_000), call(2, 3, 10_000, { template: '/c', objects: 3 })],
      ...[
        call(4, 5, 10_000, { template: '/a', objects: 2 }),
        call(6, 7, 10_000, { template: '/b', objects: null }),
      ],
      ...[
        call(8, 9, 10_000, { template: '/c', objects: 4 }),
        call(10, 11, 9_990, { template: '/b', objects: 5 }),
      ],
      later(9_000),
    ];
    for (const one of calls) sampling.note(one);
    expect(sampling.take().map((pair) => pair.calls)).toEqual([
      [
        { endpoint: 'GET /a', calls: 1, objects: 2 },
        { endpoint: 'GET /b', calls: 2, objects: null },
        { endpoint: 'GET /c', calls: 2, objects: 7 },
      ],
    ]);
  });

  it('are forgotten where the counter stands still for two hundred of them', () => {
    const standing = (count: number) => Array.from({ length: count }, (_, i) => call(2 + i, 3 + i, 10_000));
    const ends = (count: number) => [call(300, 301, 9_990), call(302, 303, 9_000)].slice(0, count);
    expect(paired([call(0, 1, 10_000), ...standing(199), ...ends(2)])).toEqual([[300, 10, `200 ${issue}`]]);
    expect(paired([call(0, 1, 10_000), ...standing(200), ...ends(2)])).toEqual([]);
  });

  it('are five hundred at most between two flushes', () => {
    const many = (count: number) => [
      ...Array.from({ length: count }, (_, i) => call(i / 10, i / 10 + 0.05, 10_000 - i)),
      call(90, 91, 5),
    ];
    expect(paired(many(499), [call(92, 93, 1)]).at(-1)).toEqual([41.15, 9_497, `1 ${issue}`]);
    expect(paired(many(500), [call(92, 93, 1)]).at(-1)?.[1]).toBe(1);
  });

  it('are nothing to a pool that no longer speaks', () => {
    const silent = call(2, 3, null);
    // Forgotten with its readings: the next one is a first one.
    expect(
      paired([call(0, 1, 10_000)], [silent], [call(4, 5, 9_990), later(9_000)], [later(8_000)]),
    ).toHaveLength(1);
    // Nothing at all is no silence.
    expect(paired([call(0, 1, 10_000)], [], [call(4, 5, 9_990), later(9_000)])).toEqual([
      [4, 10, `1 ${issue}`],
    ]);
    expect(paired([silent, call(4, 5, 10_000), call(6, 7, 9_990), later(9_000)])).toEqual([
      [2, 10, `1 ${issue}`],
    ]);
    expect(
      paired([call(0, 1, 10_000)], [call(2, 3, null), call(4, 5, 9_990), call(6, 7, 9_980), later(9_000)]),
    ).toEqual([[2, 10, `1 ${issue}`]]);
  });

  it('of a pool that is silent cost nothing, however many they are', () => {
    const silent = Array.from({ length: 500 }, (_, i) => call(2 + i / 100, 2 + i / 100, null));
    const pair = [[2, 10, `1 ${issue}`]];
    const speaking = [call(10, 11, 9_990), call(12, 13, 9_980), later(9_000)];
    expect(paired([...silent, ...speaking])).toEqual(pair);
    expect(paired([call(0, 1, 10_000)], [call(1, 2, null)], [...silent, ...speaking])).toEqual(pair);
  });

  it('stay known where one of several did not say what is left', () => {
    expect(
      paired([call(0, 1, 10_000)], [call(2, 3, null), call(4, 5, 9_990)], [call(6, 7, 9_980), later(9_000)]),
    ).toEqual([[2, 10, `1 ${issue}`]]);
  });

  it('of which one was refused leave the pair before it as it was', () => {
    expect(
      paired([
        ...[call(0, 1, 10_000), call(2, 3, 9_990), call(4, 5, 9_980, { status: 429 })],
        ...[call(6, 7, 9_970), later(9_000)],
      ]),
    ).toEqual([
      [2, 10, `1 ${issue}`],
      [2, 10, `1 ${issue}`],
    ]);
  });

  it.each([
    [199, []],
    [200, [[2, 10, `1 ${issue}`]]],
    [299, [[2, 10, `1 ${issue}`]]],
    [300, []],
    [null, []],
  ])('with the status %p make these pairs: %j', (status, pairs) => {
    expect(paired([call(0, 1, 10_000), call(2, 3, 9_990, { status }), later(9_000)])).toEqual(pairs);
  });

  it('whose answer came in a group with an unread one make no pair', () => {
    expect(paired([call(0, 1, 10_000), call(2, 6, 9_990), call(3, 4, null), later(9_000)])).toEqual([]);
  });

  it('that began before the last flush and were charged before its reading contradict nothing', () => {
    expect(paired([call(0, 5, 10_000)], [call(2, 6, 10_002)], [call(7, 8, 9_990), later(9_000)])).toEqual([
      [3, 10, `1 ${issue}`],
    ]);
    expect(paired([call(0, 5, 10_000)], [call(5, 6, 10_002)], [call(7, 8, 9_990), later(9_000)])).toEqual([]);
  });
});
