import { countObjects } from '../costs/count';
import { findEntry } from '../costs/lookup';
import { watchJson, type JsonResponse } from '../costs/watchJson';
import { readRateLimits } from '../headers/read';
import type { HeaderSource, RateLimits } from '../model';
import { describeCall, type AskedCall, type PacedCall } from './call';
import { Gate } from './gate';
import type { Hold } from './hold';
import { IssueWrites } from './issueWrites';
import { Lane } from './lane';
import { patienceMs, waitUntil } from './patience';
import { retryHold } from './retry';
import type { PaceRules } from './rules';
import { SharedBoard, type SharedStore } from './sharedBoard';
import { Tickets } from './tickets';
import { TryLaterError } from './tryLaterError';

/** What a pacer needs of the process that it runs in. */
export interface PaceHost {
  nowMs: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1, drawn anew each time. */
  chance: () => number;
  /** A hash with a key that only this process knows. */
  tagOf: (text: string) => string;
  /** `null`: each process for itself. */
  shared: SharedStore | null;
}

export interface PacedAnswer extends JsonResponse {
  status: number;
  headers: HeaderSource;
}

/** Sends the calls of one installation when they may go. */
export class Pacer {
  private readonly gate: Gate;
  private readonly lane: Lane;
  private readonly issues = new IssueWrites();
  private readonly tickets = new Tickets();
  private readonly board: SharedBoard | null;

  constructor(
    private readonly rules: PaceRules,
    private readonly host: PaceHost,
  ) {
    this.gate = new Gate(rules);
    this.lane = new Lane(rules.concurrency);
    this.board = host.shared === null ? null : new SharedBoard(host.shared, this.gate.closures);
  }

  /**
   * Sends the call in its turn, and again where that helps; the answer is the sender's own object.
   * @param leftMs what is left of the caller's time; `null` for no end
   * @throws TryLaterError when its turn comes after the caller's time; errors of `send` as they are
   */
  async run<Answer extends PacedAnswer>(
    asked: AskedCall,
    leftMs: () => number | null,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const call = describeCall(asked, this.host.tagOf);
    for (let retriesMade = 0; ; retriesMade += 1) {
      const end = await this.turn(call, leftMs);
      let answer: Answer;
      try {
        answer = await send();
      } catch (error) {
        end(null);
        throw error;
      }
      const { status } = answer;
      const nowMs = this.host.nowMs();
      const { product, method } = call;
      const limits = readRateLimits(answer.headers, { status, receivedAtMs: nowMs, product, method });
      const correct = end({ status, limits });
      this.board?.tell(nowMs);
      if (call.issue !== null && limits.throttle?.reason === 'perIssueWrite')
        this.issues.refused(call.issue, nowMs);
      const refused = { status, limits, retriesMade, chance: this.host.chance(), nowMs };
      const again = retryHold(call, refused);
      if (again === null) return this.watched(call, answer, correct);
      await this.sit(call, again, leftMs);
    }
  }

  /** Waits by chance before scheduled work begins, for a tenth of the caller's time at most. */
  async spread(leftMs: number | null): Promise<void> {
    const mostMs = Math.min(this.rules.spreadMs, (leftMs ?? Infinity) / 10);
    await this.host.sleep(mostMs * this.host.chance());
  }

  /** Resolves when what the processes share has been written. */
  async settled(): Promise<void> {
    await this.board?.settled();
  }

  /** Resolves when the call may go, to what must be called when it has ended. */
  private async turn(call: PacedCall, leftMs: () => number | null): Promise<EndOfCall> {
    for (let isNew = true; ; isNew = false) {
      await this.learnOfOthers(call);
      this.tickets.giveUpOld(this.host.nowMs());
      const nowAskedMs = this.host.nowMs();
      if (this.gate.hold(call, isNew, nowAskedMs) !== null) {
        // Whoever is held goes to the end of the line, so that a long line doesn't wake up together again and again.
        const hold = this.gate.hold(call, true, nowAskedMs);
        this.board?.tell(nowAskedMs);
        if (hold !== null) await this.inLine(call, hold, leftMs);
        continue;
      }
      const placeMs = await this.placeOnIssue(call, leftMs);
      const leave = await this.lane.enter(call.work);
      const nowMs = this.host.nowMs();
      // While it waited for room, something may have closed.
      const mayGo = this.gate.hold(call, false, nowMs) === null;
      if (!mayGo && call.issue !== null) this.issues.leave(call.issue, placeMs);
      if (mayGo && (call.issue === null || this.issues.go(call.issue, placeMs, nowMs))) {
        this.gate.went(call, nowMs);
        return this.tickets.open(nowMs, (answer) => {
          leave();
          return this.gate.ended(call, answer, this.host.nowMs());
        });
      }
      leave();
    }
  }

  private async learnOfOthers({ work }: PacedCall): Promise<void> {
    const reading = this.board?.refresh(this.host.nowMs());
    // A person waits for no storage: what is read now helps the next call.
    if (work === 'background') await reading;
  }

  private async inLine(call: PacedCall, hold: Hold, leftMs: () => number | null): Promise<void> {
    const leaveLine = this.gate.queue(call);
    try {
      await this.sit(call, hold, leftMs);
    } finally {
      leaveLine();
    }
  }

  private async placeOnIssue({ issue, work }: PacedCall, leftMs: () => number | null): Promise<number> {
    const nowMs = this.host.nowMs();
    if (issue === null) return nowMs;
    const placeMs = this.issues.take(issue, nowMs);
    if (placeMs <= nowMs) return placeMs;
    if (placeMs - nowMs > patienceMs(work, leftMs())) {
      this.issues.leave(issue, placeMs);
      throw new TryLaterError('issue', placeMs);
    }
    await this.host.sleep(placeMs - nowMs);
    return placeMs;
  }

  /** Sits a hold out, or gives the caller its time back. */
  private async sit({ work }: PacedCall, hold: Hold, leftMs: () => number | null): Promise<void> {
    const nowMs = this.host.nowMs();
    const untilMs = waitUntil(work, hold, this.host.chance(), nowMs);
    if (untilMs - nowMs > patienceMs(work, leftMs())) throw new TryLaterError(hold.reason, untilMs);
    await this.host.sleep(Math.max(0, untilMs - nowMs));
  }

  private watched<Answer extends PacedAnswer>(
    { product, method, path }: PacedCall,
    answer: Answer,
    correct: (objects: number) => void,
  ): Answer {
    const isServed = answer.status >= 200 && answer.status < 300;
    const { entry } = findEntry(product, method, path);
    if (isServed && entry?.objectsAt !== 'none' && answer.status !== 204)
      watchJson(answer, (body) => {
        const objects = countObjects(entry, body);
        if (objects !== null) correct(objects);
      });
    return answer;
  }
}

type EndOfCall = (answer: { status: number; limits: RateLimits } | null) => (objects: number) => void;
