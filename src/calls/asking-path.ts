import { askedInBody, pathAsking } from '../costs/asked';
import type { Found } from '../costs/lookup';
import { requestValue } from './body-text';

/**
 * The path of a call, with the number of objects that its body asks for behind it, where the endpoint takes them there and the body is at
 * hand: a text, bytes or a value that the caller holds. A stream is not touched, and the ids themselves go no further.
 * @param body as the caller gave it to its client; `undefined` for none
 */
export function askingPath(path: string, { entry }: Found, body: unknown): string {
  if (entry?.asks == null || entry.asks.at.startsWith('?') || body === undefined || body === null)
    return path;
  try {
    const asked = askedInBody(entry, requestValue(body));
    return asked === null ? path : pathAsking(path, asked);
  } catch {
    // A value that cannot be looked at, as a proxy that was revoked: the call is one all the same.
    return path;
  }
}
