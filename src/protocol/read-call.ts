import { forwardedHeaderNames } from '../calls/forwarded-headers';
import { methods, products, routes, triggers } from '../model';
import type { CallFault } from './faults';
import type { WireCall } from './wire';
import { isRecord } from '../object';

const longestPath = 2_000;
const longestTag = 40;
/** Whose site is called: a cloud id or a host. */
export const tenantText = /^[\w.:-]{1,100}$/;
const mostHeaders = 40;
const longestHeader = 600;
const longestCallMs = 3_600_000;

/** What is wrong with a field: `said` is the rest of a sentence that begins with the call's place. */
export interface Fault {
  fault: CallFault;
  said: string;
}

/** `call` is `null` where it cannot be counted. */
export interface CallReading {
  call: WireCall | null;
  faults: Fault[];
}

/**
 * Reads one call. Without a field that it needs it is none; a field that it may have and that is wrong is left out, since a
 * call that is not counted is worse than one whose price is a range.
 */
export function readCall(value: unknown): CallReading {
  const needed = readNeeded(value);
  if ('fault' in needed) return { call: null, faults: [needed] };
  const faults: Fault[] = [];
  const call: WireCall = needed;
  const { trigger, tag, tenant, objects, points, headers } = value as Record<string, unknown>;
  if (trigger !== undefined) {
    const known = triggers.find((one) => one === trigger);
    if (known === undefined)
      faults.push({ fault: 'trigger', said: `trigger" is none of ${triggers.join(', ')}.` });
    else call.trigger = known;
  }
  if (tag !== undefined) {
    if (typeof tag === 'string' && tag.length <= longestTag) call.tag = tag;
    else faults.push({ fault: 'tag', said: `tag" is not a text of ${longestTag} characters at most.` });
  }
  if (tenant !== undefined) {
    if (typeof tenant === 'string' && tenantText.test(tenant)) call.tenant = tenant.toLowerCase();
    else
      faults.push({
        fault: 'tenant',
        said: 'tenant" is not a cloud id or a host: letters, digits and .:_- , 100 at most.',
      });
  }
  if (objects !== undefined) {
    if (isWhole(objects, 1e6)) call.objects = objects;
    else faults.push({ fault: 'objects', said: 'objects" is not a count.' });
  }
  if (points !== undefined) {
    if (isAmount(points, 1e6)) call.points = points;
    else faults.push({ fault: 'points', said: 'points" is not a number of points.' });
  }
  if (headers !== undefined) {
    const { good, isWhole: isAll } = readHeaders(headers);
    if (!isAll)
      faults.push({
        fault: 'headers',
        said: `headers" are not ${mostHeaders} texts of ${longestHeader} characters.`,
      });
    if (good !== null) call.headers = good;
  }
  return { call, faults };
}

function readNeeded(value: unknown): WireCall | Fault {
  if (!isRecord(value)) return { fault: 'entry', said: '" is not an object.' };
  const { at, path, status, ms } = value;
  const product = products.find((known) => known === value['product']);
  const route = routes.find((known) => known === value['route']);
  const method = methods.find((known) => known === value['method']);
  const wrong = (fault: CallFault, said: string): Fault => ({ fault, said: `${fault}" ${said}` });
  if (!isWhole(at, Number.MAX_SAFE_INTEGER)) return wrong('at', 'is not epoch milliseconds.');
  if (product === undefined) return wrong('product', `is none of ${products.join(', ')}.`);
  if (route === undefined) return wrong('route', `is none of ${routes.join(', ')}.`);
  if (method === undefined) return wrong('method', `is none of ${methods.join(', ')}.`);
  if (typeof path !== 'string' || path.length > longestPath)
    return wrong('path', `is not a text of ${longestPath} characters at most.`);
  if (status !== null && !(isWhole(status, 599) && status >= 100))
    return wrong('status', 'is no HTTP status.');
  if (!isAmount(ms, longestCallMs)) return wrong('ms', 'is not milliseconds, an hour at most.');
  return { at, product, route, method, path, status, ms };
}

/** Whole, from 0 to `most`. */
export function isWhole(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && isAmount(value, most);
}

function isAmount(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

/** Nothing of a header's text; a terminal or a page would obey some of these. */
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The headers that say something of a limit; `null` where nothing is a record of them. Others are no business of the gauge's. */
function readHeaders(value: unknown): { good: Record<string, string> | null; isWhole: boolean } {
  if (!isRecord(value)) return { good: null, isWhole: false };
  const entries = Object.entries(value);
  const good: [string, string][] = [];
  let isWhole = entries.length <= mostHeaders;
  for (const [name, text] of entries.slice(0, mostHeaders)) {
    const known = forwardedHeaderNames.find((one) => one === name.toLowerCase());
    if (known === undefined) continue;
    if (typeof text === 'string' && text.length <= longestHeader && !control.test(text))
      good.push([known, text]);
    else isWhole = false;
  }
  return { good: Object.fromEntries(good), isWhole };
}
