import { readRateLimits } from '../headers/read';
import { headerSource } from '../headers/source';
import { priceCall } from '../costs/priceCall';
import { readTag } from '../meter/tag';
import type { Observation } from '../model';
import type { WireCall } from '../protocol/wire';

/** A reported call as the gauge books it: headers read, priced, its path made a template. Nothing personal is left. */
export function observe(call: WireCall, pool: { app: string; environment: string }): Observation {
  const { at, product, route, trigger = 'unknown', tag, method, path, status, ms, objects, points } = call;
  const named =
    points === undefined
      ? null
      : { points: { low: points, likely: points, high: points }, basis: 'header' as const };
  const price = priceCall({ product, method, path, status, objects: objects ?? null, named });
  const limits =
    status === null
      ? null
      : readRateLimits(headerSource(call.headers ?? {}), { status, receivedAtMs: at, product, method });
  return {
    ...price,
    ...{ atMs: at, route, trigger, method, status, limits },
    pool: { ...pool, product },
    tag: tag === undefined ? null : readTag(tag),
    latencyMs: ms,
    objects: objects ?? null,
  };
}
