import { methods, products, routes, triggers } from '../model';
import type { WireCall } from './wire';

const longestPath = 2_000;
const longestTag = 40;
const mostHeaders = 40;
const longestHeader = 600;
const longestCallMs = 3_600_000;

/** The call, or what is wrong with it: the rest of a sentence that begins with the call's place. */
export function readCall(value: unknown): WireCall | string {
  if (!isObject(value)) return '" is not an object.';
  const { at, path, status, ms, trigger, tag, objects, points, headers } = value;
  const product = products.find((known) => known === value['product']);
  const route = routes.find((known) => known === value['route']);
  const method = methods.find((known) => known === value['method']);
  if (!isWhole(at, Number.MAX_SAFE_INTEGER)) return 'at" is not epoch milliseconds.';
  if (product === undefined) return `product" is none of ${products.join(', ')}.`;
  if (route === undefined) return `route" is none of ${routes.join(', ')}.`;
  if (method === undefined) return `method" is none of ${methods.join(', ')}.`;
  if (typeof path !== 'string' || path.length > longestPath)
    return `path" is not a text of ${longestPath} characters at most.`;
  if (status !== null && !(isWhole(status, 599) && status >= 100)) return 'status" is no HTTP status.';
  if (!isAmount(ms, longestCallMs)) return 'ms" is not milliseconds, an hour at most.';
  const call: WireCall = { at, product, route, method, path, status, ms };
  if (trigger !== undefined) {
    const known = triggers.find((one) => one === trigger);
    if (known === undefined) return `trigger" is none of ${triggers.join(', ')}.`;
    call.trigger = known;
  }
  if (tag !== undefined) {
    if (typeof tag !== 'string' || tag.length > longestTag)
      return `tag" is not a text of ${longestTag} characters at most.`;
    call.tag = tag;
  }
  if (objects !== undefined) {
    if (!isWhole(objects, 1e6)) return 'objects" is not a count.';
    call.objects = objects;
  }
  if (points !== undefined) {
    if (!isAmount(points, 1e6)) return 'points" is not a number of points.';
    call.points = points;
  }
  if (headers !== undefined) {
    if (!areHeaders(headers)) return `headers" are not ${mostHeaders} texts of ${longestHeader} characters.`;
    call.headers = headers;
  }
  return call;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whole, from 0 to `most`. */
export function isWhole(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && isAmount(value, most);
}

function isAmount(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function areHeaders(value: unknown): value is Record<string, string> {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= mostHeaders &&
    entries.every(
      ([name, text]) => name.length <= 80 && typeof text === 'string' && text.length <= longestHeader,
    )
  );
}
