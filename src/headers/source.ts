import type { HeaderSource } from '../model';
import { AskedHeaders, heldHeaders, HeldHeaders } from './held';

/** Headers as pairs, as `fetch` and HAR files list them. */
export type HeaderPairs = readonly (readonly [name: string, value: unknown])[];
/** Headers as a record, as Node and most clients give it. */
export type HeaderRecord = Readonly<Record<string, unknown>>;

type HeadersAlone =
  | { get(name: string): unknown }
  | HeaderPairs
  | readonly (string | Uint8Array)[]
  | readonly { readonly name: string; readonly value: unknown }[]
  | HeaderRecord;

/**
 * Headers in any shape in which clients hand them over: something that is asked by name (`Headers`, axios' headers), a `Map`,
 * a record with texts, numbers or lists, pairs, `{ name, value }` objects, or Node's `rawHeaders`; or a response that has them as its
 * `headers`. Of that nothing else is looked at: its status and body are the context's.
 */
export type HeadersLike = HeadersAlone | { readonly headers: HeadersAlone };

/**
 * Makes a source of headers in any shape. Names match in any letter case; several lines of one name are joined with ", ".
 * Never throws: what holds no headers gives a source without any, and `readRateLimits` names the mistake.
 */
export function headerSource(headers: HeadersLike): HeaderSource {
  return sourceOf(headers);
}

/** As `headerSource`, and knows what was wrong with what was given. */
export function sourceOf(given: unknown): HeldHeaders | AskedHeaders {
  try {
    const headers = headersOf(given);
    if (headers instanceof HeldHeaders || headers instanceof AskedHeaders) return headers;
    return asksByName(headers) ? new AskedHeaders(headers) : heldHeaders(headers);
  } catch (error) {
    return new HeldHeaders(new Map(), `reading the headers failed: ${messageOf(error)}`);
  }
}

/** A response's own headers; what is asked by name, as Express' request is, is taken as it is. */
function headersOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || asksByName(given) || !('headers' in given)) return given;
  const { headers } = given;
  return typeof headers === 'object' && headers !== null ? headers : given;
}

/** A `Map` has a `get` too, which knows a name in one letter case only: it is read as a list. */
function asksByName(headers: unknown): headers is { get(name: string): unknown } {
  if (typeof headers !== 'object' || headers === null || !('get' in headers)) return false;
  return typeof headers.get === 'function' && Object.prototype.toString.call(headers) !== '[object Map]';
}

/** The value without outer spaces; `null` when it is missing or empty, since an empty header says nothing. */
export function headerValue(headers: HeaderSource, name: string): string | null {
  // A source of another library may break its word, and a reading must not throw for that.
  const value: unknown = headers.get(name);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).slice(0, 120);
  } catch {
    return 'an error without words';
  }
}
