import { playPool, type PoolPace, type PoolPlayed } from '../../test/support/pool-pace';

const quota = 10_000;

/** Twenty sites on one pool, whose imports want twice of it while people use a fifth everywhere. */
const play = (pace: PoolPace): Promise<PoolPlayed> =>
  playPool({ pace, seed: 5, sites: 20, hours: 2, quotaPoints: quota, backgroundShare: 2, personShare: 0.2 });

const lost = ({ peopleRefused, peoplePutOff }: PoolPlayed): number => peopleRefused + peoplePutOff;
const spent = ({ hours }: PoolPlayed): number[] => hours.map(({ background, person }) => background + person);

describe('twenty sites that share a pool', () => {
  let alone: PoolPlayed;
  let told: PoolPlayed;
  beforeAll(async () => {
    alone = await play('alone');
    told = await play('bands');
  });

  it('meet the wall where each keeps its own pace, since none sees the others below 80%', () => {
    expect(Math.max(...spent(alone))).toBeGreaterThan(0.99 * quota);
    expect(lost(alone)).toBeGreaterThan(0);
  });

  it('keep what people need where the app’s owner tells them of all, and do as much work as that leaves', () => {
    expect(lost(told)).toBe(0);
    expect(Math.max(...spent(told))).toBeLessThan(0.99 * quota);
    for (const { background, person } of told.hours)
      expect(background / (0.9 * quota - person)).toBeGreaterThan(0.9);
  });
});
