/** One answer, with the headers that every answer has. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { textOf } from './request';

export const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

export function send(
  { method, headers: asked }: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  isLasting = false,
): void {
  const whole = typeof body === 'string' ? Buffer.from(body) : body;
  // 3,500 sites are 1.4 MB of JSON and a tenth of it packed.
  const isPacked = whole.length > 2_000 && /\bgzip\b/.test(textOf(asked['accept-encoding']) ?? '');
  const sent = isPacked ? gzipSync(whole, { level: 4 }) : whole;
  response.writeHead(status, {
    ...headers,
    'Content-Type': type,
    'Content-Length': sent.length,
    ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    Vary: 'Accept-Encoding, Cookie, Accept-Language',
    // Who sends so slowly is not waited for any longer.
    ...(status === 408 ? { Connection: 'close' } : {}),
    'Cache-Control': isLasting ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : sent);
}
