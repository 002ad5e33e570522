import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import {
  decodeMinutes,
  dearestMinutes,
  encodeMinutes,
  mergedMinutes,
  minuteLists,
  minutesOfPools,
} from './minute-points';
import type { Observation } from '../model';
import { observation } from '../../test/support/observation';

const hourMs = 488_889 * 3_600_000;
const asApp = 'own|PRODUCTION|jira|forge.asApp';
const issue = 'own|PRODUCTION|jira|GET|/rest/api/3/issue/{issueIdOrKey}';
const free = { low: 0, likely: 0, high: 9 };

const at = (minute: number, change: Partial<Observation> = {}): Observation =>
  observation({ atMs: hourMs + minute * 60_000, ...change });
function usageOf(...calls: Observation[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, call);
  return usage;
}

describe('what each minute drew', () => {
  it('is nothing, a minute, or a list by route and endpoint', () => {
    expect(usageOf().minutes).toBeNull();
    expect(usageOf(at(3, { points: free }), at(4, { route: 'forge.bridge' })).minutes).toBeNull();
    expect(usageOf(at(0), at(0.99)).minutes).toBe(0);
    expect(usageOf(at(59.99)).minutes).toBe(59);
    const calls = [at(3), at(9, { points: free }), at(3, { route: 'forge.bridge' }), at(5), at(5)];
    const lists = {
      routes: new Map([
        [
          asApp,
          new Map([
            [3, 2000],
            [5, 4000],
          ]),
        ],
      ]),
      endpoints: new Map([
        [
          issue,
          new Map([
            [3, 2000],
            [5, 4000],
          ]),
        ],
      ]),
    };
    expect(usageOf(...calls).minutes).toEqual(lists);
  });

  it('is written as the sums have it where all came in one minute', () => {
    const usage = usageOf(
      at(3),
      at(3, { template: '/free', points: free }),
      at(3, { route: 'forge.bridge' }),
    );
    expect(minuteLists(usage.minutes, usage.sums)).toEqual({
      routes: new Map([[asApp, new Map([[3, 2000]])]]),
      endpoints: new Map([[issue, new Map([[3, 2000]])]]),
    });
    expect(minuteLists(null, usage.sums)).toEqual({ routes: new Map(), endpoints: new Map() });
  });

  it.each([
    ['none and none', [], [], null],
    ['none and a minute', [], [at(3)], 3],
    ['a minute and none', [at(3)], [], 3],
    ['a minute and the same', [at(3)], [at(3)], 3],
  ])('of %s is told by no list', (_name, a, b, minutes) => {
    const [into, from] = [usageOf(...a), usageOf(...b)];
    expect(mergedMinutes([into.minutes, into.sums], [from.minutes, from.sums])).toEqual(minutes);
  });

  it('of two minutes or lists is told by lists, whichever comes first', () => {
    const [one, two, both] = [usageOf(at(3)), usageOf(at(4)), usageOf(at(3), at(4))];
    const of = (usage: HourUsage) => [usage.minutes, usage.sums] as const;
    expect(mergedMinutes(of(one), of(two))).toEqual(both.minutes);
    expect(mergedMinutes(of(two), of(one))).toEqual(both.minutes);
    expect(mergedMinutes(of(usageOf()), of(both))).toEqual(both.minutes);
    expect(mergedMinutes(of(both), of(usageOf()))).toEqual(both.minutes);
    const thrice = {
      routes: new Map([
        [
          asApp,
          new Map([
            [3, 4000],
            [4, 2000],
          ]),
        ],
      ]),
    };
    expect(mergedMinutes(of(usageOf(at(3), at(4))), of(one))).toMatchObject(thrice);
    expect(mergedMinutes(of(one), of(both))).toMatchObject(thrice);
  });

  it('is kept of the dearest, by name where they drew as much', () => {
    const of = (points: number) => ({ points: { low: points, likely: points, high: points } });
    const { minutes } = usageOf(
      ...[
        at(1, { template: '/c', ...of(3) }),
        at(2, { template: '/b', ...of(1) }),
        at(3, { template: '/b', ...of(2) }),
      ],
      ...[at(4, { template: '/a', ...of(3) }), at(5, { template: '/d', ...of(4) })],
      ...[at(6, { template: '/e', route: 'forge.asUser', ...of(1) })],
    );
    const kept = (most: number, mostRoutes?: number): [string[], string[]] => {
      const dearest = dearestMinutes(minutes, most, mostRoutes);
      if (dearest === null || typeof dearest === 'number') throw new Error('no lists');
      const last = (keys: Iterable<string>) => [...keys].map((key) => key.split('|').at(-1) ?? '');
      return [last(dearest.endpoints.keys()), last(dearest.routes.keys())];
    };
    expect(kept(3)).toEqual([
      ['/d', '/a', '/b'],
      ['forge.asApp', 'forge.asUser'],
    ]);
    expect(kept(4, 1)).toEqual([['/d', '/a', '/b', '/c'], ['forge.asApp']]);
    expect(kept(5)).toEqual([
      ['/c', '/b', '/a', '/d', '/e'],
      ['forge.asApp', 'forge.asUser'],
    ]);
    expect([dearestMinutes(null, 0), dearestMinutes(7, 0)]).toEqual([null, 7]);
  });

  it('of endpoints is kept of the pools that are asked for', () => {
    const other = { app: 'other', environment: 'PRODUCTION', product: 'jira' } as const;
    const { minutes } = usageOf(at(1), at(2, { pool: other }));
    const wanted = minutesOfPools(minutes, (pool) => pool === 'other|PRODUCTION|jira');
    if (wanted === null || typeof wanted === 'number') throw new Error('no lists');
    expect([...wanted.endpoints.keys()]).toEqual([
      'other|PRODUCTION|jira|GET|/rest/api/3/issue/{issueIdOrKey}',
    ]);
    expect(wanted.routes.size).toBe(2);
    expect([minutesOfPools(null, () => true), minutesOfPools(7, () => true)]).toEqual([null, 7]);
  });

  it('is stored from its first minute on, and not at all where it is nothing', () => {
    const { minutes, sums } = usageOf(at(57), at(59));
    expect(encodeMinutes(minutes)).toEqual({ r: { [asApp]: [57, 2, 0, 2] }, e: { [issue]: [57, 2, 0, 2] } });
    expect(
      encodeMinutes({ routes: new Map(), endpoints: new Map([[issue, new Map([[1, 1]])]]) }),
    ).toBeUndefined();
    expect([encodeMinutes(null), encodeMinutes(0)]).toEqual([undefined, 0]);
    expect(decodeMinutes(encodeMinutes(minutes), sums)).toEqual(minutes);
    expect(decodeMinutes(undefined, sums)).toEqual({ routes: new Map(), endpoints: new Map() });
    expect(
      decodeMinutes(undefined, usageOf(at(1, { points: free }), at(1, { route: 'forge.bridge' })).sums),
    ).toBeNull();
    expect([0, 59].map((minute) => decodeMinutes(minute, sums))).toEqual([0, 59]);
  });

  it.each([
    ...[60, -1, 0.5, 'x', null, {}, { r: {} }, { e: {} }, { r: {}, e: 7 }, { r: null, e: {} }],
    ...[
      { r: { x: [1, 1] }, e: {} },
      { r: {}, e: { [asApp]: [1, 1] } },
      { r: { [issue]: [1, 1] }, e: {} },
    ],
    ...[[], [60], [-1, 1], ['1', 1], [1, -1], [1, '1'], [1, null], [59, 1, 1], { 0: 1 }, 7].map((list) => ({
      r: { [asApp]: list },
      e: {},
    })),
  ])('is not read of %j', (value) => {
    expect(decodeMinutes(value, new Map())).toBeUndefined();
  });

  it('that are nothing are no entries', () => {
    expect(decodeMinutes({ r: { [asApp]: [58, 0, 1.5] }, e: {} }, new Map())).toEqual({
      routes: new Map([[asApp, new Map([[59, 1500]])]]),
      endpoints: new Map(),
    });
  });
});
