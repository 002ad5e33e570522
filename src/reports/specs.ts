import { costRules } from '../costs/entry';
import { editions } from '../limits/tiers';
import { bases, methods, products, routes, throttleReasons } from '../model';
import type {
  CatalogueRow,
  DriverRow,
  EndpointRow,
  FeatureRow,
  HourRow,
  PointsColumns,
  PoolRow,
  RouteRow,
  SitePoolRow,
  SiteRow,
} from './account';
import {
  countsOf,
  isAmount,
  isCount,
  isFlag,
  isHour,
  isText,
  isTime,
  listOf,
  oneOf,
  orNull,
  type Spec,
} from './checks';

const points: Spec<PointsColumns> = { lowPoints: isAmount, likelyPoints: isAmount, highPoints: isAmount };
const isSiteId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);

export const poolSpec: Spec<PoolRow> = {
  app: isText,
  environment: isText,
  product: oneOf(products),
  tier: (value) => value === null || value === 1 || value === 2,
  quotaPoints: orNull(isAmount),
};

export const hourSpec: Spec<HourRow> = {
  ...points,
  hour: isHour,
  pool: isCount,
  knownSites: isCount,
  requests: isCount,
  refusedCalls: countsOf(throttleReasons),
  betaRefusedCalls: countsOf(throttleReasons),
  quotaRefusedFrom: orNull(isTime),
  counterPoints: orNull(isAmount),
  bridgePoints: isAmount,
  cachePoints: isAmount,
};

export const endpointSpec: Spec<EndpointRow> = {
  ...points,
  pool: isCount,
  method: oneOf(methods),
  template: isText,
  requests: isCount,
  bases: countsOf(bases),
  routes: listOf(oneOf(routes)),
  refusedCalls: isCount,
  failedCalls: isCount,
};

export const routeSpec: Spec<RouteRow> = {
  ...points,
  pool: isCount,
  route: oneOf(routes),
  isCharged: isFlag,
  requests: isCount,
};

export const featureSpec: Spec<FeatureRow> = {
  pool: isCount,
  feature: orNull(isText),
  isBridge: orNull(isFlag),
  isRest: isFlag,
  calls: isCount,
  priced: isCount,
  estimated: isCount,
  failed: isCount,
  noAnswer: isCount,
  unknownPath: isCount,
  folded: isCount,
};

export const sitePoolSpec: Spec<SitePoolRow> = {
  ...points,
  pool: isCount,
  requests: isCount,
  knownHours: isCount,
  peakLowPoints: isAmount,
  peakLikelyPoints: isAmount,
  peakHighPoints: isAmount,
  peakHour: orNull(isHour),
};

export const siteSpec: Spec<Omit<SiteRow, 'pools'>> = {
  id: isSiteId,
  label: orNull(isText),
  edition: orNull(oneOf(editions)),
  users: orNull(isCount),
  madeAt: isTime,
  catalogueVersion: isText,
  periodHours: isCount,
};

export const driverSpec: Spec<DriverRow> = {
  pool: isCount,
  hour: isHour,
  site: isSiteId,
  likelyPoints: isAmount,
};

export const catalogueSpec: Spec<CatalogueRow> = {
  product: oneOf(products),
  method: oneOf(methods),
  template: isText,
  rule: orNull(oneOf(costRules)),
  basis: oneOf(bases),
  source: orNull(isText),
  readOn: orNull(isText),
};
