/**
 * What a report of all sites of an app has beyond the tables: the best that is known of all of them together in each hour, and what that
 * stands on. The tables are what sites' gauges and back ends estimate; only a figure whose basis is `counter` is Atlassian's word.
 */
import * as v from 'valibot';
import { poolIndex, pointsColumns } from './account';
import { amount, count, flag, hour, siteId, text } from './fields';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const likelyPoints = v.pipe(v.nullable(amount), v.description('null: no one figure is known'));

export const wholeAppBases = ['counter', 'scaled', 'learned', 'counts', 'estimate'] as const;
export type WholeAppBasis = (typeof wholeAppBases)[number];

const wholeHour = v.object({
  pool: poolIndex,
  hour,
  ...pointsColumns,
  likelyPoints,
  basis: v.pipe(
    v.picklist(wholeAppBases),
    v.description(
      'counter: Atlassian’s own, and a guess for the minutes after it was last seen; all others are estimates',
    ),
  ),
  /** Whether it speaks of all sites, or of those only that told something. */
  ofAllSites: flag,
  countedShare: v.pipe(
    share,
    v.description('Part of the likely points that Atlassian’s counter vouches for'),
  ),
  /** Sites and requests that Atlassian counted; `null`: no counts of this hour were read. */
  countedSites: v.nullable(count),
  countedRequests: v.nullable(count),
});
export type WholeHour = v.InferOutput<typeof wholeHour>;

/** What Atlassian counted of a site beyond its gauge, all of it where there is none. */
const countedSite = v.object({
  pool: poolIndex,
  site: siteId,
  /** By choice. */
  label: v.nullable(text),
  requests: count,
  ...pointsColumns,
  likelyPoints,
});
export type CountedSite = v.InferOutput<typeof countedSite>;

const read = v.object({
  /** Of the time that the API reaches back within the period, 0 to 1. */
  share,
  missingHours: v.pipe(v.number(), v.minValue(0)),
});

export const wholeApp = v.object({
  /** Atlassian's App logs API: what sites' gauges print. */
  logs: read,
  /** Atlassian's App metrics API: counted requests; `null`: none were ever read. */
  requests: v.nullable(read),
  sites: v.object({
    /** With a line of a gauge, calls that a back end reported, or an hour that a file brought, in the period. */
    told: count,
    /** Of which requests were counted and nothing else is known. */
    countedOnly: count,
    /** Whose gauge has been silent for the last day of the period. */
    silent: count,
  }),
  hours: v.array(wholeHour),
  counted: v.array(countedSite),
});
export type WholeApp = v.InferOutput<typeof wholeApp>;

const fullHour = v.object({
  hour,
  percent: v.pipe(
    v.number(),
    v.minValue(0),
    v.description(
      'Of the quota: as Atlassian’s counter said where it was seen, without a guess; 100 at least where calls were refused for the quota',
    ),
  ),
  basis: v.picklist([...wholeAppBases, 'refusal']),
});

/** What follows from the hours. */
export const wholeAppSummary = v.object({
  pool: poolIndex,
  hours: count,
  byBasis: v.array(v.object({ basis: v.picklist(wholeAppBases), hours: count })),
  highest: v.nullable(wholeHour),
  /** At or over 80% and 100% of the quota, oldest first; without one figure by the low one. Hours at the wall are among both. */
  hoursFrom80: v.array(fullHour),
  hoursFrom100: v.array(fullHour),
});
export type WholeAppSummary = v.InferOutput<typeof wholeAppSummary>;
