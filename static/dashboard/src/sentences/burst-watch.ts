import type { VerdictKind } from '../../../../src/admin/contract/contract';
import type { WatchReading } from '../../../../src/bridge-client/burst-watch';
import type { Words } from '../words';

/** How the bucket stands by one reading, in the words that pools have. */
export function watchVerdict({ refusedFor, isNear }: WatchReading): VerdictKind {
  if (refusedFor !== null) return 'refused';
  if (isNear === null) return 'unknown';
  return isNear ? 'near' : 'fine';
}

/** What one read found: `12 of 350 left. Others took 288 to 791 requests in 5 sec.` */
export function watchSentence(reading: WatchReading, before: WatchReading | null, words: Words): string {
  const { text, format } = words;
  const say = text.limits.watch;
  const { status, refusedFor, leftRequests } = reading;
  if (status === null) return say.failed;
  const others = othersSentence(reading, before, words);
  if (refusedFor === 'burst') return [say.empty, others].join(' ').trim();
  if (refusedFor !== null) return say.refused({ limit: text.throttles.reasons[refusedFor] });
  if (leftRequests === null) return say.silent({ status: format.count(status) });
  return `${roomWords(reading, words)}. ${others}`.trim();
}

/** `12 of 350 left`, or `12 left` where no answer said of how many. */
export function roomWords(
  { leftRequests, sizeRequests }: Pick<WatchReading, 'leftRequests' | 'sizeRequests'>,
  { text, format }: Words,
): string {
  if (leftRequests === null) return text.unknownFigure;
  const left = format.count(leftRequests);
  return sizeRequests === null
    ? text.limits.burst.roomLeft({ left })
    : text.limits.burst.room({ left, of: format.count(sizeRequests) });
}

function othersSentence(
  { others, leftRequests, sizeRequests, answeredAtMs }: WatchReading,
  before: WatchReading | null,
  { text, format }: Words,
): string {
  const say = text.limits.watch;
  if (before === null) return say.first;
  if (others === null) return '';
  const passedMs = answeredAtMs - before.answeredAtMs;
  // Full but for the read itself: what others took came back, and nothing but the most that can have come back is known.
  if (sizeRequests !== null && (leftRequests ?? 0) >= sizeRequests - 1)
    return say.full({ most: format.count(Math.ceil((others.high * 1_000) / Math.max(1, passedMs))) });
  return say.others({
    ...{ low: format.count(others.low), high: format.count(others.high) },
    passed: format.duration(passedMs),
  });
}
