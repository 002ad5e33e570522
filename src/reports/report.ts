/** The report itself: the tables, and what follows from them. docs/report.schema.json is written from it. */
import * as v from 'valibot';
import { enforcements, throttleReasons } from '../model';
import {
  accountHead,
  catalogueRow,
  driverRow,
  endpointRow,
  featureRow,
  hourRow,
  pointsColumns,
  poolIndex,
  poolRow,
  routeRow,
  siteRow,
  type ReportAccount,
} from './account';
import { wholeApp, wholeAppSummary } from './whole-app';
import { amount, count, day, hour, siteId, text } from './fields';

export const reportFormat = 'points-gauge.report';
/** A field that an older reader would miss is a new version. */
export const reportVersion = 1;

const share = v.pipe(v.number(), v.minValue(0));
export const points = v.object({ low: amount, likely: amount, high: amount });

/** Each is a recorded hour's figure; low, likely and high are ranked apart. */
export const hourFigures = v.pipe(
  v.object({ hours: count, p50: points, p75: points, p90: points, p99: points, max: points }),
  v.description(
    'By nearest rank: the smallest recorded hour that at least so many percent of the hours do not exceed',
  ),
);
export type HourFigures = v.InferOutput<typeof hourFigures>;

const dayRow = v.object({ pool: poolIndex, day, knownHours: count, requests: count, ...pointsColumns });
export type DayRow = v.InferOutput<typeof dayRow>;

/** An hour at or over a share of the quota. */
const fullHour = v.object({
  hour,
  /** Of the quota, percent, unrounded. */
  percent: share,
  /** `counter`: Atlassian's own. `refusal`: a call was refused for the quota. `estimate`: this account's likely points. */
  basis: v.picklist(['counter', 'refusal', 'estimate']),
});
export type FullHour = v.InferOutput<typeof fullHour>;

const throttleRow = v.object({
  pool: poolIndex,
  reason: v.picklist(throttleReasons),
  enforcement: v.picklist(enforcements),
  calls: count,
  /** Hours in which there was one. */
  hours: count,
  /** For the quota: from the first known refusal to the end of its hour, at least. `null` for the other limits. */
  minutesAtLeast: v.nullable(count),
});
export type ThrottleRow = v.InferOutput<typeof throttleRow>;

/** Mean and greatest likely points of the hours that fall on it. */
const patternRow = v.object({
  pool: poolIndex,
  kind: v.picklist(['hourOfDay', 'weekday']),
  /** 0 to 23 UTC, or 1 (Monday) to 7 (Sunday). */
  at: count,
  hours: count,
  meanPoints: amount,
  maxPoints: amount,
});
export type PatternRow = v.InferOutput<typeof patternRow>;

/** Over the hours in which Atlassian's counter spoke: what it showed beside what this account holds. */
const foreignShare = v.object({
  hours: count,
  counterPoints: amount,
  ownLikelyPoints: amount,
  /** At least this part of the counter's points was spent by what this account does not see, 0 to 1. */
  foreignAtLeast: share,
});
export type ForeignShare = v.InferOutput<typeof foreignShare>;

const poolSummary = v.object({
  pool: poolIndex,
  quota: v.object({ points: amount, basis: v.picklist(['header', 'tier 1 rule']) }),
  total: points,
  requests: count,
  /** The part of the requests whose price rests on a header, a measurement or the published rule; 0 to 1. */
  foundedShare: v.nullable(share),
  knownHours: count,
  /** Over every hour that is over and known; `null` without any. */
  allHours: v.nullable(hourFigures),
  /** Over those in which points were spent. */
  activeHours: v.nullable(hourFigures),
  meanPointsADay: v.nullable(points),
  maxPointsADay: v.nullable(points),
  /** At or over 80% and 100% of the quota, oldest first. */
  hoursFrom80: v.array(fullHour),
  hoursFrom100: v.array(fullHour),
  foreign: v.nullable(foreignShare),
});
export type PoolSummary = v.InferOutput<typeof poolSummary>;

/** Whether a site's recorded peak would fit into its own pool. */
const tier2Row = v.object({
  site: siteId,
  pool: poolIndex,
  /** By the published formula; `null` without the edition, or without the users that it needs. */
  quotaPoints: v.nullable(amount),
  peak: points,
  /** `fits`: even the high estimate. `likely fits`: the likely one. `exceeds`: not even that. */
  verdict: v.nullable(v.picklist(['fits', 'likely fits', 'exceeds'])),
});
export type Tier2Row = v.InferOutput<typeof tier2Row>;

const coverage = v.object({
  /** Site hours: each hour of the period counts once for each site. */
  periodHours: count,
  knownHours: count,
  /** 0 to 1; `null` for an empty period. */
  share: v.nullable(share),
});
export const report = v.object({
  format: v.literal(reportFormat),
  version: v.literal(reportVersion),
  title: text,
  ...accountHead.entries,
  pools: v.array(poolRow),
  sites: v.array(siteRow),
  hours: v.pipe(
    v.array(hourRow),
    v.description('An hour without a row is unknown; one in which nothing happened has a row of zeros'),
  ),
  endpoints: v.array(endpointRow),
  routes: v.array(routeRow),
  features: v.pipe(
    v.exactOptional(v.nullable(v.array(featureRow))),
    v.description("What was seen of each feature's calls; null or left out where a version did not say"),
  ),
  catalogue: v.pipe(
    v.array(catalogueRow),
    v.description('What the prices rest on; rule is null where the catalogue has no such endpoint'),
  ),
  drivers: v.pipe(
    v.array(driverRow),
    v.description('The sites that spent most in the highest hours; empty for one site'),
  ),
  method: v.array(text),
  coverage,
  summaries: v.array(poolSummary),
  days: v.array(dayRow),
  throttles: v.array(throttleRow),
  patterns: v.pipe(v.array(patternRow), v.description('hourOfDay 0 to 23 UTC, weekday 1 (Monday) to 7')),
  tier2: v.array(tier2Row),
  wholeApp: v.pipe(
    v.exactOptional(wholeApp),
    v.description(
      'In a report of all sites of an app, as its owner’s fleet knows them: the best figure of each hour',
    ),
  ),
  wholeAppSummaries: v.pipe(
    v.exactOptional(v.array(wholeAppSummary)),
    v.description('What follows from wholeApp, by pool'),
  ),
  hashes: v.pipe(
    v.exactOptional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))),
    v.description('SHA-256 of each other part, as JSON without spaces; left out by earlier versions'),
  ),
});
/** What this version makes; `features` is left out by earlier ones only. */
export type Report = v.InferOutput<typeof report> & ReportAccount;
