/** What an emulated Atlassian Cloud is made of. Every part has a default, so `createCloud({})` is a working cloud. */
import type { Clock } from '../clock';
import type { ForeignLoad } from './foreign';
import type { OwnEndpoint } from './own/endpoint';
import type { Fault } from './own/faults';
import type { Fixture } from './own/fixture';
import type { Oddity } from './own/oddities';
import type { HiddenCosts } from './prices';

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

export interface AppOptions {
  id: string;
  /** 1: one pool for all sites. 2: a pool for each site, sized by its edition and users. */
  tier: 1 | 2;
  enforcement: AppEnforcement;
  /** Points an hour in place of the tier's own figure. */
  quotaPoints?: number;
  /** Makes it a Connect app, too, whose key is its id: what Jira would have told its installed callback. */
  connect?: { sharedSecret: string; oauthClientId: string };
  /** What tenants outside this cloud draw from the same global pool. Without meaning on tier 2. */
  foreign?: { jira?: ForeignLoad; confluence?: ForeignLoad };
}

export type AnyAppOptions = Partial<Pick<AppOptions, 'tier' | 'enforcement' | 'quotaPoints'>>;

export interface CloudOptions {
  clock?: Clock;
  /** Decides all data. The same seed gives the same answers on every machine. */
  seed?: number;
  sites?: readonly SiteOptions[];
  /** Apps with settings of their own. Any other app id has those of `anyApp`. */
  apps?: readonly AppOptions[];
  /** Settings of every app that `apps` does not name. Left out: tier 1, enforced, the tier's own quota. */
  anyApp?: AnyAppOptions;
  /** People of every site that names none of its own; they come first among its users. */
  people?: readonly NamedPerson[];
  /** Endpoints of your own, in place of the emulator's where both have the path. */
  endpoints?: readonly OwnEndpoint[];
  /** Recorded answers, which go before any endpoint. */
  fixtures?: readonly Fixture[];
  /** Failures on purpose. */
  faults?: readonly Fault[];
  /** Oddities of the headers that were seen in the field. */
  flags?: readonly Oddity[];
  /** Prices that differ from the published rule; the default is what was measured in the field. */
  hiddenCosts?: HiddenCosts;
  /** Whether development, staging and production of an app share a pool. Sources contradict each other. */
  environments?: 'shared' | 'apart';
  /** Whether the policy header stays when nothing is left: `absent` is the flag `policy-absent-at-zero`. */
  policyAtZero?: 'present' | 'absent';
  /** Typical latency; each answer takes between half and twice as long. 0 switches it off. */
  latencyMs?: number;
  /**
   * Lets `/rest/api/2|3/search` answer, which Atlassian removed and which answers 410 otherwise: for clients that were never
   * ported, until they are.
   */
  legacySearch?: boolean;
  /** Keeps every call in `account.journal()`. Memory then grows with traffic: for short tests. */
  journal?: boolean;
}

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
