import type { SeenCall } from '../calls/observe';
import { readTag } from '../calls/tag';
import { headerSource } from '../headers/source';
import type { WireCall } from './wire';

/** A reported call as it was seen. Nothing personal is left once it is observed. */
export function seenInReport(call: WireCall): SeenCall {
  const { at: atMs, product, route, trigger = 'unknown', tag, method, path, status, ms, headers } = call;
  return {
    ...{ product, route, trigger, method, path, atMs, status },
    tag: tag === undefined ? null : readTag(tag),
    latencyMs: ms,
    headers: headers === undefined ? null : headerSource(headers),
    objects: call.objects ?? null,
    namedPoints: call.points ?? null,
  };
}
