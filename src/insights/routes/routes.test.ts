import { addHash } from '../../usage/distinct';
import { peopleKey } from '../../usage/keys';
import { hash32 } from '../../usage/hash';
import { book, emptyHourUsage, type HourUsage } from '../../usage/hour-usage';
import { compareRoutes } from './routes';
import type { Observation } from '../../model';
import { noLimits, observation } from '../../../test/support/observation';

function usageOf(...calls: [number, Partial<Observation>][]): HourUsage {
  const usage = emptyHourUsage();
  for (const [times, call] of calls) for (let n = 0; n < times; n += 1) book(usage, observation(call));
  return usage;
}

const jira = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;

describe('routes compared from traffic', () => {
  it('shows for each route what was charged, what the calls are worth, and their share', () => {
    const usage = usageOf(
      [30, { route: 'forge.asApp', trigger: 'schedule' }],
      [10, { route: 'forge.asApp', trigger: 'event' }],
      [60, { route: 'forge.asUser', trigger: 'person', latencyMs: 40 }],
      [50, { route: 'forge.bridge', trigger: 'person' }],
    );
    const [pool] = compareRoutes([usage]);
    expect(pool).toMatchObject({ pool: jira, requests: 100, saidRequests: 50, isRanked: true });
    expect(pool?.points.likely).toBe(200);
    expect(
      pool?.routes.map(({ route, isCharged, budget, requests, points, worth, share, p95Ms }) => [
        route,
        isCharged,
        budget,
        requests,
        points.likely,
        worth.likely,
        share,
        p95Ms,
      ]),
    ).toEqual([
      ['forge.asUser', true, 'App + user', 60, 120, 120, 0.6, 50],
      ['forge.asApp', true, 'App', 40, 80, 80, 0.4, 200],
      ['forge.bridge', false, 'App + user', 50, 0, 100, 0, 200],
    ]);
    expect(pool?.routes[1]?.triggers).toEqual([
      { trigger: 'schedule', requests: 30 },
      { trigger: 'event', requests: 10 },
    ]);
  });

  it('ranks nothing and gives no share while fewer than two routes have thirty calls', () => {
    const [pool] = compareRoutes([
      usageOf([29, { route: 'forge.bridge' }], [400, { route: 'forge.asUser' }]),
    ]);
    expect(pool?.isRanked).toBe(false);
    expect(
      pool?.routes.map(({ route, requests, share, isComparable }) => [route, requests, share, isComparable]),
    ).toEqual([
      ['forge.asUser', 400, null, true],
      ['forge.bridge', 29, null, false],
    ]);
    expect(pool?.routes[1]?.p95Ms).toBeNull();
  });

  it('keeps pools apart, and sums hours of one', () => {
    const usage = usageOf([1, {}], [2, { pool: { ...jira, product: 'confluence' } }]);
    expect(compareRoutes([usage, usage]).map(({ pool, requests }) => [pool.product, requests])).toEqual([
      ['confluence', 4],
      ['jira', 2],
    ]);
  });

  it('names refusals by reason, beta ones apart', () => {
    const throttle = { reason: 'burst', reasonRaw: null, retryAtMs: null } as const;
    const [pool] = compareRoutes([
      usageOf(
        [2, { status: 429, limits: { ...noLimits, throttle: { ...throttle, enforcement: 'enforced' } } }],
        [1, { limits: { ...noLimits, throttle: { ...throttle, enforcement: 'beta' } } }],
      ),
    ]);
    expect(pool?.routes[0]?.throttles).toEqual([
      { reason: 'burst', isBeta: false, calls: 2 },
      { reason: 'burst', isBeta: true, calls: 1 },
    ]);
  });

  it('says how many people there were and how busy the busiest second was, and null where nobody counted', () => {
    const usage = usageOf([3, { route: 'forge.asUser' }], [1, { contextCallsASecond: 7 }]);
    const people = new Uint8Array(512);
    for (let n = 0; n < 20; n += 1) addHash(people, hash32(`person ${n}`));
    usage.people.set(peopleKey(jira, 'forge.asUser'), people);
    const [pool] = compareRoutes([usage, usageOf([1, { contextCallsASecond: 4 }])]);
    expect(pool?.routes.map(({ route, peakCallsASecond }) => [route, peakCallsASecond])).toEqual([
      ['forge.asApp', 7],
      ['forge.asUser', null],
    ]);
    expect(pool?.routes[0]?.people).toBeNull();
    const seen = pool?.routes[1]?.people ?? 0;
    expect(seen).toBeGreaterThan(16);
    expect(seen).toBeLessThan(24);
  });
});
