import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readMethod } from '../calls/method';
import type { OpenCall } from '../calls/open-call';
import type { CallOptions } from './call-options';
import { attempt, CallWatch } from './call-watch';
import { isMeteredAbove, watchBelow } from './metered-here';

export interface UndiciOptions extends CallOptions {
  /** Beginnings of addresses, for example `https://acme.atlassian.net/rest/`. Calls to others are not looked at. */
  addresses: readonly string[];
}

/** What undici tells of a request, in its documented diagnostics channels. */
interface RequestMessage {
  request: { origin?: unknown; path?: unknown; method?: unknown; body?: unknown };
  response?: { statusCode: number; headers: readonly (Uint8Array | string)[] };
  error?: unknown;
}

/**
 * Reports what goes through undici from now on, whoever calls: its `request`, its dispatchers, and the global fetch of Node, which is
 * undici too. Nothing changes at the places that call. Bodies are streams there, and are not looked into: a read is booked as a
 * range. What a metered fetch reports is not reported twice.
 * @returns what ends it
 * @throws TypeError for options by which no call could be reported
 */
export function meterUndici(options: UndiciOptions): () => void {
  const addresses: readonly unknown[] = Array.isArray(options.addresses) ? options.addresses : [];
  const isAddress = (one: unknown): one is string => typeof one === 'string' && URL.canParse(one);
  if (addresses.length === 0 || !addresses.every(isAddress))
    throw new TypeError('addresses: a list of beginnings of addresses, each with its protocol and host');
  const watch = new CallWatch(options);
  const calls = new WeakMap<object, OpenCall>();
  const take = (request: object): OpenCall | null => {
    const call = calls.get(request) ?? null;
    calls.delete(request);
    return call;
  };

  const created = ({ request }: RequestMessage): void => {
    if (isMeteredAbove()) return;
    const url = `${String(request.origin)}${String(request.path)}`;
    if (!addresses.some((address) => url.startsWith(address))) return;
    const call = watch.begin(readMethod(request.method), url, null, request.body);
    if (call !== null) calls.set(request, call);
  };
  const answered = ({ request, response }: RequestMessage): void => {
    // 1xx answers come before the answer.
    if (response === undefined || response.statusCode < 200) return;
    watch.answered(take(request), response.statusCode, response.headers);
  };
  const failed = ({ request, error }: RequestMessage): void => {
    const call = take(request);
    if (isGivenUp(error) && !sent.has(request)) call?.abandon();
    else watch.failed(call, null);
  };
  const sent = new WeakSet<object>();
  const left = ({ request }: RequestMessage): void => {
    if (calls.has(request)) sent.add(request);
  };

  const listeners = Object.entries({
    'undici:request:create': created,
    'undici:client:sendHeaders': left,
    'undici:request:headers': answered,
    'undici:request:error': failed,
  }).map(([name, listen]): [string, (message: unknown) => void] => [
    name,
    (message) => {
      attempt(() => {
        listen(message as RequestMessage);
      });
    },
  ]);
  for (const [name, listener] of listeners) subscribe(name, listener);
  const end = watchBelow();
  return () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
    end();
  };
}

function isGivenUp(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
