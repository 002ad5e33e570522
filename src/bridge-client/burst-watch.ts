/** A watch on the burst bucket of one endpoint, by reads of the page itself: what their answers say, and what follows of it. */
import { readRateLimits } from '../headers/read';
import { headerSource, type HeadersLike } from '../headers/source';
import { costBudgetFacts } from '../limits/budgets';
import { burstPerSecond } from '../limits/burst';
import { takenBetween } from '../limits/token-bucket';
import type { ThrottleReason } from '../model';
import { productOfLine, templateOfLine, watchBounds, watchedReads } from './watched-reads';

/** One read of the watch, and what its answer said. */
export interface WatchReading {
  startedAtMs: number;
  answeredAtMs: number;
  /** `null` when no answer came. */
  status: number | null;
  /** Requests left in the endpoint's bucket after the read; `null` where the answer did not say. */
  leftRequests: number | null;
  sizeRequests: number | null;
  /** Whether less is left than the share from which Atlassian's own header says so; `null` where either figure is not known. */
  isNear: boolean | null;
  /** As the answer's policy has it, else as published for a read of the page's list; `null` for neither. */
  refillPerSecond: number | null;
  /** Why the read was refused; `null` when it was not. */
  refusedFor: ThrottleReason | null;
  /** Until when the server wants no such call; `null` where it asks for no wait. */
  waitUntilMs: number | null;
  /** Requests that everybody else made to the endpoint since the reading before, at least and at most; `null` where it cannot be told. */
  others: { low: number; high: number } | null;
}

interface WatchedAnswer {
  status: number;
  headers?: HeadersLike;
}

interface WatchPorts {
  read: (line: string) => Promise<WatchedAnswer>;
  nowMs: () => number;
  /** Comes back early when the watch is stopped. */
  pause: (milliseconds: number) => Promise<void>;
  isStopped: () => boolean;
  tell: (reading: WatchReading) => void;
}

/** Reads at a steady pace until the time is over or it is stopped; waits as long as a refusal asks. Never rejects. */
export async function watchBurst(
  line: string,
  { read, nowMs, pause, isStopped, tell }: WatchPorts,
): Promise<void> {
  const { everyMs, reads } = watchBounds;
  const endsAtMs = nowMs() + everyMs * reads;
  let before: WatchReading | null = null;
  for (let made = 0; made < reads && !isStopped(); made += 1) {
    const startedAtMs = nowMs();
    const answer = await read(line).catch(() => null);
    const reading: WatchReading = readingOf(line, answer, { startedAtMs, answeredAtMs: nowMs() }, before);
    if (isStopped()) return;
    tell(reading);
    before = reading;
    const nextMs = Math.max(startedAtMs + everyMs, reading.waitUntilMs ?? 0);
    if (nextMs >= endsAtMs) return;
    await pause(nextMs - nowMs());
  }
}

/** @param before the reading before it; `null` for the first */
export function readingOf(
  line: string,
  answer: WatchedAnswer | null,
  times: Pick<WatchReading, 'startedAtMs' | 'answeredAtMs'>,
  before: WatchReading | null,
): WatchReading {
  const product = productOfLine(line);
  const none = {
    leftRequests: null,
    sizeRequests: null,
    isNear: null,
    refillPerSecond: null,
    refusedFor: null,
  };
  if (answer === null) return { ...times, ...none, status: null, waitUntilMs: null, others: null };
  const { status } = answer;
  const context = { status, receivedAtMs: times.answeredAtMs, product, method: 'GET' } as const;
  const limits = readRateLimits(headerSource(answer.headers ?? {}), context);
  const refusal = limits.throttle?.enforcement === 'enforced' ? limits.throttle.reason : null;
  const bucket = limits.buckets.find(
    ({ scope, enforcement }) => scope === 'burst' && enforcement === 'enforced',
  );
  const policy = limits.quotas.find(
    ({ scope, quota, windowSeconds }) => scope === 'burst' && quota !== null && windowSeconds !== 0,
  );
  const refill = policy?.quota == null ? published(line) : policy.quota / (policy.windowSeconds ?? 1);
  const leftRequests = bucket?.remaining ?? (refusal === 'burst' ? 0 : null);
  const sizeRequests = bucket?.limit ?? null;
  const reading: WatchReading = {
    ...{ ...times, status, refillPerSecond: refill, refusedFor: refusal, waitUntilMs: limits.waitUntilMs },
    ...{ leftRequests, sizeRequests, others: null },
    isNear:
      leftRequests === null || sizeRequests === null
        ? null
        : leftRequests < costBudgetFacts.nearLimitShare * sizeRequests,
  };
  return { ...reading, others: othersSince(before, reading) };
}

/** A line that somebody wrote may have an id in it, and its endpoint a rate of its own: nothing is known of it here. */
function published(line: string): number | null {
  const isKnown = watchedReads.some((known) => known === line);
  const endpoint = { product: productOfLine(line), method: 'GET', template: templateOfLine(line) } as const;
  return isKnown ? burstPerSecond(endpoint) : null;
}

function othersSince(before: WatchReading | null, after: WatchReading): WatchReading['others'] {
  const glances = [before, after].flatMap((reading) =>
    reading === null || reading.leftRequests === null
      ? []
      : [{ ...reading, leftRequests: reading.leftRequests, wasServed: reading.refusedFor === null }],
  );
  const [first, second] = glances;
  if (first === undefined || second === undefined || after.refillPerSecond === null) return null;
  return takenBetween(first, second, after.refillPerSecond);
}
