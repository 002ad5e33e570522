/** One request to the owner's own webhook: signed, to that address alone, and nothing of its answer is read. */
import { createHmac } from 'node:crypto';
import { bodyOf, type AlertFormat, type Message } from './formats';

const longestMs = 10_000;

export interface Webhook {
  /** As the owner gave it: no figure and no site has a part in it. */
  url: string;
  format: AlertFormat;
  /** `null`: not signed, as receivers that cannot check it have it. */
  secret: string | null;
}

/** @returns what went wrong; `null`: it was taken. `isFinal`: the same again would be refused again. */
export async function send(
  { url, format, secret }: Webhook,
  message: Message,
  nowMs: number,
  fetchIt: typeof fetch,
): Promise<{ why: string; isFinal: boolean } | null> {
  const body = bodyOf(message, format);
  const atSeconds = Math.floor(nowMs / 1_000);
  try {
    const response = await fetchIt(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'points-gauge-fleet',
        'X-Points-Gauge-Delivery': message.id,
        ...(secret === null
          ? {}
          : {
              'X-Points-Gauge-Signature': `t=${String(atSeconds)},v1=${signatureOf(secret, atSeconds, body)}`,
            }),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(longestMs),
    });
    await response.body?.cancel();
    if (response.ok) return null;
    const { status } = response;
    return {
      why: `the receiver answers ${String(status)}`,
      isFinal: status >= 400 && status < 500 && status !== 408 && status !== 429,
    };
  } catch (error) {
    // The address is a secret where Slack or Teams gave it: what fetch says of it is not printed.
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    return {
      why: code ?? (isSlow ? 'no answer within 10 seconds' : 'the receiver cannot be reached'),
      isFinal: false,
    };
  }
}

/** HMAC-SHA256 over `time.body`, hexadecimal: an old message under a new time would need the secret. */
export function signatureOf(secret: string, atSeconds: number, body: string): string {
  return createHmac('sha256', secret)
    .update(`${String(atSeconds)}.${body}`)
    .digest('hex');
}
