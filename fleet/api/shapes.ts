/**
 * What programs are answered below `/api/v1/`: these schemas are the types of the answers, and docs/api/fleet.openapi.json is written from them.
 * A field is never taken away or given another meaning within v1; new ones may come. Points are whole figures of `low`, `likely`, `high`; what is
 * not known is `null`; times are ISO 8601.
 */
import * as v from 'valibot';
import { poolStatuses } from '../../src/insights/views';
import { methods, products, routes } from '../../src/model';
import { figureBases } from '../estimate/best-figure';
import { editions, periods, siteStates } from '../pages/contract';
import { fleetActions } from '../thresholds';

const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));

const points = v.object({ low: amount, likely: amount, high: amount });
/** `likely` is null where requests were counted and no site is metered. */
const bestPoints = v.object({ low: amount, likely: v.nullable(amount), high: amount });
const pool = v.object({
  /** As `?pool=` takes it. */
  id: count,
  app: v.string(),
  environment: v.string(),
  product: v.picklist(products),
});
const route = v.picklist(routes);
/** `null`: calls of all endpoints that a line had no room for. */
const endpoint = v.nullable(v.object({ method: v.picklist(methods), template: v.string() }));
const use = { requests: count, points, refused: count };
const driver = v.object({ siteId: v.string(), siteName: v.nullable(v.string()), route, endpoint, ...use });
const endpointUse = v.object({ route, endpoint, ...use });

/** On every answer: when it was made, of which app, and up to when the logs were read. */
const head = {
  readAt: time,
  app: v.string(),
  environment: v.string(),
  lookedAt: v.nullable(time),
  /** What goes wrong with reading at the moment; `null`: nothing. */
  trouble: v.nullable(v.string()),
};

export const shapes = {
  pools: v.object({
    ...head,
    sitesHeardOf: count,
    sitesLastDay: count,
    /** Of the fleet's page, the lowest first: from there on a pool is near. */
    thresholds: v.array(v.object({ percent: count, actions: v.array(v.picklist(fleetActions)) })),
    pools: v.array(
      v.object({
        pool,
        hour: time,
        status: v.picklist(poolStatuses),
        /** The highest threshold that is reached; `null`: none. */
        reachedPercent: v.nullable(count),
        quotaPoints: amount,
        /** Whether an answer of this hour named it; else it is the published one of Tier 1. */
        quotaIsSaid: v.boolean(),
        /** The best figure of all sites in this hour, and what it rests on. */
        points: bestPoints,
        basis: v.picklist(figureBases),
        ofAllSites: v.boolean(),
        /** What the gauges of the sites that print estimate, uncorrected. */
        estimate: points,
        sites: count,
        requests: count,
        refused: count,
        /** Atlassian's counter, as a site last saw it in this hour. */
        counter: v.nullable(
          v.object({ remainingPoints: amount, at: time, siteName: v.nullable(v.string()) }),
        ),
        /** The hour's end if it goes on as until now; `null` in its first ten minutes. */
        forecast: v.nullable(points),
        /** When the pool is empty on that line; `null`: not within this hour. */
        wallAt: v.nullable(time),
        routes: v.array(v.object({ route, ...use })),
        drivers: v.array(driver),
        /** Hours of the last 14 days in which the pool was empty, newest first; the first with who drew most in them. */
        walls: v.array(
          v.object({
            hour: time,
            drawnPoints: v.nullable(amount),
            refusedByPool: count,
            drivers: v.array(driver),
          }),
        ),
      }),
    ),
  }),
  sites: v.object({
    ...head,
    pool: v.nullable(pool),
    period: v.picklist(periods),
    from: time,
    sites: v.array(
      v.object({
        siteId: v.string(),
        name: v.nullable(v.string()),
        state: v.picklist(siteStates),
        ...use,
        edition: v.nullable(v.picklist(editions)),
        statedUsers: v.nullable(count),
        peak: v.nullable(v.object({ points: amount, hour: v.nullable(time) })),
        gauge: v.nullable(v.string()),
        lastSeen: v.nullable(time),
        tier2Points: v.nullable(amount),
      }),
    ),
  }),
  /** "What drained us at 14:23?": who drew in the hour of that moment. */
  drains: v.object({
    ...head,
    pool: v.nullable(pool),
    hour: time,
    /** The best figure of all sites in this hour, as the page and the evidence have it; `null`: nothing is known of the hour. */
    points: v.nullable(bestPoints),
    basis: v.nullable(v.picklist(figureBases)),
    ofAllSites: v.boolean(),
    /** Of those that print, uncorrected; `null`: nothing was read of the hour. */
    estimate: v.nullable(points),
    /** By Atlassian's counter, as it was last seen in the hour; `null`: by no site. */
    drawnByCounter: v.nullable(amount),
    refusedByPool: count,
    drivers: v.array(driver),
    endpoints: v.array(endpointUse),
  }),
  error: v.object({ error: v.string() }),
} as const;

export type PoolsShape = v.InferOutput<typeof shapes.pools>;
export type SitesShape = v.InferOutput<typeof shapes.sites>;
export type DrainsShape = v.InferOutput<typeof shapes.drains>;
