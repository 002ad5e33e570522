/** One request to the owner's own webhook: signed, to that address alone, and nothing of its answer is read. */
import { createHmac } from 'node:crypto';
import { bodyOf, type Message } from './formats';
import type { AlertFormat, Sent } from './receiver';

const longestMs = 10_000;

export interface Webhook {
  /** As the owner gave it: no figure and no site has a part in it. */
  url: string;
  format: AlertFormat;
  /** `null`: not signed, as receivers that cannot check it have it. */
  secret: string | null;
}

export async function send(
  { url, format, secret }: Webhook,
  message: Message,
  nowMs: number,
  fetchIt: typeof fetch,
): Promise<Sent> {
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
    return response.ok ? { kind: 'taken' } : { kind: 'refused', status: response.status };
  } catch (error) {
    // The address is a secret where Slack or Teams gave it: what fetch says of it is not printed.
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
    const isSlow = code === null && error instanceof Error && error.name === 'TimeoutError';
    return isSlow ? { kind: 'slow' } : { kind: 'unreachable', code };
  }
}

/** For who runs the program; `null`: it was taken. */
export function whyNot(sent: Sent): string | null {
  switch (sent.kind) {
    case 'taken':
      return null;
    case 'refused':
      return `the receiver answers ${String(sent.status)}`;
    case 'unreachable':
      return sent.code ?? 'the receiver cannot be reached';
    case 'slow':
      return 'no answer within 10 seconds';
  }
}

/** The same again would be refused again. */
export function isFinal(sent: Sent): boolean {
  if (sent.kind !== 'refused') return false;
  const { status } = sent;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** HMAC-SHA256 over `time.body`, hexadecimal: an old message under a new time would need the secret. */
export function signatureOf(secret: string, atSeconds: number, body: string): string {
  return createHmac('sha256', secret)
    .update(`${String(atSeconds)}.${body}`)
    .digest('hex');
}
