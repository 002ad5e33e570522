import type { Method } from '../model';
import { readMethod } from './method';
import { fieldsOf } from '../object';

/** What the arguments of a fetch say of the call. */
export interface Target {
  method: Method;
  /** With host and query, as it is called. */
  url: string;
  /** `null`: the caller cannot give the call up. */
  signal: AbortSignal | null;
  /** As the caller holds it; `undefined` for none, and for that of a `Request`, which is a stream. */
  body: unknown;
}

/** Address, method and signal of a call. A `Request` carries all of them; what `init` says comes first. */
export function target(input: unknown, init: unknown): Target {
  const request = fieldsOf(input);
  const wanted = fieldsOf(init);
  const url = typeof input === 'string' ? input : (request['href'] ?? request['url']);
  return {
    method: readMethod(wanted['method'] ?? request['method']),
    url: typeof url === 'string' ? url : '',
    signal: readSignal(wanted['signal'] ?? request['signal']),
    body: wanted['body'],
  };
}

/** `null` for what is no signal. One of another library will do. */
export function readSignal(value: unknown): AbortSignal | null {
  const { aborted, addEventListener } = fieldsOf(value);
  const isSignal = typeof aborted === 'boolean' && typeof addEventListener === 'function';
  return isSignal ? (value as AbortSignal) : null;
}
