/** Whether a program may ask: by the token that it was given, which is too long to be tried. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** @param token `null`: none was given */
export function isToken(authorization: string | undefined, token: string | null): boolean {
  const sent = /^bearer +(\S{1,500})$/i.exec(authorization ?? '')?.[1];
  if (sent === undefined || token === null) return false;
  // Of equal length whatever was sent, so that the time of the comparison tells nothing.
  return timingSafeEqual(hashed(sent), hashed(token));
}

function hashed(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
