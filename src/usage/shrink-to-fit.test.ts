import { addHash, emptySketch } from './distinct';
import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import type { PolicyMark } from './policy-mark';
import { squeezes, squeezeSummary } from './shrink-to-fit';
import { boundSums, foldedCall, truncateToFit } from './truncate';
import type { Observation } from '../model';
import { capturedAtMs, observation } from '../../test/support/observation';

const poolOf = (app: string) => ({ app, environment: 'PRODUCTION', product: 'jira' as const });

function usageOf(calls: readonly Partial<Observation>[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, observation(call));
  return usage;
}

/** `[app or pool, requests]` of the sums, in their order. */
const requestsOf = ({ sums }: HourUsage): [string, number][] =>
  [...sums].map(([key, { requests }]) => [key.split('|').slice(0, 4).join('|'), requests]);

function sketchOf(hash: number) {
  const sketch = emptySketch();
  addHash(sketch, hash);
  return sketch;
}

const mark = (lastAtMs: number): PolicyMark => ({
  ...{ lastAtMs, remaining: null, quotaPoints: null, windowSeconds: null, resetAtMs: null },
  ...{ window: 1, first: null, leastRemaining: null, near: false },
});

/** So many of each, those of others named before the app's own. */
function marksOf(others: number, own: number): Map<string, PolicyMark> {
  const keys = [
    ...Array.from(
      { length: others },
      (_, i) => [`other|PRODUCTION|jira|q${i}|enforced|0`, mark(1000 + i)] as const,
    ),
    ...Array.from({ length: own }, (_, i) => [`own|PRODUCTION|jira|q${i}|enforced|0`, mark(i)] as const),
  ];
  return new Map(keys);
}

describe('a usage that is too large though its endpoints are folded', () => {
  const [first, second, third] = squeezes;

  it('loses the course of its minutes, its pairs, and all but thirty problems and five notes first', () => {
    const throttle = { reason: 'burst', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' } as const;
    const usage = usageOf(
      Array.from({ length: 7 }, (_, i) => ({
        ...{ atMs: capturedAtMs + i, status: 429 },
        limits: {
          ...{ quotas: [], buckets: [], nearLimit: null, waitUntilMs: null, problems: [] },
          throttle,
        },
      })),
    );
    usage.pairs = [{ pool: 'own|PRODUCTION|jira', endedAtMs: 1, elapsedMs: 1, drawnPoints: 1, calls: [] }];
    for (let i = 0; i < 32; i += 1)
      usage.problems.set(`own|PRODUCTION|jira|h${i}|badTime`, {
        responses: i === 0 ? 9 : 1 + (i % 3),
        lastAtMs: 1,
      });
    first?.(usage);
    expect(usage.minutes).toEqual({ routes: new Map(), endpoints: new Map() });
    expect(usage.pairs).toEqual([]);
    expect(usage.throttles.map(({ atMs }) => atMs - capturedAtMs)).toEqual([6, 5, 4, 3, 2]);
    // Most responses first; of equal ones by name, so that h9 and h6 go.
    const kept = [...usage.problems].map(([key, { responses }]) => [key.split('|')[3], responses]);
    expect(kept).toHaveLength(30);
    expect(kept.slice(0, 4)).toEqual([
      ['h0', 9],
      ['h11', 3],
      ['h14', 3],
      ['h17', 3],
    ]);
    expect(kept.map(([name]) => name)).not.toEqual(expect.arrayContaining(['h6']));
    expect(kept.map(([name]) => name)).not.toEqual(expect.arrayContaining(['h9']));
    const before = usage.problems;
    first?.(usage);
    expect(usage.problems).toBe(before);
  });

  it('has one sum for each pool and route then, and the app’s own newest marks before those of others', () => {
    const usage = usageOf([
      { template: '/a', kind: 'fields' },
      { template: '/b', method: 'POST', tag: 'x' },
      { template: '/a', route: 'forge.asUser' },
    ]);
    usage.policies = marksOf(20, 10);
    second?.(usage);
    expect([...usage.sums].map(([key, { requests, kinds }]) => [key, requests, kinds.size])).toEqual([
      ['own|PRODUCTION|jira|forge.asApp|unknown||GET|{other}', 2, 0],
      ['own|PRODUCTION|jira|forge.asUser|unknown||GET|{other}', 1, 0],
    ]);
    expect([...usage.policies.keys()].map((key) => key.split('|').slice(0, 4).join('|'))).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `own|PRODUCTION|jira|q${9 - i}`),
      ...Array.from({ length: 14 }, (_, i) => `other|PRODUCTION|jira|q${19 - i}`),
    ]);
  });

  it('keeps its eight largest pools at last, its own among them, and joins all others', () => {
    // Pools a to j with 2 to 11 calls, c and d of them as many; of the app itself a single one.
    const apps = Array.from('abcdefghij');
    const usage = usageOf([
      ...apps.flatMap((app, i) =>
        Array.from({ length: app === 'd' ? 4 : i + 2 }, () => ({
          pool: poolOf(app),
          contextCallsASecond: i + 1,
        })),
      ),
      {},
    ]);
    for (const app of ['a', 'b', 'c', 'd', 'own']) {
      const key = `${app}|PRODUCTION|jira`;
      usage.refusals.set(key, 5);
      usage.policies.set(`${key}|q|enforced|0`, mark(1));
      usage.problems.set(`${key}|ratelimit|badTime`, { responses: 1, lastAtMs: 1 });
      usage.people.set(`${key}|forge.asApp`, sketchOf(app.charCodeAt(0) << 24));
      usage.throttles.push({
        ...{
          atMs: 1,
          pool: poolOf(app),
          route: 'forge.asApp',
          method: 'GET',
          template: '/a',
          reason: 'burst',
        },
        ...{ reasonRaw: null, enforcement: 'enforced', retryAtMs: null },
      });
    }
    const [requests, slots] = [usage.sums.size, [...usage.slots.values()].flat().reduce((a, b) => a + b, 0)];
    third?.(usage);
    expect(requests).toBe(11);
    const large = ['c', 'e', 'f', 'g', 'h', 'i', 'j', 'own'].map((app) => `${app}|PRODUCTION|jira`);
    const joined = '{other}|{other}|jira';
    expect(requestsOf(usage).sort()).toEqual(
      [
        ...[4, 6, 7, 8, 9, 10, 11, 1].map((calls, i) => [`${large[i]}|forge.asApp`, calls]),
        [`${joined}|forge.asApp`, 2 + 3 + 4],
      ].sort(),
    );
    expect([...usage.refusals.keys()]).toEqual(['c|PRODUCTION|jira', 'own|PRODUCTION|jira']);
    expect([...usage.policies.keys()]).toEqual(
      ['c', 'own'].map((app) => `${app}|PRODUCTION|jira|q|enforced|0`),
    );
    expect([...usage.problems.keys()]).toEqual(
      ['c', 'own'].map((app) => `${app}|PRODUCTION|jira|ratelimit|badTime`),
    );
    expect(usage.throttles.map(({ pool }) => pool.app)).toEqual(['c', 'own']);
    expect([...usage.people.keys()].sort()).toEqual(
      [`${joined}|forge.asApp`, `${large[0]}|forge.asApp`, `${large[7]}|forge.asApp`].sort(),
    );
    const both = sketchOf('a'.charCodeAt(0) << 24);
    for (const app of ['b', 'd']) addHash(both, app.charCodeAt(0) << 24);
    expect(usage.people.get(`${joined}|forge.asApp`)).toEqual(both);
    // The most of them, and no sum: they are of different processes.
    expect(usage.peaks.get(`${joined}|forge.asApp`)).toBe(4);
    expect(usage.peaks.get(`${large[6]}|forge.asApp`)).toBe(10);
    expect([...usage.slots.values()].flat().reduce((a, b) => a + b, 0)).toBe(slots);
    expect(usage.slots.get(joined)).toEqual([0, 2000 * (2 + 3 + 4)]);
    expect(usage.minutes).toEqual({ routes: new Map(), endpoints: new Map() });
  });
});

describe('the summary of an hour in a day that is too large', () => {
  it('keeps its twelve largest sums, its own first, and of the others what is charged and what is not', () => {
    const calls = (app: string, count: number, route: Observation['route'] = 'forge.asApp') =>
      Array.from({ length: count }, () => ({ pool: poolOf(app), route }));
    const usage = usageOf([
      ...Array.from('abcdefghijklm').flatMap((app) => calls(app, 3)),
      ...calls('n', 2),
      ...calls('o', 2, 'forge.bridge'),
      ...calls('own', 1),
    ]);
    usage.policies = marksOf(6, 2);
    for (const [i, app] of [...Array.from('abcdefghij'), 'own'].entries())
      usage.refusals.set(`${app}|PRODUCTION|jira`, i);
    squeezeSummary(usage);
    expect(requestsOf(usage)).toEqual([
      ...Array.from('abcdefghijk').map((app) => [`${app}|PRODUCTION|jira|forge.asApp`, 3]),
      ['{other}|{other}|jira|connect.jwt', 3 + 3 + 2],
      ['{other}|{other}|jira|anonymous', 2],
      ['own|PRODUCTION|jira|forge.asApp', 1],
    ]);
    expect([...usage.policies.keys()].map((key) => key.split('|')[0])).toEqual([
      ...['own', 'own', 'other', 'other', 'other', 'other'],
    ]);
    expect([...usage.policies.values()].map(({ lastAtMs }) => lastAtMs)).toEqual([
      1, 0, 1005, 1004, 1003, 1002,
    ]);
    expect([...usage.refusals].map(([key, atMs]) => [key.split('|')[0], atMs])).toEqual([
      ['own', 10],
      ...Array.from('jihgfed').map((app, i) => [app, 9 - i]),
    ]);
    expect(usage.minutes).toEqual({ routes: new Map(), endpoints: new Map() });
  });
});

describe('sums of more endpoints than any value holds', () => {
  const many = (count: number, of: (i: number) => Partial<Observation> = () => ({})): HourUsage =>
    usageOf(
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

  it('are folded by what they cost, by their calls and by name, and each step asks whether it is enough', () => {
    const points = { low: 1, likely: 1, high: 1 };
    const usage = usageOf([
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
    usage.policies = marksOf(0, 241);
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
    const even = usageOf([{}]);
    even.policies = marksOf(0, 240);
    const [before] = even.policies.keys();
    asked = 0;
    truncateToFit(even, () => (asked += 1) > 1);
    expect([even.policies.size, [...even.policies.keys()][0]]).toEqual([240, before]);
  });
});
