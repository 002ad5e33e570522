/** What a request brings, bounded by length and by time: whoever sends slowly keeps nobody else waiting. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { secondMs } from '../../src/time';

/** Longer than any password, and than any change but a file. */
export const longestBodyBytes = 4_096;

/**
 * After a while it has to come at some 5 Mbit/s; so the largest file of the page is here within 70 seconds, and who sends a byte now and then is
 * given up after 15.
 */
export const bodyRules = {
  idleMs: 5 * secondMs,
  graceMs: 15 * secondMs,
  leastBytesASecond: 640 * 1024,
} as const;

export type Unread = 'tooLarge' | 'tooSlow';

/** @param sinceMs since it began @param quietMs since something of it came */
export function isTooSlow(bytes: number, sinceMs: number, quietMs: number): boolean {
  const { idleMs, graceMs, leastBytesASecond } = bodyRules;
  return quietMs > idleMs || sinceMs > graceMs + (bytes / leastBytesASecond) * secondMs;
}

const checkEveryMs = secondMs;

/** @throws where it is cut off */
export async function bodyOf(
  request: Readable & Pick<IncomingMessage, 'headers'>,
  mostBytes = longestBodyBytes,
): Promise<Buffer | Unread> {
  // What says itself how long it is need not be read to be refused.
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 'tooLarge';
  const parts: Buffer[] = [];
  let length = 0;
  // By a clock that nobody sets.
  const beganMs = performance.now();
  let cameMs = beganMs;
  let done: (outcome: Buffer | Unread) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const whole = new Promise<Buffer | Unread>((resolve, reject) => {
    [done, failed] = [resolve, reject];
  });
  const onData = (part: Buffer): void => {
    length += part.length;
    cameMs = performance.now();
    if (length > mostBytes) done('tooLarge');
    else parts.push(part);
  };
  const onEnd = (): void => {
    done(Buffer.concat(parts));
  };
  const onClose = (): void => {
    failed(new Error('It was cut off.'));
  };
  const check = setInterval(() => {
    const nowMs = performance.now();
    if (isTooSlow(length, nowMs - beganMs, nowMs - cameMs)) done('tooSlow');
  }, checkEveryMs);
  request.on('data', onData).on('end', onEnd).on('error', failed).on('close', onClose);
  try {
    return await whole;
  } finally {
    clearInterval(check);
    request.pause();
    request.off('data', onData).off('end', onEnd).off('close', onClose);
  }
}
