/** Atlassian's gateway, and the credentials for it: they are sent there and nowhere else, and are in no text of this program. */
import { endingWithin } from './ending-within';

export interface Credentials {
  email: string;
  apiToken: string;
}

export const atlassianGateway = 'https://api.atlassian.com';

/**
 * Where the questions go. Besides Atlassian's gateway only this machine is taken, for the emulated cloud.
 * @throws GatewayError for any other address
 */
export function readGateway(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLocal = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url === null || (url.origin !== atlassianGateway && !isLocal))
    throw new GatewayError(
      `The gateway "${address}" is neither ${atlassianGateway} nor on this machine: the API token is sent to no other.`,
    );
  return url.origin;
}

export class GatewayError extends Error {}

export type GatewayAnswer =
  /** `json` is `undefined` where the body is none. */
  | { kind: 'answer'; status: number; json: unknown; retryAfterSeconds: number | null }
  /** The answer is longer than is taken. */
  | { kind: 'tooLong' }
  | { kind: 'unreachable'; why: string };

const longestWaitMs = 60_000;
/** Sixteen thousand data points are 10 MB; an answer of five times that is none. */
const longestBodyBytes = 50 * 1024 * 1024;

export type Fetch = typeof fetch;

export interface GatewayPort {
  fetch: Fetch;
  /** Ends a question that is under way. */
  stopped: AbortSignal;
}

/**
 * One question. What goes wrong on the way is an answer, too, and no error.
 * @throws the reason of `stopped` where that ended it: nothing is known of the gateway then
 */
export async function ask(
  { fetch: fetchIt, stopped }: GatewayPort,
  url: string,
  { email, apiToken }: Credentials,
  init: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
): Promise<GatewayAnswer> {
  try {
    return await endingWithin(longestWaitMs, stopped, async (signal) => {
      const response = await fetchIt(url, {
        ...init,
        headers: {
          Accept: 'application/json',
          'User-Agent': 'points-gauge-fleet',
          ...init.headers,
          Authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
        },
        // Elsewhere is not where the token may go.
        redirect: 'error',
        signal,
      });
      return await answerOf(response);
    });
  } catch (error) {
    stopped.throwIfAborted();
    return { kind: 'unreachable', why: causeOf(error) };
  }
}

async function answerOf(response: Response): Promise<GatewayAnswer> {
  const length = Number(response.headers.get('content-length') ?? 0);
  const text = length > longestBodyBytes ? null : await textWithin(response, longestBodyBytes);
  if (text === null) return { kind: 'tooLong' };
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  return {
    ...{ kind: 'answer', status: response.status, json: parsed(text) },
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter >= 0 ? Math.min(retryAfter, 3_600) : null,
  };
}

/** `null`: longer. A length that is told is not always the true one. */
async function textWithin(response: Response, mostBytes: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return '';
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The cause alone says what happened: "fetch failed" does not. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error)
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return error.name === 'TimeoutError' ? 'no answer within 60 seconds' : error.message;
}
