import { bases } from '../model';
import type {
  CallsByReason,
  DriverRow,
  EndpointRow,
  FeatureRow,
  HourRow,
  PoolRow,
  ReportAccount,
  RouteRow,
} from './account';
import { addFeature, compareFeatures, featureKey } from './feature-rows';
import { addColumns, thousandths } from './figures';
import { mostNotes } from './personal';
import { textOrder } from '../text-order';

/** Of the highest hours so many are listed, each with the sites that spent most in it. */
const listedPeaks = 10;
const listedDrivers = 3;

/**
 * Joins the reports of single sites, one after the other, so that any number of them fits into memory: it keeps sums by
 * hour, endpoint and route, one row a site, and the three greatest spenders of each hour.
 */
export class SiteMerger {
  private account: ReportAccount | null = null;
  private readonly pools: PoolRow[] = [];
  private readonly poolIndexes = new Map<string, number>();
  private readonly hours = new Map<string, HourRow>();
  private readonly endpoints = new Map<string, EndpointRow>();
  private readonly routes = new Map<string, RouteRow>();
  private readonly features = new Map<string, FeatureRow>();
  private readonly catalogue = new Map<string, ReportAccount['catalogue'][number]>();
  private readonly drivers = new Map<string, DriverRow[]>();

  /** @param site the report of one site, of the same app as those before it; each site once */
  add(site: ReportAccount): void {
    const indexes = site.pools.map((pool) => this.poolIndex(pool));
    const at = (pool: number): number => indexes[pool] ?? 0;
    const id = site.sites[0]?.id ?? '';
    for (const hour of site.hours) this.addHour({ ...hour, pool: at(hour.pool) }, id);
    for (const row of site.endpoints) this.addEndpoint({ ...row, pool: at(row.pool) });
    for (const row of site.routes) this.addRoute({ ...row, pool: at(row.pool) });
    for (const row of site.features ?? []) this.addFeature({ ...row, pool: at(row.pool) });
    for (const row of site.catalogue) this.catalogue.set(`${row.product} ${row.method} ${row.template}`, row);
    const sites = site.sites.map((one) => ({
      ...one,
      pools: one.pools.map((row) => ({ ...row, pool: at(row.pool) })),
    }));
    this.account = this.account === null ? { ...site, sites } : joined(this.account, site, sites);
  }

  /** `null` before the first site. */
  result(): ReportAccount | null {
    if (this.account === null) return null;
    const hours = [...this.hours.values()].sort((a, b) => a.pool - b.pool || textOrder(a.hour, b.hour));
    // The counter of a pool that each site has for itself says nothing of all of them.
    const isShared = this.pools.map(({ tier }) => tier !== 2);
    return {
      ...this.account,
      pools: this.pools.map((pool) => ({ ...pool })),
      sites: [...this.account.sites].sort((a, b) => textOrder(a.id, b.id)),
      hours: hours.map((row) => (isShared[row.pool] === true ? row : { ...row, counterPoints: null })),
      endpoints: [...this.endpoints.values()].sort(
        (a, b) => a.pool - b.pool || b.likelyPoints - a.likelyPoints || textOrder(a.template, b.template),
      ),
      routes: [...this.routes.values()].sort((a, b) => a.pool - b.pool || textOrder(a.route, b.route)),
      features: this.account.features === null ? null : [...this.features.values()].sort(compareFeatures),
      catalogue: [...this.catalogue].sort(([a], [b]) => textOrder(a, b)).map(([, row]) => row),
      drivers: this.account.sites.length > 1 ? this.topDrivers(hours) : [],
    };
  }

  private poolIndex(pool: PoolRow): number {
    const key = JSON.stringify([pool.app, pool.environment, pool.product]);
    const index = this.poolIndexes.get(key) ?? this.pools.length;
    this.poolIndexes.set(key, index);
    const row = (this.pools[index] ??= { ...pool });
    // Sites that differ leave it open: no one tier or quota holds for all of them.
    if (row.tier !== pool.tier) row.tier = null;
    if (row.quotaPoints !== pool.quotaPoints) row.quotaPoints = null;
    return index;
  }

  private addHour(hour: HourRow, site: string): void {
    const key = `${hour.pool}|${hour.hour}`;
    this.noteDriver(key, { pool: hour.pool, hour: hour.hour, site, likelyPoints: hour.likelyPoints });
    const known = this.hours.get(key);
    if (known === undefined) {
      this.hours.set(key, {
        ...hour,
        refusedCalls: { ...hour.refusedCalls },
        betaRefusedCalls: { ...hour.betaRefusedCalls },
      });
      return;
    }
    addHourRow(known, hour);
  }

  private addEndpoint(row: EndpointRow): void {
    const key = `${row.pool}|${row.method} ${row.template}`;
    const known = this.endpoints.get(key);
    if (known === undefined) {
      this.endpoints.set(key, { ...row, bases: { ...row.bases } });
      return;
    }
    addColumns(known, row);
    known.requests += row.requests;
    known.refusedCalls += row.refusedCalls;
    known.failedCalls = sumOfKnown(known.failedCalls, row.failedCalls);
    known.routes = [...new Set([...known.routes, ...row.routes])].sort();
    for (const basis of bases) {
      const requests = (known.bases[basis] ?? 0) + (row.bases[basis] ?? 0);
      if (requests > 0) known.bases[basis] = requests;
    }
  }

  private addRoute(row: RouteRow): void {
    const key = `${row.pool}|${row.route}`;
    const known = this.routes.get(key);
    if (known === undefined) {
      this.routes.set(key, { ...row });
      return;
    }
    addColumns(known, row);
    known.requests += row.requests;
  }

  private addFeature(row: FeatureRow): void {
    const known = this.features.get(featureKey(row));
    if (known === undefined) this.features.set(featureKey(row), { ...row });
    else addFeature(known, row);
  }

  private noteDriver(key: string, driver: DriverRow): void {
    if (driver.likelyPoints === 0) return;
    const known = this.drivers.get(key) ?? [];
    known.push(driver);
    known.sort((a, b) => b.likelyPoints - a.likelyPoints || textOrder(a.site, b.site));
    this.drivers.set(key, known.slice(0, listedDrivers));
  }

  private topDrivers(hours: readonly HourRow[]): DriverRow[] {
    return this.pools.flatMap((_, pool) =>
      hours
        .filter((hour) => hour.pool === pool && hour.likelyPoints > 0)
        .sort((a, b) => b.likelyPoints - a.likelyPoints || textOrder(a.hour, b.hour))
        .slice(0, listedPeaks)
        .flatMap((hour) => this.drivers.get(`${pool}|${hour.hour}`) ?? []),
    );
  }
}

/** Adds an hour to the same hour of another site, or of another pool that is the same. */
export function addHourRow(known: HourRow, hour: HourRow): void {
  addColumns(known, hour);
  known.knownSites += hour.knownSites;
  known.requests += hour.requests;
  addCalls(known.refusedCalls, hour.refusedCalls);
  addCalls(known.betaRefusedCalls, hour.betaRefusedCalls);
  known.quotaRefusedFrom = earlier(known.quotaRefusedFrom, hour.quotaRefusedFrom);
  known.counterPoints = greater(known.counterPoints, hour.counterPoints);
  known.bridgePoints = sumOfKnown(known.bridgePoints, hour.bridgePoints);
  known.cachePoints = sumOfKnown(known.cachePoints, hour.cachePoints);
}

/** Of what one of two does not tell nothing is told of both. */
function sumOfKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : thousandths(a + b);
}

function joined(all: ReportAccount, site: ReportAccount, sites: ReportAccount['sites']): ReportAccount {
  const { from, to } = site.period;
  all.sites.push(...sites);
  const missing = all.missingRecords === null || site.missingRecords === null;
  return {
    ...all,
    madeAt: site.madeAt > all.madeAt ? site.madeAt : all.madeAt,
    app: { name: all.app.name, version: site.app.version === all.app.version ? all.app.version : null },
    period: {
      from: from < all.period.from ? from : all.period.from,
      to: to > all.period.to ? to : all.period.to,
    },
    // Of some sites alone the sums would be taken for those of all.
    features: site.features === null ? null : all.features,
    alreadyDone: [...new Set([...all.alreadyDone, ...site.alreadyDone])].slice(0, mostNotes),
    notes: [...new Set([...all.notes, ...site.notes])].slice(0, mostNotes),
    missingRecords: missing ? null : (all.missingRecords ?? 0) + (site.missingRecords ?? 0),
  };
}

function addCalls(into: CallsByReason, from: CallsByReason): void {
  for (const [reason, calls] of Object.entries(from) as [keyof CallsByReason, number][])
    into[reason] = (into[reason] ?? 0) + calls;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function greater(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
