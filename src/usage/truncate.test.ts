import { estimateDistinct } from './distinct';
import { bytesOf } from './bytes';
import { boundSums, foldedCall, truncateToFit } from './truncate';
import { addRecord, decodeHour, emptyHourAccount, encodeHourWithin } from './hour-account';
import { hourOf } from './hour';
import { book, callsIn, emptyHourUsage, type HourUsage } from './hour-usage';
import type { PolicyMark } from './policy-mark';
import type { Observation } from '../model';
import { capturedAtMs, observation } from '../../test/support/observation';

const poolOf = (app: string) => ({ app, environment: 'PRODUCTION', product: 'jira' as const });

function usageOfCalls(calls: readonly Partial<Observation>[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, observation(call));
  return usage;
}

/** So many, each later than the one before. */
const marksOf = (count: number): Map<string, PolicyMark> =>
  new Map(
    Array.from({ length: count }, (_, i) => [
      `own|PRODUCTION|jira|q${i}|enforced|0`,
      {
        ...{ lastAtMs: i, remaining: null, quotaPoints: null, windowSeconds: null },
        ...{ resetAtMs: null, window: 1, first: null, leastRemaining: null, near: false },
      },
    ]),
  );

function usageOf(endpoints: number): HourUsage {
  const usage = emptyHourUsage();
  for (let i = 0; i < endpoints; i += 1) {
    const points = { low: i, likely: i, high: i };
    book(usage, observation({ template: `/rest/api/3/thing${i}/{id}`, points, tag: `part ${i % 3}` }));
  }
  return usage;
}

const likelyOf = (usage: HourUsage): number =>
  [...usage.sums.values()].reduce((sum, { likelyMilli }) => sum + likelyMilli, 0);

describe('a usage that is too large', () => {
  it('keeps the endpoints that cost most, sums up the others, and remembers how many they were', () => {
    const usage = usageOf(400);
    const [calls, likely] = [callsIn(usage), likelyOf(usage)];
    expect(truncateToFit(usage, ({ sums }) => sums.size <= 160)).toBe(true);
    expect([callsIn(usage), likelyOf(usage)]).toEqual([calls, likely]);
    expect([...usage.sums.keys()].some((key) => key.endsWith('/thing399/{id}'))).toBe(true);
    const others = usage.sums.get('own|PRODUCTION|jira|forge.asApp|schedule||GET|{other}');
    expect(others?.requests).toBe(400 - (usage.sums.size - 1));
    const named = estimateDistinct(usage.folded!);
    expect(Math.abs(named - others!.requests)).toBeLessThan(others!.requests * 0.1);
  });

  it('sums up what browsers say before anything else, however dear they say it was', () => {
    const usage = usageOf(20);
    const dear = { low: 9e5, likely: 9e5, high: 9e5 };
    for (let i = 0; i < 40; i += 1)
      book(usage, observation({ route: 'forge.bridge', template: `/said${i}`, points: dear, tag: null }));
    truncateToFit(usage, ({ sums }) => sums.size <= 25);
    const kept = [...usage.sums.keys()].filter((key) => !key.endsWith('{other}'));
    expect(kept.filter((key) => key.includes('/thing'))).toHaveLength(20);
  });

  it('stays as it is when it fits', () => {
    const usage = usageOf(10);
    truncateToFit(usage, () => true);
    expect(usage).toEqual(usageOf(10));
  });

  it('says when even its sum does not fit', () => {
    expect(truncateToFit(usageOf(10), () => false)).toBe(false);
  });

  it('of an hour is stored within the bytes that it may have, lists and all', () => {
    const account = emptyHourAccount();
    for (let writer = 0; writer < 300; writer += 1) {
      const id = { writer: `writer${String(writer).padStart(6, '0')}`, n: 7 };
      const hours = new Map([[hourOf(capturedAtMs), usageOf(writer === 0 ? 3000 : 1)]]);
      addRecord(account, hourOf(capturedAtMs), {
        id,
        sealedAtMs: 0,
        hours,
        writeFailures: 0,
        lostRecords: 0,
      });
    }
    const stored = encodeHourWithin(account, 220 * 1024, 48 * 1024)?.body;
    expect(bytesOf(stored)).toBeLessThanOrEqual(220 * 1024);
    const read = decodeHour(stored);
    expect(read?.merged.size).toBe(300);
    expect(callsIn(read!.usage)).toBe(3299);
  });
});

describe('sums of more endpoints than any value holds', () => {
  const many = (count: number, of: (i: number) => Partial<Observation> = () => ({})): HourUsage =>
    usageOfCalls(
      Array.from({ length: count }, (_, i) => ({
        ...{ template: `/t${i}`, points: { low: i, likely: i, high: i }, limits: null, ...of(i) },
      })),
    );

  it('stay up to eight thousand; of more the three thousand dearest stay', () => {
    const usage = many(8_000);
    boundSums(usage);
    expect(usage.sums.size).toBe(8_000);
    book(usage, observation({ template: '/more' }));
    boundSums(usage);
    expect(usage.sums.size).toBe(3_001);
    expect(usage.sums.get('own|PRODUCTION|jira|forge.asApp|schedule||GET|{other}')?.requests).toBe(5_001);
    expect(usage.sums.has('own|PRODUCTION|jira|forge.asApp|schedule||GET|/t7999')).toBe(true);
  });

  it('of more pools than that are one for each pool and route', () => {
    const usage = many(8_001, (i) => ({ pool: poolOf(`app${i}`) }));
    boundSums(usage);
    expect(usage.sums.size).toBe(8_001);
    expect([...usage.sums.keys()].every((key) => key.endsWith('|unknown||GET|{other}'))).toBe(true);
  });

  it('that are eight thousand when those that cost least are summed up stay so', () => {
    // Two of the cheapest are of one pool, and all others of them each of its own.
    const poolsOf = (pools: number): HourUsage =>
      many(8_001, (i) => (i < 5_001 ? { pool: poolOf(`app${i % pools}`) } : {}));
    const usage = poolsOf(5_000);
    boundSums(usage);
    expect(usage.sums.size).toBe(8_000);
    expect(usage.sums.has('own|PRODUCTION|jira|forge.asApp|schedule||GET|/t8000')).toBe(true);
  });

  it('yield by who said what they cost: first a browser’s, then a back end’s, the own at last', () => {
    const points = (likely: number) => ({ low: likely, likely, high: likely });
    const calls = [
      { template: '/said', route: 'forge.bridge' as const, points: points(3) },
      { template: '/own', points: points(1) },
      { template: '/told', pool: poolOf('back end'), points: points(2) },
      { template: '/own2', points: points(0) },
    ];
    for (const order of [calls, [...calls].reverse()]) {
      const steps = [3, 2, 1].map((named) => {
        const usage = usageOfCalls(order);
        const isNamed = (key: string): boolean => !key.endsWith('{other}');
        truncateToFit(usage, ({ sums }) => [...sums.keys()].filter(isNamed).length <= named);
        return [...usage.sums.keys()].filter(isNamed).map((key) => key.split('|').at(-1));
      });
      expect(steps.map((kept) => kept.sort())).toEqual([['/own', '/own2', '/told'], ['/own'], ['/own']]);
    }
  });

  it('are folded by what they cost, by their calls and by name, and each step asks whether it is enough', () => {
    const points = { low: 1, likely: 1, high: 1 };
    const usage = usageOfCalls([
      { template: '/dear', points: { low: 9, likely: 9, high: 9 } },
      ...[
        { template: '/b', points },
        { template: '/a', points },
        { template: '/c', points },
      ],
      ...[
        { template: '/often', points: { low: 0, likely: 0, high: 0 } },
        { template: '/often', points },
      ],
      ...[
        { template: '{other}', points },
        { template: '{other}', tag: 'x', points: { low: 0, likely: 0.5, high: 1 } },
      ],
      { template: '/said', points: { low: 99, likely: 99, high: 99 }, route: 'forge.bridge' },
      { template: '/other', points: { low: 99, likely: 99, high: 99 }, pool: poolOf('back end') },
    ]);
    const sizes: number[] = [];
    truncateToFit(usage, ({ sums }) => sizes.push(sums.size) > 0 && sums.size <= 6);
    // Three quarters of nine, and then half of that.
    expect(sizes).toEqual([9, 9, 9, 6, 6]);
    expect([...usage.sums.keys()].map((key) => key.split('|').at(-1))).toEqual([
      ...['/dear', '/a', '/often', '{other}', '{other}', '{other}'],
    ]);
  });

  it('of a call that came too late for a sum of its own is in {other}, without tag and kind', () => {
    const call = observation({ tag: 'sync', kind: 'fields' });
    expect(foldedCall(call)).toEqual(observation({ template: '{other}' }));
    expect(call.kind).toBe('fields');
  });

  it('keeps the 240 newest marks, 120 pairs and ten of the dearest minutes where it is too large', () => {
    const usage = many(400);
    book(usage, observation({ atMs: capturedAtMs + 120_000, points: { low: 1, likely: 1, high: 1 } }));
    usage.policies = marksOf(241);
    usage.pairs = Array.from({ length: 121 }, (_, i) => ({
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: i, elapsedMs: 1, drawnPoints: 1, calls: [] },
    }));
    let asked = 0;
    expect(truncateToFit(usage, () => (asked += 1) > 1)).toBe(true);
    expect([usage.policies.size, usage.pairs.length, usage.sums.size]).toEqual([240, 120, 401]);
    expect(usage.policies.has('own|PRODUCTION|jira|q0|enforced|0')).toBe(false);
    const { minutes } = usage;
    if (minutes === null || typeof minutes === 'number') throw new Error('no lists');
    expect([...minutes.endpoints.keys()]).toEqual(
      Array.from({ length: 10 }, (_, i) => `own|PRODUCTION|jira|GET|/t${399 - i}`),
    );
    const even = usageOfCalls([{}]);
    even.policies = marksOf(240);
    const [before] = even.policies.keys();
    asked = 0;
    truncateToFit(even, () => (asked += 1) > 1);
    expect([even.policies.size, [...even.policies.keys()][0]]).toEqual([240, before]);
  });
});
