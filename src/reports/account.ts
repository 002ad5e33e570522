/**
 * What a report is made of: plain tables that add up. A report's JSON carries them whole, so that several sites' reports
 * can be joined into one. Texts are ISO 8601 in UTC where they name a time; points are exact to the thousandth and
 * estimates, `low..likely..high`. An hour without a row is unknown; one in which nothing happened has a row of zeros.
 *
 * Each table is a schema: the types come from it, files are read by it, and docs/report.schema.json is written from it.
 */
import * as v from 'valibot';
import { costRules } from '../costs/entry';
import { editions } from '../limits/tiers';
import { bases, methods, products, routes, throttleReasons } from '../model';
import { amount, count, countsOf, flag, hour, siteId, text, time } from './fields';

/** Points an hour or of many. */
export const pointsColumns = { lowPoints: amount, likelyPoints: amount, highPoints: amount };
export type PointsColumns = v.InferOutput<v.ObjectSchema<typeof pointsColumns, undefined>>;

/** Index into the report's pools. */
export const poolIndex = v.pipe(count, v.description('Index into pools'));

const callsByReason = countsOf(throttleReasons);
export type CallsByReason = v.InferOutput<typeof callsByReason>;

export const poolRow = v.object({
  app: text,
  environment: text,
  product: v.picklist(products),
  /** As the last policy header proved it; `null` where none was seen. */
  tier: v.nullable(v.picklist([1, 2])),
  /** Of the same header. */
  quotaPoints: v.pipe(
    v.nullable(amount),
    v.description('Points an hour as the headers last named it; null where none did'),
  ),
});
export type PoolRow = v.InferOutput<typeof poolRow>;

export const hourRow = v.object({
  hour,
  pool: poolIndex,
  /** How many sites know this hour. */
  knownSites: count,
  /** Calls that the pool is charged for. */
  requests: count,
  ...pointsColumns,
  /** Refused with 429, whatever the route. */
  refusedCalls: callsByReason,
  /** Served, and would have been refused by a limit that is announced but not enforced. */
  betaRefusedCalls: callsByReason,
  /** When the first refusal for the quota that is known of came; later than the first there was, or the first itself. */
  quotaRefusedFrom: v.nullable(time),
  /** Most points of the whole pool that Atlassian's own counter showed; it is silent below about 80%. */
  counterPoints: v.nullable(amount),
  /** Of the likely points: reads that a person waited for, and that the page could ask through the browser bridge. */
  bridgePoints: v.nullable(amount),
  /** Of the likely points: other reads, whose answers could be kept for a while. Both `null` where whoever recorded the hour did not tell. */
  cachePoints: v.nullable(amount),
});
export type HourRow = v.InferOutput<typeof hourRow>;

export const endpointRow = v.object({
  pool: poolIndex,
  /** `ANY`: the calls of endpoints that were not told apart. */
  method: v.picklist([...methods, 'ANY']),
  template: text,
  requests: count,
  ...pointsColumns,
  /** Requests by where their price comes from. */
  bases: countsOf(bases),
  routes: v.array(v.picklist(routes)),
  refusedCalls: count,
  /** Without an answer, or with a 5xx; `null` where whoever recorded them did not tell. */
  failedCalls: v.nullable(count),
});
export type EndpointRow = v.InferOutput<typeof endpointRow>;

export const routeRow = v.object({
  pool: poolIndex,
  route: v.picklist(routes),
  isCharged: flag,
  requests: count,
  ...pointsColumns,
});
export type RouteRow = v.InferOutput<typeof routeRow>;

const counted = (what: string) => v.pipe(count, v.description(what));

/** What was seen of a feature's calls; the rest of a pool's features, beyond those with most calls, is one row. */
export const featureRow = v.object({
  pool: poolIndex,
  feature: v.pipe(
    v.nullable(text),
    v.description('As the app named it; null where it named none, and for the rest'),
  ),
  isBridge: v.pipe(
    v.nullable(flag),
    v.description('Made by the page through the browser bridge; null for the rest, which may be both'),
  ),
  isRest: v.pipe(flag, v.description('The sum of the features that are not listed')),
  calls: counted('The sum of the next four'),
  priced: counted('Served; the price rests on a header, a measurement or the published rule'),
  estimated: counted('Served; the price is an assumption. At least so many'),
  failed: counted('Answered with 4xx or 5xx'),
  noAnswer: counted('No answer came'),
  unknownPath: counted('Of all calls, to a method and path that the cost catalogue does not have'),
  folded: counted('Of all calls, those whose path and feature were not kept'),
});
export type FeatureRow = v.InferOutput<typeof featureRow>;

/** What one site spent of a pool. */
export const sitePoolRow = v.object({
  pool: poolIndex,
  requests: count,
  ...pointsColumns,
  knownHours: count,
  /** The greatest of its hours, low, likely and high each by itself. */
  peakLowPoints: amount,
  peakLikelyPoints: amount,
  peakHighPoints: amount,
  /** The hour of the greatest likely points; `null` where no hour is known. */
  peakHour: v.nullable(hour),
});
export type SitePoolRow = v.InferOutput<typeof sitePoolRow>;

export const siteRow = v.object({
  id: siteId,
  /** As somebody named it; `null` where nobody did. */
  label: v.nullable(text),
  /** Both as stated: the app cannot see them. */
  edition: v.nullable(v.picklist(editions)),
  users: v.nullable(count),
  madeAt: time,
  /** Version of the cost catalogue that priced its calls last. */
  catalogueVersion: text,
  /** Hours of its period since recording began there, known or not. */
  periodHours: count,
  pools: v.array(sitePoolRow),
});
export type SiteRow = v.InferOutput<typeof siteRow>;

/** Which sites spent most in the highest hours of several sites together. */
export const driverRow = v.object({ pool: poolIndex, hour, site: siteId, likelyPoints: amount });
export type DriverRow = v.InferOutput<typeof driverRow>;

/** What the cost catalogue says of an endpoint in this report. */
export const catalogueRow = v.object({
  product: v.picklist(products),
  method: v.picklist(methods),
  template: text,
  /** `null`: the catalogue has no such endpoint, so its price is an assumption. */
  rule: v.nullable(v.picklist(costRules)),
  basis: v.picklist(bases),
  source: v.nullable(text),
  readOn: v.nullable(text),
});
export type CatalogueRow = v.InferOutput<typeof catalogueRow>;

/** All of an account but its tables. */
export const accountHead = v.object({
  madeAt: time,
  app: v.object({ name: text, version: v.nullable(text) }),
  period: v.pipe(
    v.object({ from: hour, to: hour }),
    v.description('Whole hours, UTC: from the first to before the last'),
  ),
  /** What was already done to spend less, and other notes, in the words of whoever asks. */
  alreadyDone: v.array(text),
  notes: v.array(text),
  /** Each the calls of one run of the app; `null` where some day was summed up without counting them. A gap between two days is
   *  not noticed, so there may be more. */
  missingRecords: v.pipe(
    v.nullable(count),
    v.description('Records known to be missing; null where that was not counted'),
  ),
});

export interface ReportAccount extends v.InferOutput<typeof accountHead> {
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
}
