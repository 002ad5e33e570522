import { forwardedHeaders } from '../calls/forwarded-headers';
import type { SeenCall } from '../calls/observe';
import { askedObjects } from '../costs/asked';
import { kindOf } from '../costs/kind';
import type { Found } from '../costs/lookup';
import { isMinuteProduct, requestTypePath } from '../limits/systems';
import type { WireCall } from '../protocol/wire';

/** The call as it is reported: no id, key or name leaves the program. */
export function wireCall(seen: SeenCall, found: Found): WireCall {
  const { atMs: at, product, route, trigger, tag, method, status, latencyMs: ms, headers, objects } = seen;
  const call: WireCall = { at, product, route, method, path: reportedPath(seen, found), status, ms };
  if (trigger !== 'unknown') call.trigger = trigger;
  if (tag !== null) call.tag = tag;
  if (objects !== null) call.objects = objects;
  if (seen.namedPoints !== null) call.points = seen.namedPoints;
  const named = headers === null ? null : forwardedHeaders(headers);
  if (named !== null) call.headers = named;
  return call;
}

/** How many objects it asks for stays, since that bounds an unread answer, and so do the names of its parameters. */
function reportedPath({ product, method, path }: SeenCall, { template, entry }: Found): string {
  if (isMinuteProduct(product)) return requestTypePath(product, method, pathOf(path));
  const size = askedObjects(path, entry);
  const asked = [...(size === null ? [] : [`maxResults=${size}`]), ...(kindOf(path)?.split(',') ?? [])];
  return template + (asked.length === 0 ? '' : `?${asked.join('&')}`);
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
}
