import type { Product } from '../../src/model';

/** One app on one site. Its id is new after a reinstallation, and storage goes by it. */
export interface Installation {
  id: string;
  cloudId: string;
  /** For example `https://acme.atlassian.net`. */
  siteUrl: string;
  environmentType: 'PRODUCTION' | 'STAGING' | 'DEVELOPMENT';
  installedAtMs: number;
  /** Products that it is installed in, the first one being its home; all that the manifest names when left out. */
  products?: readonly AppProduct[];
  /** Left out: none, as for free apps, outside of production and off the Marketplace. */
  license?: License;
}

export type AppProduct = Extract<Product, 'jira' | 'confluence'>;

/** What a paid app of the Marketplace is told in production. Source: Forge, app context API, 2026-08. */
export interface License {
  active: boolean;
  isActive?: boolean;
  type?: string;
  billingPeriod?: string;
  isEvaluation?: boolean;
  subscriptionEndDate?: string;
  trialEndDate?: string;
  supportEntitlementNumber?: string;
  ccpEntitlementId?: string;
  ccpEntitlementSlug?: string;
  capabilitySet?: 'capabilityStandard' | 'capabilityAdvanced';
}

/** An address of the platform that knows how it is written; JSON keeps that form, as in @forge/api 8.3.0. */
interface Ari {
  toString: () => string;
  toJSON: () => string;
}

function ari<T extends object>(fields: T, written: string): T & Ari {
  return { ...fields, toString: () => written, toJSON: () => written };
}

/** The site as the platform names it. */
export function contextAri(installation: Installation): string {
  const [home = 'jira'] = installation.products ?? [];
  return siteAri(home, installation.cloudId);
}

function siteAri(product: AppProduct, cloudId: string): string {
  return `ari:cloud:${product}::site/${cloudId}`;
}

/**
 * Second argument of every handler, as far as it says whose call it is. `contexts` are objects that write themselves as an
 * ARI; a `workspaceId` is Bitbucket's alone. Source: Forge, app context API, 2026-08.
 */
export function requestOf(installation: Installation, accountId: string | null): Record<string, unknown> {
  const { id, cloudId, license, products = ['jira'] } = installation;
  return {
    ...(accountId === null ? {} : { principal: { accountId } }),
    installContext: contextAri(installation),
    license: license === undefined ? undefined : { ...license },
    installation: {
      ari: ari({ installationId: id }, `ari:cloud:ecosystem::installation/${id}`),
      contexts: products.map((product) => ari({ cloudId }, siteAri(product, cloudId))),
    },
  };
}
