/**
 * Nulab Backlog, as far as a client's pace is concerned: the minute windows of a user by type of request, their headers and
 * `GET /api/v2/rateLimit`. Any other path answers with an empty object. The user is the API key up to a first `:`, since several
 * keys of one user share their windows.
 */
import { jiraError, reply, type CloudRequest, type CloudResponse, type Reply } from './exchange';
import type { Answers } from './answer';
import type { Header } from './limit-headers';
import { MinuteWindows, type MinuteReading } from './minute-window';

const limits = { read: 600, update: 150, search: 150, icon: 60 } as const;
type Type = keyof typeof limits;
const types: readonly Type[] = ['read', 'update', 'search', 'icon'];

function typeOf(method: string, path: string, query: URLSearchParams): Type {
  if (method !== 'GET' && method !== 'HEAD') return 'update';
  if (/\/(icon|image)$/.test(path)) return 'icon';
  const isList = path === '/api/v2/issues' || path === '/api/v2/issues/count' || path === '/api/v2/wikis';
  return isList || query.has('keyword') ? 'search' : 'read';
}

function headersOf({ limit, remaining, resetAtMs }: MinuteReading): Header[] {
  return [
    ['X-RateLimit-Limit', String(limit)],
    ['X-RateLimit-Remaining', String(remaining)],
    ['X-RateLimit-Reset', String(Math.ceil(resetAtMs / 1000))],
  ];
}

export class Backlog {
  private readonly windows = new MinuteWindows();

  constructor(private readonly answers: Answers) {}

  /** @param path below the space's address */
  handle(request: CloudRequest, path: string, query: URLSearchParams, nowMs: number): CloudResponse {
    const user = (query.get('apiKey') ?? '').split(':', 1)[0] ?? '';
    if (user === '') return this.answers.write(this.error(401, 'Authentication failure.', 11), [], nowMs);
    const type = typeOf(request.method, path, query);
    if (path === '/api/v2/rateLimit') return this.answers.write(this.rateLimit(user, nowMs), [], nowMs);
    const reading = this.windows.take(`${user}|${type}`, limits[type], nowMs);
    const answer = reading.refused ? this.error(429, 'Too Many Requests.', 12) : reply(200, {});
    return this.answers.write(answer, headersOf(reading), nowMs);
  }

  private rateLimit(user: string, nowMs: number): Reply {
    const rateLimit = Object.fromEntries(
      types.map((type) => {
        const { limit, remaining, resetAtMs } = this.windows.look(`${user}|${type}`, limits[type], nowMs);
        return [type, { limit, remaining, reset: Math.ceil(resetAtMs / 1000) }];
      }),
    );
    return reply(200, { rateLimit });
  }

  private error(status: number, message: string, code: number): Reply {
    return { ...jiraError(status, message), body: { errors: [{ message, code, moreInfo: '' }] } };
  }
}
