import { errorStatus } from '../calls/error-status';
import type { PriceOverrides } from '../costs/overrides';
import type { HeaderSource, Observation } from '../model';
import { sleepUnlessAborted, throwIfAborted, unlessAborted, type Sleep } from './abort';
import { describeCall, type AskedCall, type PacedCall } from './call';
import { discardBody } from './discard-body';
import { KnownLimits } from './rate-limits';
import type { Delay } from './delay';
import { IssueWrites } from './issue-writes';
import { Semaphore } from './semaphore';
import { maxWaitMs, waitUntil } from './max-wait';
import { retryHold } from './retry';
import type { PaceRules } from './rules';
import { seenByPace } from './seen-by-pace';
import { SharedBlocks, type SharedStore } from './shared-blocks';
import { InFlight } from './in-flight';
import { TryLaterError } from './try-later-error';

/** What a pacer needs of the process that it runs in. */
export interface PaceHost {
  nowMs: () => number;
  sleep: Sleep;
  /** From 0 to 1, drawn anew each time. */
  chance: () => number;
  /** A hash with a key that only this process knows. */
  tagOf: (text: string) => string;
  /** `null`: each process for itself. */
  shared: SharedStore | null;
  /** Prices that the installation measured and took over, as far as this process knows. Left out: none. */
  prices?: () => PriceOverrides | undefined;
}

export interface PacedAnswer {
  status: number;
  headers: HeaderSource;
  json: () => Promise<unknown>;
}

/** Sends the calls of one installation when they may go. */
export class Pacer {
  private readonly limits: KnownLimits;
  private readonly semaphore: Semaphore;
  private readonly issues = new IssueWrites();
  private readonly inFlight = new InFlight();
  private readonly sharedBlocks: SharedBlocks | null;

  constructor(
    private readonly rules: PaceRules,
    private readonly host: PaceHost,
  ) {
    this.limits = new KnownLimits(rules);
    this.semaphore = new Semaphore(rules.concurrency);
    const { limits } = this;
    this.sharedBlocks =
      host.shared === null
        ? null
        : new SharedBlocks(host.shared, limits.blocks, (uses, nowMs) => {
            limits.tell(uses, nowMs);
          });
  }

  /**
   * Sends the call in its turn, and again where that helps; the answer is the sender's own object.
   * @param leftMs what is left of the caller's time; `null` for no end
   * @throws TryLaterError when its turn comes after the caller's time; the reason of its signal, at once, when the caller gives it up
   * in line; errors of `send` as they are
   */
  async run<Answer extends PacedAnswer>(
    asked: AskedCall,
    leftMs: () => number | null,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const overrides = this.host.prices?.();
    const call = describeCall(asked, this.host.tagOf, overrides);
    for (let retriesMade = 0; ; retriesMade += 1) {
      const end = await this.turn(call, leftMs);
      const startedAtMs = this.host.nowMs();
      const outcome = await settled(send);
      const nowMs = this.host.nowMs();
      const status = outcome.ok ? outcome.answer.status : errorStatus(outcome.error);
      if (!outcome.ok && status === null) {
        end(null);
        throw outcome.error;
      }
      const headers = outcome.ok ? outcome.answer.headers : null;
      const sent = { status: status ?? 0, headers, startedAtMs, endedAtMs: nowMs };
      const seen = seenByPace(call, sent, overrides);
      const again = this.learn(call, seen.observation, end, retriesMade, nowMs);
      if (again.hold !== null) {
        if (outcome.ok) discardBody(outcome.answer);
        await this.sit(call, again.hold, leftMs);
        continue;
      }
      if (!outcome.ok) throw outcome.error;
      seen.watch(outcome.answer, again.correct);
      return outcome.answer;
    }
  }

  /** Waits by chance before scheduled work begins, for a tenth of the caller's time at most. */
  async spread(leftMs: number | null): Promise<void> {
    const mostMs = Math.min(this.rules.spreadMs, (leftMs ?? Infinity) / 10);
    await this.host.sleep(mostMs * this.host.chance());
  }

  /** Resolves when what the processes share has been written. */
  async settled(): Promise<void> {
    await this.sharedBlocks?.settled();
  }

  /** Resolves when the call may go, to what must be called when it has ended. */
  private async turn(call: PacedCall, leftMs: () => number | null): Promise<EndOfCall> {
    for (let isNew = true; ; isNew = false) {
      throwIfAborted(call.signal ?? null);
      await this.learnOfOthers(call);
      this.inFlight.giveUpOld(this.host.nowMs());
      const nowAskedMs = this.host.nowMs();
      if (this.limits.hold(call, isNew, nowAskedMs) !== null) {
        // Whoever is held goes to the end of the line, so that a long line doesn't wake up together again and again.
        const hold = this.limits.hold(call, true, nowAskedMs);
        this.sharedBlocks?.tell(nowAskedMs);
        if (hold !== null) await this.inLine(call, hold, leftMs);
        continue;
      }
      const placeMs = await this.placeOnIssue(call, leftMs);
      const leave = await this.enterSemaphore(call, placeMs);
      const nowMs = this.host.nowMs();
      // While it waited for room, something may have closed.
      const mayGo = this.limits.hold(call, false, nowMs) === null;
      if (!mayGo && call.issue !== null) this.issues.leave(call.issue, placeMs);
      if (mayGo && (call.issue === null || this.issues.go(call.issue, placeMs, nowMs))) {
        this.limits.went(call, nowMs);
        return this.inFlight.open(nowMs, (answer) => {
          leave();
          return this.limits.ended(call, answer, this.host.nowMs());
        });
      }
      leave();
    }
  }

  /** Takes in what an answer says. @returns when the call is sent again, `null` for not; and what its body corrects */
  private learn(
    call: PacedCall,
    observation: Observation,
    end: EndOfCall,
    retriesMade: number,
    nowMs: number,
  ): { hold: Delay | null; correct: (told: Observation) => void } {
    const correct = end(observation);
    this.sharedBlocks?.tell(nowMs);
    const { status, limits } = observation;
    if (status === null || limits === null) return { hold: null, correct };
    if (call.issue !== null && limits.throttle?.reason === 'perIssueWrite')
      this.issues.refused(call.issue, nowMs);
    const refused = { status, limits, retriesMade, chance: this.host.chance(), nowMs };
    return { hold: retryHold(call, refused), correct };
  }

  private async enterSemaphore({ work, issue, signal }: PacedCall, placeMs: number): Promise<() => void> {
    try {
      return await this.semaphore.enter(work, signal ?? null);
    } catch (error) {
      if (issue !== null) this.issues.leave(issue, placeMs);
      throw error;
    }
  }

  private async learnOfOthers({ work, signal }: PacedCall): Promise<void> {
    const reading = this.sharedBlocks?.refresh(this.host.nowMs());
    // A person waits for no storage: what is read now helps the next call.
    if (work === 'background' && reading !== undefined) await unlessAborted(reading, signal ?? null);
  }

  private async inLine(call: PacedCall, hold: Delay, leftMs: () => number | null): Promise<void> {
    const leaveLine = this.limits.queue(call);
    try {
      await this.sit(call, hold, leftMs);
    } finally {
      leaveLine();
    }
  }

  private async placeOnIssue(
    { issue, work, signal }: PacedCall,
    leftMs: () => number | null,
  ): Promise<number> {
    const nowMs = this.host.nowMs();
    if (issue === null) return nowMs;
    const placeMs = this.issues.take(issue, nowMs);
    if (placeMs <= nowMs) return placeMs;
    if (placeMs - nowMs > maxWaitMs(work, leftMs())) {
      this.issues.leave(issue, placeMs);
      throw new TryLaterError('issue', placeMs);
    }
    try {
      await sleepUnlessAborted(this.host.sleep, placeMs - nowMs, signal ?? null);
    } catch (error) {
      this.issues.leave(issue, placeMs);
      throw error;
    }
    return placeMs;
  }

  /** Sits a hold out, or gives the caller its time back. */
  private async sit({ work, signal }: PacedCall, hold: Delay, leftMs: () => number | null): Promise<void> {
    const nowMs = this.host.nowMs();
    const untilMs = waitUntil(work, hold, this.host.chance(), nowMs);
    if (untilMs - nowMs > maxWaitMs(work, leftMs())) throw new TryLaterError(hold.reason, untilMs);
    await sleepUnlessAborted(this.host.sleep, Math.max(0, untilMs - nowMs), signal ?? null);
  }
}

type EndOfCall = (answer: Observation | null) => (told: Observation) => void;

type Outcome<Answer> = { ok: true; answer: Answer } | { ok: false; error: unknown };

async function settled<Answer>(send: () => Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { ok: true, answer: await send() };
  } catch (error) {
    return { ok: false, error };
  }
}
