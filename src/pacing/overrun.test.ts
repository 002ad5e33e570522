import { playOverrun, type Overrun } from '../../test/support/pace-workload';
import { playStorm, storms } from '../../test/support/pace-storm';

/** Twice as much background work as the hour has points, on three processes, while people use the app. */
const overrun = {
  ...{ seed: 7, hours: 2, quotaPoints: 2_500, isolates: 3 },
  ...{ backgroundShare: 2, personShare: 0.04 },
};

const refusedOf = (refused: Record<string, number>): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

describe('an app that wants twice what its pool has', () => {
  let without: Overrun;
  let paced: Overrun;
  beforeAll(async () => {
    without = await playOverrun({ ...overrun, pace: null });
    paced = await playOverrun({ ...overrun, pace: {} });
  });

  it('has many calls for people refused without a pace', () => {
    expect(refusedOf(without.refused.person)).toBeGreaterThan(without.peopleServed * 0.5);
  });

  it('has no call refused with it, for people or in the background', () => {
    expect(paced.refused).toEqual({ person: {}, background: {} });
    expect(paced.peoplePutOff).toBe(0);
    expect(paced.peopleServed).toBeGreaterThan(80);
  });

  it('does 95% and more of the background work that the quota allows, less its reserve and what people used', () => {
    for (const { background, person } of paced.hours)
      expect(background / (overrun.quotaPoints * 0.9 - person)).toBeGreaterThanOrEqual(0.95);
  });

  it('never sends a call of which an answer had said that it would be refused', () => {
    expect(paced.sentAgainstBetterKnowledge).toBe(0);
    expect(without.sentAgainstBetterKnowledge).toBeGreaterThan(0);
  });

  it('reads the shared value once in ten seconds a process at most, and writes it a few times an hour', () => {
    expect(paced.storageReads).toBeLessThanOrEqual(overrun.hours * overrun.isolates * 361);
    expect(paced.storageWrites).toBeLessThanOrEqual(overrun.hours * overrun.isolates * 2);
  });
});

describe('many calls at once', () => {
  it.each([
    ['one endpoint', 1_200],
    ['one issue', 300],
  ] as const)('to %s are all served, with 95%% fewer refusals', async (name, calls) => {
    const storm = { seed: 1, isolates: 3, calls, sent: storms[name] };
    const without = await playStorm({ ...storm, pace: null });
    const paced = await playStorm({ ...storm, pace: {} });
    expect(without.refused).toBeGreaterThan(100);
    expect(paced.refused / without.refused).toBeLessThanOrEqual(0.05);
    expect(paced.served).toBe(calls);
  });
});
