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
