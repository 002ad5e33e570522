/**
 * What a report is made of: plain tables that add up. A report's JSON carries them whole, so that several sites' reports
 * can be joined into one. Texts are ISO 8601 in UTC where they name a time; points are exact to the thousandth and
 * estimates, `low..likely..high`. An hour without a row is unknown; one in which nothing happened has a row of zeros.
 */
import type { CoverageCounts } from '../analysis/coverageViews';
import type { CostRule } from '../costs/entry';
import type { Edition, Tier } from '../limits/tiers';
import type { Basis, Method, PoolId, Product, Route, ThrottleReason } from '../model';

export type CallsByReason = Partial<Record<ThrottleReason, number>>;

export interface PoolRow extends PoolId {
  /** As the last policy header proved it; `null` where none was seen. */
  tier: Tier | null;
  /** Points an hour, of the same header. */
  quotaPoints: number | null;
}

/** Points an hour or of many. */
export interface PointsColumns {
  lowPoints: number;
  likelyPoints: number;
  highPoints: number;
}

export interface HourRow extends PointsColumns {
  hour: string;
  /** Index into the report's pools, here and in the other tables. */
  pool: number;
  /** How many sites know this hour. */
  knownSites: number;
  /** Calls that the pool is charged for. */
  requests: number;
  /** Refused with 429, whatever the route. */
  refusedCalls: CallsByReason;
  /** Served, and would have been refused by a limit that is announced but not enforced. */
  betaRefusedCalls: CallsByReason;
  /** When the first refusal for the quota that is known of came; later than the first there was, or the first itself. */
  quotaRefusedFrom: string | null;
  /** Most points of the whole pool that Atlassian's own counter showed; it is silent below about 80%. */
  counterPoints: number | null;
  /** Of the likely points: reads that a person waited for, and that the page could ask through the browser bridge. */
  bridgePoints: number;
  /** Of the likely points: other reads, whose answers could be kept for a while. */
  cachePoints: number;
}

export interface EndpointRow extends PointsColumns {
  pool: number;
  method: Method;
  template: string;
  requests: number;
  /** Requests by where their price comes from. */
  bases: Partial<Record<Basis, number>>;
  routes: Route[];
  refusedCalls: number;
  /** Without an answer, or with a 5xx. */
  failedCalls: number;
}

export interface RouteRow extends PointsColumns {
  pool: number;
  route: Route;
  isCharged: boolean;
  requests: number;
}

/** What was seen of a feature's calls; the rest of a pool's features, beyond those with most calls, is one row. */
export interface FeatureRow extends CoverageCounts {
  pool: number;
  /** As the app named it; `null` where it named none, and for the rest. */
  feature: string | null;
  /** Made by the page through the browser bridge; `null` for the rest, which may be both. */
  isBridge: boolean | null;
  isRest: boolean;
}

/** What one site spent of a pool. */
export interface SitePoolRow extends PointsColumns {
  pool: number;
  requests: number;
  knownHours: number;
  peakLowPoints: number;
  peakLikelyPoints: number;
  peakHighPoints: number;
  /** `null` where no hour is known. */
  peakHour: string | null;
}

export interface SiteRow {
  /** 16 hexadecimal digits that stand for the installation. */
  id: string;
  /** As somebody named it; `null` where nobody did. */
  label: string | null;
  /** Both as stated: the app cannot see them. */
  edition: Edition | null;
  users: number | null;
  madeAt: string;
  /** Version of the cost catalogue that priced its calls last. */
  catalogueVersion: string;
  /** Hours of its period, known or not. */
  periodHours: number;
  pools: SitePoolRow[];
}

/** Which sites spent most in the highest hours of several sites together. */
export interface DriverRow {
  pool: number;
  hour: string;
  site: string;
  likelyPoints: number;
}

/** What the cost catalogue says of an endpoint in this report. */
export interface CatalogueRow {
  product: Product;
  method: Method;
  template: string;
  /** `null`: the catalogue has no such endpoint, so its price is an assumption. */
  rule: CostRule | null;
  basis: Basis;
  source: string | null;
  readOn: string | null;
}

export interface ReportAccount {
  madeAt: string;
  app: { name: string; version: string | null };
  /** Whole hours, from the first to before the last. */
  period: { from: string; to: string };
  pools: PoolRow[];
  sites: SiteRow[];
  hours: HourRow[];
  endpoints: EndpointRow[];
  routes: RouteRow[];
  /** `null` where it is of a version that did not say, or one of several sites is. */
  features: FeatureRow[] | null;
  /** What the prices rest on. */
  catalogue: CatalogueRow[];
  /** Empty for one site. */
  drivers: DriverRow[];
  /** What was already done to spend less, and other notes, in the words of whoever asks. */
  alreadyDone: string[];
  notes: string[];
  /** Records that are known to be missing, each the calls of one run of the app; `null` where some day was summed up without
   *  counting them. A gap between two days is not noticed, so there may be more. */
  missingRecords: number | null;
}
