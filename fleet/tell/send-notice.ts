/** One message to many sites: a few at once, each for a short time, and what failed once more when all others were called. */
import { noticeLifeMs, noticeSignatureHeader } from '../../src/pool-notice/notice';
import { endingWithin } from '../ending-within';
import type { Fetch } from '../gateway';

export const sendRules = {
  /** Calls under way at once. */
  atOnce: 8,
  /** A function that is warm answers in a tenth of it. */
  longestMs: 5_000,
  /** Times that a site is tried with one message; the pause before each. */
  pausesMs: [0, 5_000, 30_000],
  /** A site that failed with so many messages one after the other is left alone for so long. */
  failuresBeforeRest: 3,
  restMs: 3_600_000,
} as const;

export interface NoticeTarget {
  siteId: string;
  address: string;
}

export interface SendPort {
  fetch: Fetch;
  now: () => number;
  wait: (ms: number, stopped: AbortSignal) => Promise<void>;
  stopped: AbortSignal;
}

/** What came of it, sites. */
export interface SendOutcome {
  taken: number;
  /** Answered that they do not take it: another key, another clock, or a gauge that is told nothing. */
  refused: number;
  unreachable: number;
  /** Not called, since they failed again and again. */
  resting: number;
  calls: number;
}

type Answer = 'taken' | 'refused' | 'unreachable';

export class NoticeSender {
  private readonly failures = new Map<string, { times: number; restUntilMs: number }>();

  constructor(private readonly port: SendPort) {}

  /** Ends with the message's life at the latest, and never throws. */
  async send(
    targets: readonly NoticeTarget[],
    body: string,
    signature: string,
    sealedAtMs: number,
  ): Promise<SendOutcome> {
    const { now, wait, stopped } = this.port;
    const outcome: SendOutcome = { taken: 0, refused: 0, unreachable: 0, resting: 0, calls: 0 };
    let left = targets.filter(({ siteId }) => (this.failures.get(siteId)?.restUntilMs ?? 0) <= now());
    outcome.resting = targets.length - left.length;
    for (const pauseMs of sendRules.pausesMs) {
      if (left.length === 0 || isOver(sealedAtMs, now(), stopped)) break;
      if (pauseMs > 0) await wait(pauseMs, stopped);
      const failed: NoticeTarget[] = [];
      await inParallel(left, sendRules.atOnce, async (target) => {
        if (isOver(sealedAtMs, now(), stopped)) {
          failed.push(target);
          return;
        }
        outcome.calls += 1;
        const answer = await this.call(target, body, signature);
        if (answer === 'unreachable') failed.push(target);
        else outcome[answer] += 1;
        this.note(target, answer);
      });
      left = failed;
    }
    outcome.unreachable = left.length;
    for (const { siteId } of left) this.rest(siteId);
    return outcome;
  }

  /** A site that answers at all is not dead. */
  private note({ siteId }: NoticeTarget, answer: Answer): void {
    if (answer !== 'unreachable') this.failures.delete(siteId);
  }

  private rest(siteId: string): void {
    const times = (this.failures.get(siteId)?.times ?? 0) + 1;
    const isResting = times >= sendRules.failuresBeforeRest;
    this.failures.set(siteId, { times, restUntilMs: isResting ? this.port.now() + sendRules.restMs : 0 });
  }

  private async call({ address }: NoticeTarget, body: string, signature: string): Promise<Answer> {
    try {
      const response = await endingWithin(sendRules.longestMs, this.port.stopped, (signal) =>
        this.port.fetch(address, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'User-Agent': 'points-gauge-fleet',
            [noticeSignatureHeader]: signature,
          },
          body,
          // Elsewhere is not where a line may lead.
          redirect: 'error',
          signal,
        }),
      );
      // What it says beyond its status is nothing to us, however long it is.
      await response.body?.cancel();
      if (response.ok) return 'taken';
      return response.status === 403 || response.status === 404 ? 'refused' : 'unreachable';
    } catch {
      return 'unreachable';
    }
  }
}

function isOver(sealedAtMs: number, nowMs: number, stopped: AbortSignal): boolean {
  return stopped.aborted || nowMs >= sealedAtMs + noticeLifeMs;
}

async function inParallel<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
