/**
 * What programs and agents are answered of a site: by Forge app REST APIs and by actions, in one form. docs/api/site.openapi.json is written from
 * these schemas. Points are `low`, `likely`, `high`; what is not known is `null`; times are ISO 8601. Within v1 no field is taken away.
 */
import * as v from 'valibot';
import { poolStatuses } from '../../insights/views';
import { enforcements, methods, products, routes, triggers } from '../../model';

const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));
const points = v.object({ low: amount, likely: amount, high: amount });
const pool = v.object({ app: v.string(), environment: v.string(), product: v.picklist(products) });
const head = { version: v.literal(1), readAt: time, app: v.nullable(v.string()) };

export const sitePools = v.object({
  ...head,
  pools: v.array(
    v.object({
      pool,
      status: v.picklist(poolStatuses),
      tier: v.nullable(v.picklist([1, 2])),
      enforcement: v.nullable(v.picklist(enforcements)),
      quotaPoints: v.nullable(amount),
      /** What is gone of the whole pool, all sites of the app together in Tier 1: a band. */
      gone: v.object({ low: amount, likely: amount, high: v.nullable(amount) }),
      /** What the metered calls of this site spent in this hour. */
      own: points,
      ownRequests: count,
      /** The hour's end; `null`: nothing to foresee it from. */
      forecast: v.nullable(points),
      wallAt: v.nullable(time),
      resetAt: time,
    }),
  ),
});

/** "What drained us at 14:23?" */
export const siteDrains = v.object({
  ...head,
  hour: time,
  /** `unread`: storage does not give the hour now, or keeps it no longer. */
  hourIs: v.picklist(['read', 'unread']),
  pools: v.array(
    v.object({
      pool,
      points,
      /** Calls that the pool is charged for; those through the browser's bridge are none. */
      requests: count,
      /** Refused since the pool was empty. */
      refusedCalls: count,
      /** Calls that are alike, the dearest first; `further` are those that are not named. */
      drew: v.array(
        v.object({
          method: v.picklist(methods),
          template: v.string(),
          route: v.picklist(routes),
          trigger: v.picklist(triggers),
          feature: v.nullable(v.string()),
          requests: count,
          points,
          refusedCalls: count,
        }),
      ),
      further: v.object({ rows: count, requests: count, points: amount, refusedCalls: count }),
    }),
  ),
});

export const siteError = v.object({ error: v.string() });

export type SitePools = v.InferOutput<typeof sitePools>;
export type SiteDrains = v.InferOutput<typeof siteDrains>;
