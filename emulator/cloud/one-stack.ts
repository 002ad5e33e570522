/**
 * One Stack, as far as a client's pace is concerned: 100 requests a minute of a tenant over all its keys, with headers and the
 * body of a refusal. A conditional request whose `If-None-Match` still fits is answered 304 and takes nothing. The tenant is the
 * bearer token up to its first `.`.
 */
import type { Answers } from './answer';
import { reply, type CloudRequest, type CloudResponse } from './exchange';
import type { Header } from './limit-headers';
import { MinuteWindows } from './minute-window';

const limit = 100;

export class OneStack {
  private readonly windows = new MinuteWindows();

  constructor(private readonly answers: Answers) {}

  /** @param path below the service's address */
  handle(request: CloudRequest, path: string, nowMs: number): CloudResponse {
    const tenant = /^Bearer ([^.\s]+)/i.exec(request.headers.authorization ?? '')?.[1];
    if (tenant === undefined) {
      const body = { error: 'Authentication required', code: 'UNAUTHORIZED' };
      return this.answers.write(reply(401, body), [], nowMs);
    }
    const tag = `"${path.length}-${path}"`;
    if (request.method === 'GET' && request.headers['if-none-match'] === tag)
      return this.answers.write(reply(304, null), [['ETag', tag]], nowMs);
    const { refused, remaining, resetAtMs } = this.windows.take(tenant, limit, nowMs);
    const headers: Header[] = [
      ['X-RateLimit-Limit', String(limit)],
      ['X-RateLimit-Remaining', String(remaining)],
      ['X-RateLimit-Reset', String(Math.ceil(resetAtMs / 1000))],
    ];
    if (!refused) return this.answers.write(reply(200, { data: [] }), [...headers, ['ETag', tag]], nowMs);
    const retryAfter = Math.ceil((resetAtMs - nowMs) / 1000);
    const body = {
      error: 'Rate limit exceeded',
      code: 'RATE_LIMIT_EXCEEDED',
      details: { limit, window: '1m', retryAfter },
    };
    return this.answers.write(reply(429, body), [...headers, ['Retry-After', String(retryAfter)]], nowMs);
  }
}
