import fc from 'fast-check';
import { hourStartMs, nextHourMs } from './hour';
import { editions, hourlyQuota } from './tiers';

describe('points an hour', () => {
  it.each([
    [{ tier: 1, edition: 'enterprise', users: 15_000 } as const, 65_000],
    [{ tier: 2, edition: 'free', users: null } as const, 65_000],
    [{ tier: 2, edition: 'standard', users: 2_000 } as const, 120_000],
    [{ tier: 2, edition: 'premium', users: 100 } as const, 132_000],
    [{ tier: 2, edition: 'enterprise', users: 15_000 } as const, 500_000],
  ])('%j has %d', (site, points) => {
    expect(hourlyQuota(site)).toBe(points);
  });

  it('are unknown where the users are', () => {
    expect(hourlyQuota({ tier: 2, edition: 'premium', users: null })).toBeNull();
    expect(hourlyQuota({ tier: 2, edition: 'premium', users: -3 })).toBeNull();
  });

  it('never fall with more users and never pass 500,000', () => {
    fc.assert(
      fc.property(fc.constantFrom(...editions), fc.nat(), fc.nat(), (edition, users, more) => {
        const few = hourlyQuota({ tier: 2, edition, users });
        const many = hourlyQuota({ tier: 2, edition, users: users + more });
        expect(many).toBeGreaterThanOrEqual(few ?? Number.NaN);
        expect(many).toBeLessThanOrEqual(500_000);
      }),
    );
  });
});

describe('the hour', () => {
  it('starts and ends on the full hour of UTC', () => {
    const atMs = Date.parse('2026-03-26T15:59:59.999Z');
    expect(hourStartMs(atMs)).toBe(Date.parse('2026-03-26T15:00:00Z'));
    expect(nextHourMs(atMs)).toBe(Date.parse('2026-03-26T16:00:00Z'));
  });

  it('is over only at the next full hour, seen from a full hour', () => {
    expect(nextHourMs(Date.parse('2026-03-26T16:00:00Z'))).toBe(Date.parse('2026-03-26T17:00:00Z'));
  });
});
