import fc from 'fast-check';
import { poolName, poolSentences } from '../../static/dashboard/src/sentences/pool';
import { exactly, nowMs, poolView, words } from './fixtures';

const say = (change: Parameters<typeof poolView>[0] = {}) => poolSentences(poolView(change), nowMs, words);
const readAtMs = nowMs - 2 * 60_000;

test('a silent counter leaves a range, and the sentence says so', () => {
  const { own, level, reset, tier, basis } = say();
  expect([own, level, reset, tier].join(' ')).toBe(
    'This site spent about 41,200 points this hour. All sites together: between 41,200 and 52,000 of 65,000. ' +
      'Resets in 18 min (15:00 UTC). Tier 1, enforced.',
  );
  expect(basis).toBe('Estimate: the counter stays silent below 80%');
});

test('a reading is what Atlassian’s counter has left, with its age', () => {
  const said = say({
    level: { lowPoints: 47_158, likelyPoints: 47_158, highPoints: 47_158, basis: 'reading', readAtMs },
  });
  expect(said.level).toBe(
    'Atlassian’s counter: 17,842 of 65,000 left for all sites together, read 2 min ago.',
  );
  expect(said.basis).toBe('Reading of Atlassian’s counter');
});

test('a reading that is older than the last call leaves a range of what is left', () => {
  const level = {
    lowPoints: 47_158,
    likelyPoints: 47_158,
    highPoints: 48_358,
    basis: 'reading' as const,
    readAtMs,
  };
  expect(say({ level }).level).toBe(
    'Atlassian’s counter: between 16,600 and 17,900 of 65,000 left for all sites together, read 2 min ago.',
  );
});

test('a reading without an upper bound says at most', () => {
  const level = {
    lowPoints: 47_158,
    likelyPoints: 47_158,
    highPoints: null,
    basis: 'reading' as const,
    readAtMs: nowMs - 5_000,
  };
  expect(say({ level, tier: 2 }).level).toBe(
    'Atlassian’s counter: at most 17,842 of 65,000 left for this site, read less than a minute ago.',
  );
});

describe('the word of the app’s owner', () => {
  const told = {
    ...{ atMs: Date.parse('2026-11-22T14:05:00Z'), asOfMs: Date.parse('2026-11-22T14:04:00Z') },
    ...{
      goodUntilMs: Date.parse('2026-11-22T14:15:00Z'),
      isGood: true,
      sites: 18,
      isBand: false,
    },
    status: 'fine',
  } as const;
  const level = {
    lowPoints: 39_800,
    likelyPoints: 41_200,
    highPoints: 43_900,
    basis: 'told' as const,
    readAtMs,
    told,
  };

  test('is a figure with its band, of all sites, and says whose it is and how long it is good', () => {
    expect(say({ level })).toMatchObject({
      level:
        'All sites together: about 41,200 of 65,000, between 39,800 and 43,900. ' +
        'Told by the app’s owner at 14:05 UTC, good until 14:15 UTC, of 18 sites.',
      basis: 'Told by the app’s owner, who hears of all sites',
    });
  });

  test('may be a band alone, or be without a bound, and is so also before a header has named the tier', () => {
    const band = {
      ...level,
      lowPoints: 39_000,
      highPoints: 45_500,
      told: { ...told, isBand: true, sites: 1 },
    };
    expect(say({ level: band, tier: null }).level).toBe(
      'All sites together: between 39,000 and 45,500 of 65,000. Told by the app’s owner at 14:05 UTC, good until 14:15 UTC, of 1 site.',
    );
    expect(say({ level: { ...level, highPoints: null } }).level).toContain(
      'about 41,200 of 65,000 at least.',
    );
  });

  test('is no figure any more when its time is over', () => {
    const over = { ...level, likelyPoints: 39_800, highPoints: 52_000, told: { ...told, isGood: false } };
    expect(say({ level: over }).level).toBe(
      'All sites together: between 39,800 and 52,000 of 65,000. ' +
        'So much was gone by the word of the app’s owner of 14:05 UTC, which was good until 14:15 UTC.',
    );
  });
});

test('a refusal leaves nothing', () => {
  const level = {
    lowPoints: 65_000,
    likelyPoints: 65_000,
    highPoints: 65_000,
    basis: 'refused' as const,
    readAtMs: nowMs - 5 * 60_000,
  };
  const said = say({ level, status: 'exhausted' });
  expect(said.level).toBe(
    'Atlassian refused a call for this quota 5 min ago: nothing is left until the reset.',
  );
  expect(say({ level: { ...level, readAtMs: null } }).level).toBe(
    'Atlassian refused a call for this quota: nothing is left until the reset.',
  );
});

test('without an answer of this hour only the own spend is certain', () => {
  const level = {
    lowPoints: 2_110,
    likelyPoints: 2_110,
    highPoints: null,
    basis: 'none' as const,
    readAtMs: null,
  };
  expect(say({ level }).level).toBe(
    'No answer of this hour has named the quota yet. All sites together: at least 2,110 of 65,000.',
  );
  const unknown = say({ level, tier: null, enforcement: null, quotaPoints: null, status: 'unknown' });
  expect(unknown.level).toBe(
    'No answer of this hour has named the quota yet. The whole pool: at least 2,110.',
  );
  expect(unknown.tier).toBe('Tier not known yet: no answer has named the quota.');
});

test('where nothing was spent and nothing was said, nothing is known, rather than at least 0', () => {
  const level = { lowPoints: 0, likelyPoints: 0, highPoints: null, basis: 'none' as const, readAtMs: null };
  expect(say({ level, own: exactly(0), ownRequests: 0 }).level).toBe(
    'Of all sites together nothing is known this hour: no answer has named the quota of 65,000 yet.',
  );
  expect(say({ level, tier: null, quotaPoints: null }).level).toBe(
    'Of the whole pool nothing is known this hour: no answer has named the quota yet.',
  );
});

test('beta is announced, not yet enforced', () => {
  const said = say({ enforcement: 'beta', status: 'near' });
  expect(said.tier).toBe('Tier 1, announced, not yet enforced.');
});

test('tier 2 is this site’s own pool', () => {
  const said = say({ tier: 2, quotaPoints: 120_000 });
  expect(said.tier).toBe('Tier 2, this site’s own pool, enforced.');
  expect(said.level).toBe('This site’s own pool: between 41,200 and 52,000 of 120,000.');
  expect(say({ tier: 2, enforcement: null }).tier).toBe(
    'Tier 2, this site’s own pool; no header has said yet whether it is enforced.',
  );
});

test('a figure without a range is exact, and no call is no figure', () => {
  expect(say({ own: exactly(41_213) }).own).toBe('This site spent 41,213 points this hour.');
  expect(say({ own: exactly(1) }).own).toBe('This site spent 1 point this hour.');
  expect(say({ own: exactly(0), ownRequests: 0 }).own).toBe('No metered call of this site this hour.');
});

test('a reporting source is named as itself', () => {
  const pool = { app: 'billing', environment: 'STAGING', product: 'confluence' as const };
  expect(say({ pool, own: exactly(12) }).own).toBe('billing spent 12 points this hour.');
  expect(say({ pool, ownRequests: 0 }).own).toBe('No reported call of billing this hour.');
  expect(poolName({ pool }, words)).toBe('Confluence · billing · staging');
});

test('an hour that has passed does not reset in negative minutes', () => {
  expect(say({ resetAtMs: nowMs - 1 }).reset).toBe('The hour is over; the next refresh shows the new one.');
  expect(say({ resetAtMs: nowMs + 40_000 }).reset).toBe('Resets in 40 sec (14:42 UTC).');
});

test('rounding never claims more than is known: the low end is never raised, the high end never lowered', () => {
  const figure = (shown: string) => Number(shown.replaceAll(',', ''));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (points) => {
      expect(figure(words.format.atLeast(points))).toBeLessThanOrEqual(points);
      expect(figure(words.format.atMost(points))).toBeGreaterThanOrEqual(points);
    }),
  );
});
