/** How many points an hour an app has. */

export const editions = ['free', 'standard', 'premium', 'enterprise'] as const;
export type Edition = (typeof editions)[number];

/** 1: one pool for all sites together. 2: a pool for each site, given after a review. */
export type Tier = 1 | 2;

interface EditionQuota {
  basePoints: number;
  pointsPerUser: number;
}

export const tierQuotas = {
  source: 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
  readOn: '2026-11-22',
  globalPoints: 65_000,
  /** No site has more, however many users. */
  perTenantCapPoints: 500_000,
  perTenant: {
    free: { basePoints: 65_000, pointsPerUser: 0 },
    standard: { basePoints: 100_000, pointsPerUser: 10 },
    premium: { basePoints: 130_000, pointsPerUser: 20 },
    enterprise: { basePoints: 150_000, pointsPerUser: 30 },
  } satisfies Record<Edition, EditionQuota>,
} as const;

export interface Site {
  tier: Tier;
  edition: Edition;
  /** Users of the site; `null` when unknown. */
  users: number | null;
}

/**
 * Points an hour: of the app over all its sites on tier 1, of the app on this site on tier 2. `null` when the quota
 * depends on a number of users that nobody knows, or that is no number of users.
 */
export function hourlyQuota({ tier, edition, users }: Site): number | null {
  if (tier === 1) return tierQuotas.globalPoints;
  const { basePoints, pointsPerUser } = tierQuotas.perTenant[edition];
  if (pointsPerUser === 0) return basePoints;
  if (users === null || !Number.isFinite(users) || users < 0) return null;
  return Math.min(basePoints + pointsPerUser * users, tierQuotas.perTenantCapPoints);
}
