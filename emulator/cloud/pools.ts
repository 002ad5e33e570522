/** Which pool a call draws on, and what its headers call it. */
import type { AnyAppOptions, AppEnforcement, AppOptions } from './options';
import { globalQuotaPoints, QuotaPool, tenantQuotaPoints, type PoolHour } from './quota-pool';
import type { Site } from './world/site';

/** The products that have a quota with headers. GraphQL is counted and not yet limited. */
export type LimitedProduct = 'jira' | 'confluence';

export interface AppPool {
  app: string;
  /** `null`: all environments together. */
  environment: string | null;
  product: LimitedProduct;
  /** `null`: all sites together. */
  cloudId: string | null;
  enforcement: AppEnforcement;
  /** The policy's name in the headers. */
  policy: 'global-app-quota' | 'tenant-app-quota';
  /** `RateLimit-Reason` of a refusal. */
  reason: string;
  quota: QuotaPool;
}

export interface PoolAccount extends Pick<AppPool, 'app' | 'environment' | 'product' | 'cloudId'> {
  /** Start of the hour, ISO 8601. */
  hour: string;
  quotaPoints: number;
  ownPoints: number;
  foreignPoints: number;
}

function reasonOf(product: LimitedProduct, tier: 1 | 2): string {
  // Confluence documents confluence-quota-global-based and was seen to send conf-global-based.
  if (product === 'confluence') return tier === 1 ? 'conf-global-based' : 'confluence-quota-tenant-based';
  return tier === 1 ? 'jira-quota-global-based' : 'jira-quota-tenant-based';
}

export class Pools {
  private readonly byKey = new Map<string, AppPool>();
  private readonly settings: Map<string, AppOptions>;

  constructor(
    apps: readonly AppOptions[],
    private readonly environments: 'shared' | 'apart',
    private readonly anyApp: AnyAppOptions = {},
  ) {
    this.settings = new Map(apps.map((app) => [app.id, app]));
    // Pools with other tenants exist before this cloud's first call: the others do not wait for it.
    for (const app of apps) {
      if (app.tier === 2 || environments === 'apart') continue;
      for (const product of ['jira', 'confluence'] as const) {
        if (app.foreign?.[product] !== undefined) this.pool(app, null, product, null);
      }
    }
  }

  of(appId: string, environment: string, product: LimitedProduct, site: Site): AppPool {
    const usual = { id: appId, tier: 1, enforcement: 'enforced', ...this.anyApp } as const;
    const app: AppOptions = this.settings.get(appId) ?? usual;
    return this.pool(
      app,
      this.environments === 'apart' ? environment : null,
      product,
      app.tier === 2 ? site : null,
    );
  }

  moveTo(nowMs: number): void {
    for (const pool of this.byKey.values()) pool.quota.moveTo(nowMs);
  }

  account(): PoolAccount[] {
    return [...this.byKey.values()].flatMap(({ app, environment, product, cloudId, quota }) =>
      quota.hours().map(({ hourStartMs, ownPoints, foreignPoints }: PoolHour) => {
        const hour = new Date(hourStartMs).toISOString();
        const { quotaPoints } = quota;
        return { app, environment, product, cloudId, hour, quotaPoints, ownPoints, foreignPoints };
      }),
    );
  }

  private pool(
    app: AppOptions,
    environment: string | null,
    product: LimitedProduct,
    site: Site | null,
  ): AppPool {
    const key = `${app.id}|${environment ?? ''}|${product}|${site?.cloudId ?? ''}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const tierPoints = site === null ? globalQuotaPoints : tenantQuotaPoints(site.edition, site.people.count);
    const load = site === null ? (app.foreign?.[product] ?? null) : null;
    const made: AppPool = {
      app: app.id,
      environment,
      product,
      cloudId: site?.cloudId ?? null,
      enforcement: app.enforcement,
      policy: app.tier === 1 ? 'global-app-quota' : 'tenant-app-quota',
      reason: reasonOf(product, app.tier),
      quota: new QuotaPool(app.quotaPoints ?? tierPoints, app.enforcement === 'enforced', load),
    };
    this.byKey.set(key, made);
    return made;
  }
}
