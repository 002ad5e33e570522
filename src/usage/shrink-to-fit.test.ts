import { addHash, emptySketch } from './distinct';
import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import type { PolicyMark } from './policy-mark';
import { squeezes, squeezeSummary } from './shrink-to-fit';
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
      ...calls('A', 2),
      ...Array.from('abcdefghijklm').flatMap((app) => calls(app, 3)),
      ...calls('o', 2, 'forge.bridge'),
      ...calls('own', 1),
    ]);
    usage.policies = marksOf(6, 2);
    for (const [i, app] of [...Array.from('abcdefghij'), 'own'].entries())
      usage.refusals.set(`${app}|PRODUCTION|jira`, i);
    squeezeSummary(usage);
    expect(requestsOf(usage)).toEqual([
      // Of A alone, which comes first by its name, and of l and m.
      ['{other}|{other}|jira|connect.jwt', 2 + 3 + 3],
      ...Array.from('abcdefghijk').map((app) => [`${app}|PRODUCTION|jira|forge.asApp`, 3]),
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
