/** The sites and apps that an emulated Atlassian Cloud is made of. */
import type { ForeignLoad } from './foreign';

export type Edition = 'free' | 'standard' | 'premium' | 'enterprise';

/** How much a site holds. Issues and pages are computed when asked for, so large numbers cost no memory. */
export interface SiteSizes {
  projects: number;
  issuesPerProject: number;
  versionsPerProject: number;
  groups: number;
  spaces: number;
  pagesPerSpace: number;
  permissionsPerSpace: number;
}

export interface NamedPerson {
  accountId: string;
  displayName: string;
  /** Names the person in Basic authentication. Left out: made of the name, at example.com. */
  emailAddress?: string;
  /** Administers Jira and Confluence on this site. */
  admin: boolean;
  /** Whether restricted projects and issues are seen, too. Left out: as an administrator does. */
  seesRestricted?: boolean;
}

export interface SiteOptions {
  cloudId: string;
  /** First part of the site's address: `acme` for acme.atlassian.net. */
  name: string;
  edition: Edition;
  users: number;
  /** People whose account ids a test wants to know beforehand; they come first among the users. */
  people?: readonly NamedPerson[];
  sizes?: Partial<SiteSizes>;
}

/** `off`: the points are counted and no header or refusal shows it. */
export const enforcements = ['enforced', 'beta', 'off'] as const;
export type AppEnforcement = (typeof enforcements)[number];

/** As the licence API words it. */
export interface AppLicense {
  active: boolean;
  type: 'commercial' | null;
  isEvaluation: boolean;
  trialEndDate?: string | null;
  subscriptionEndDate?: string | null;
  billingPeriod?: string;
  supportEntitlementNumber?: string | null;
  ccpEntitlementId?: string;
  ccpEntitlementSlug?: string;
  capabilitySet?: string;
}

export interface AppOptions {
  id: string;
  /** 1: one pool for all sites. 2: a pool for each site, sized by its edition and users. */
  tier: 1 | 2;
  enforcement: AppEnforcement;
  /** Points an hour in place of the tier's own figure. */
  quotaPoints?: number;
  /** Makes it a Connect app, too, whose key is its id: what Jira would have told its installed callback. */
  connect?: { sharedSecret: string; oauthClientId: string };
  /** What the licence API says of it, on every site. Left out: it has none, as a free app. */
  license?: AppLicense;
  /** What tenants outside this cloud draw from the same global pool. Without meaning on tier 2. */
  foreign?: { jira?: ForeignLoad; confluence?: ForeignLoad };
}

export type AnyAppOptions = Partial<Pick<AppOptions, 'tier' | 'enforcement' | 'quotaPoints'>>;

export const defaultSizes: SiteSizes = {
  projects: 16,
  issuesPerProject: 400,
  versionsPerProject: 12,
  groups: 14,
  spaces: 10,
  pagesPerSpace: 120,
  permissionsPerSpace: 60,
};

export const defaultSites: readonly SiteOptions[] = [
  { cloudId: '6f1c2a9e-4b7d-4c55-9a3e-8d20b1c7f401', name: 'acme', edition: 'standard', users: 180 },
  { cloudId: 'c2d94f37-91ab-4e0c-b6f5-35e7a0d8c902', name: 'globex', edition: 'premium', users: 640 },
];
