import { statusOf, type PoolFacts } from './pool-status';

const calm: PoolFacts = {
  best: { lowPoints: 900, likelyPoints: 1_000, highPoints: 1_200, ofAllSites: true },
  ...{ quotaPoints: 65_000, nearShare: 0.8, remainingPoints: null, refusedByPool: 0 },
  ...{ wasAtWallLastHour: false, isHeard: true, wallAtMs: null, nowMs: 600_000 },
};
const nothing = { lowPoints: 0, likelyPoints: 0, highPoints: 0, ofAllSites: true };

describe('how a pool of all sites stands', () => {
  it.each<[string, PoolFacts]>([
    ['fine', calm],
    ['unknown', { ...calm, best: { ...calm.best, ofAllSites: false } }],
    // An hour of which nobody said anything yet is not one in which nothing was spent.
    ['unknown', { ...calm, best: nothing, isHeard: false }],
    ['recovering', { ...calm, best: nothing, isHeard: false, wasAtWallLastHour: true }],
    ['near', { ...calm, best: { ...calm.best, likelyPoints: 52_000 } }],
    ['watch', { ...calm, wallAtMs: 900_000 }],
    ['exhausted', { ...calm, remainingPoints: 0 }],
  ])('%s', (status, facts) => {
    expect(statusOf(facts)).toBe(status);
  });
});
