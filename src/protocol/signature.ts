import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header names, in lower case. */
export const sourceHeader = 'x-points-gauge-source';
export const timestampHeader = 'x-points-gauge-timestamp';
export const signatureHeader = 'x-points-gauge-signature';

/**
 * The value of the signature header: `v1=` and the HMAC-SHA256, in small hex digits, of the timestamp, a full stop and the
 * body exactly as it is sent. The key is the secret as it was shown, as UTF-8.
 *
 * @param timestamp epoch seconds, as the text that stands in the timestamp header
 */
export function signBatch(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Takes as long for a wrong signature as for a right one. */
export function isSignatureOf(given: string, secret: string, timestamp: string, body: string): boolean {
  const right = Buffer.from(signBatch(secret, timestamp, body));
  const claimed = Buffer.from(given);
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}
