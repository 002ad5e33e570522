import type { HeaderPairs } from '../headers/source';
import { isHeaderName, isLimitName } from './names';
import { bodyOf, pasted, statusOf, type PastedResponse } from './response';

/** Responses in a value that a program printed: a response, an error that holds one, headers alone, or lists of these. */

const deepest = 8;
const mostObjects = 50_000;
const headersKey = /^(?:raw|response|res|multi[_-]?value)?[_ -]?headers?$/i;
const statusKeys = ['status', 'statuscode', 'status_code', 'responsestatus', 'code'];
const bodyKeys = ['data', 'body', 'content', 'text', '_content'];
/** What a client sent, and how: its headers are not the server's. */
const outgoing =
  /^_?(?:request|req|config|options|agent|socket|httpsagent|defaults|prototype|connection|init|args)$/i;

export function responsesOfValue(value: unknown): PastedResponse[] {
  const found: PastedResponse[] = [];
  let left = mostObjects;

  function visit(one: unknown, depth: number): void {
    if (typeof one !== 'object' || one === null || depth > deepest || left <= 0) return;
    left -= 1;
    const own = headersOf(one);
    if (own !== null) {
      found.push(pasted({ pairs: own }));
      return;
    }
    if (Array.isArray(one)) {
      for (const each of one) visit(each, depth + 1);
      return;
    }
    const response = responseOf(one);
    if (response !== null) {
      found.push(response);
      return;
    }
    const entries = Object.entries(one).filter(([key]) => !outgoing.test(key));
    // An error tells the same in several places: its response is the one to believe.
    const answers = entries.filter(([key]) => /^(?:response|res)$/i.test(key));
    const before = found.length;
    for (const [, each] of answers) visit(each, depth + 1);
    if (found.length > before) return;
    for (const [, each] of entries) visit(each, depth + 1);
  }

  visit(value, 0);
  return found;
}

/** An object with headers of a response, whatever else it has; `null` for any other, a request included. */
function responseOf(value: object): PastedResponse | null {
  const keys = Object.keys(value);
  const lower = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const get = (name: string): unknown => {
    const key = lower.get(name);
    return key === undefined ? undefined : (value as Record<string, unknown>)[key];
  };
  const status = statusKeys.map((key) => statusOf(get(key))).find((each) => each !== null) ?? null;
  const isRequest = status === null && get('method') !== undefined;
  if (isRequest) return null;
  for (const key of keys.filter((each) => headersKey.test(each))) {
    const pairs = headersOf((value as Record<string, unknown>)[key]);
    if (pairs === null) continue;
    const body = bodyKeys.map(get).find((each) => each !== undefined && each !== null && each !== '');
    const url = [get('url'), get('responseurl')].find((each) => typeof each === 'string') ?? null;
    return pasted({
      status,
      pairs,
      body: typeof body === 'string' ? bodyOf(body) : body,
      url: url,
    });
  }
  return null;
}

/** Headers alone, in any shape; `null` where nothing is named as headers are. */
function headersOf(value: unknown): HeaderPairs | null {
  const pairs = Array.isArray(value) ? pairsOfList(value) : pairsOfRecord(value);
  if (pairs === null || pairs.length === 0) return null;
  const isNamed =
    pairs.some(([name]) => isLimitName(name)) ||
    pairs.filter(([name]) => isHeaderName(name)).length > pairs.length / 2;
  return isNamed ? pairs : null;
}

function pairsOfRecord(value: unknown): HeaderPairs | null {
  if (typeof value !== 'object' || value === null) return null;
  const pairs: [string, unknown][] = [];
  for (const [name, one] of Object.entries(value)) {
    const values: unknown[] = Array.isArray(one) ? one : [one];
    // Headers hold no objects: this is something else that has a few like-named keys.
    if (values.some((each) => typeof each === 'object' && each !== null)) return null;
    for (const each of values) if (each !== null && each !== undefined) pairs.push([name, each]);
  }
  return pairs;
}

/** Pairs, `{ name, value }` objects, or names and values in turn. */
function pairsOfList(list: readonly unknown[]): HeaderPairs | null {
  const pairs: [string, unknown][] = [];
  if (list.every((each) => typeof each === 'string')) {
    if (list.length % 2 !== 0) return null;
    for (let i = 0; i < list.length; i += 2) pairs.push([list[i] ?? '', list[i + 1]]);
    return pairs.every(([name]) => isHeaderName(name)) ? pairs : null;
  }
  if (list.length > 1 && list.every((each, i) => (i % 2 === 0 ? isGoName(each) : Array.isArray(each))))
    return list.flatMap((each, i) =>
      i % 2 === 0 ? [[String(each).slice(0, -1), list[i + 1]] as const] : [],
    );
  for (const each of list) {
    const pair = pairOf(each);
    if (pair === null) return null;
    pairs.push(pair);
  }
  return pairs;
}

/** Go prints a map as `map[Name:[value] Name:[value]]`. */
function isGoName(value: unknown): boolean {
  return typeof value === 'string' && value.endsWith(':') && isHeaderName(value.slice(0, -1));
}

function pairOf(value: unknown): [string, unknown] | null {
  if (Array.isArray(value)) {
    const [name, ...rest] = value as unknown[];
    // Printed without quotation marks, a value falls apart at its commas.
    return typeof name === 'string' && rest.length > 0 && rest.every(isFlat)
      ? [name, rest.length === 1 ? rest[0] : rest.join(', ')]
      : null;
  }
  if (typeof value !== 'object' || value === null || !('value' in value)) return null;
  const name = 'name' in value ? value.name : 'key' in value ? value.key : null;
  return typeof name === 'string' ? [name, value.value] : null;
}

function isFlat(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
  );
}
