import { answerRules, type BatchAnswer } from '../protocol/answers';
import { giveUpAfterMs } from '../protocol/bounds';
import { backoffMs } from './backoff';
import type { BatchKeeper } from './disk-queue';
import type { Destination } from './destination';
import { postBatch, type Posted } from './post-batch';
import type { ProblemReporter } from './problems';
import type { SealedBatch } from './sealed-batch';

interface OutboxOptions {
  /** Who gets them, as it is called in what is told. */
  receiver: 'gauge' | 'fleet';
  /** `null`: nowhere yet. Batches wait, and on disk they wait for a process that knows. */
  to: Destination | null;
  keeper: BatchKeeper;
  /** With so many bytes that wait no further batch is taken. */
  mostBytes: number;
  problems: ProblemReporter;
  nowMs: () => number;
}

/** Closed batches on their way, oldest first, one at a time. */
export class Outbox {
  sentCalls = 0;
  refusedCalls = 0;
  /** Calls of batches that waited for more than a day, or that found no room. */
  droppedCalls = 0;
  private waiting: SealedBatch[] = [];
  private failures = 0;
  private nextTryAtMs = 0;
  private running: Promise<void> | null = null;
  /** What is being done on disk, one after the other: a batch is written before it is sent, and before it is deleted. */
  private disk: Promise<void>;

  constructor(private readonly options: OutboxOptions) {
    this.disk = this.takeEarlier().then(() => undefined);
  }

  get receiver(): OutboxOptions['receiver'] {
    return this.options.receiver;
  }

  get bytes(): number {
    return this.waiting.reduce((sum, { body }) => sum + body.length, 0);
  }

  get isFull(): boolean {
    return this.bytes >= this.options.mostBytes;
  }

  get waitingCalls(): number {
    return this.waiting.reduce((sum, { calls }) => sum + calls, 0);
  }

  /** @returns whether it waits to be sent now: where there is no room it is dropped and counted */
  put(batch: SealedBatch): boolean {
    if (this.isFull) {
      this.droppedCalls += batch.calls;
      this.options.problems.tell(
        'full',
        `What waits for the ${this.receiver} is all that may: calls are dropped and counted.`,
      );
      return false;
    }
    this.waiting.push(batch);
    this.onDisk(
      () => this.options.keeper.keep(batch),
      'The queue folder cannot be written: batches wait in memory only.',
    );
    return true;
  }

  /** Sends until nothing waits or the gauge does not take it. Calls at the same time share one run. Never rejects. */
  send(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** As `send`, without regard to an earlier failure, and not longer than so. */
  async sendWithin(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    const all = async (): Promise<void> => {
      await this.running;
      this.nextTryAtMs = 0;
      await this.send();
      await this.disk;
    };
    await Promise.race([all(), late]);
    clearTimeout(timer);
  }

  private async run(): Promise<void> {
    await this.disk;
    const { to } = this.options;
    do {
      this.dropExpired();
      if (to === null || !(await this.sendWaiting(to))) return;
      // What an earlier process left comes in pieces, the next when there is room for it.
    } while (await this.takeEarlier());
  }

  /** `false` when nothing more should be sent now. */
  private async sendWaiting(to: Destination): Promise<boolean> {
    const { nowMs } = this.options;
    for (let batch = this.waiting[0]; batch !== undefined; batch = this.waiting[0]) {
      if (nowMs() < this.nextTryAtMs) return false;
      await this.disk;
      const posted = await postBatch(batch, to, nowMs());
      if (!this.settle(batch, posted)) return false;
    }
    return true;
  }

  /** Whether some batches of an earlier process came. Never rejects. */
  private async takeEarlier(): Promise<boolean> {
    try {
      const earlier = await this.options.keeper.load();
      const known = new Set(this.waiting.map(({ id }) => id));
      this.waiting = [...earlier.filter(({ id }) => !known.has(id)), ...this.waiting];
      return earlier.length > 0;
    } catch {
      this.options.problems.tell('disk', 'The batches of an earlier process cannot be read.');
      return false;
    }
  }

  /** `false` when nothing more should be sent now. */
  private settle(batch: SealedBatch, posted: Posted): boolean {
    const { answer } = posted;
    const sending = answer === null ? 'again' : answerRules[answer].sending;
    if (sending === 'again') {
      this.failures += 1;
      this.nextTryAtMs = this.options.nowMs() + backoffMs(this.failures, Math.random());
      if (answer === null) this.tellAway(posted.why);
      else this.tellAgain(answer);
      return false;
    }
    this.failures = 0;
    if (sending === 'done') this.sentCalls += batch.calls;
    else {
      this.refusedCalls += batch.calls;
      const message = `The ${this.receiver} refused batch ${batch.id} for good: ${String(answer)}. ${batch.calls} calls are lost.`;
      this.options.problems.tell('refused', message);
    }
    this.forget(batch);
    return true;
  }

  private tellAway(why: string): void {
    this.options.problems.tell(
      'away',
      `The ${this.receiver} does not answer (${why}): ${this.waitingCalls} calls wait.`,
    );
  }

  private tellAgain(answer: BatchAnswer): void {
    if (answer === 'notSigned')
      this.options.problems.tell(
        'notSigned',
        `The ${this.receiver} does not know this source or its secret${this.receiver === 'gauge' ? ': see Settings' : ''}.`,
      );
    else if (answer === 'wrongClock')
      this.options.problems.tell('wrongClock', "This machine's clock is more than five minutes off.");
    else this.tellAway(answer);
  }

  private dropExpired(): void {
    const oldestMs = this.options.nowMs() - giveUpAfterMs;
    for (const batch of this.waiting.filter(({ sealedAtMs }) => sealedAtMs < oldestMs)) {
      this.droppedCalls += batch.calls;
      this.options.problems.tell(
        'expired',
        `${batch.calls} calls waited for more than a day and are dropped.`,
      );
      this.forget(batch);
    }
  }

  private forget(batch: SealedBatch): void {
    this.waiting = this.waiting.filter((one) => one !== batch);
    this.onDisk(
      () => this.options.keeper.forget(batch),
      'A batch that was sent cannot be deleted; it will be sent again and count once.',
    );
  }

  private onDisk(work: () => Promise<void>, problem: string): void {
    this.disk = this.disk.then(work).catch(() => {
      this.options.problems.tell('disk', problem);
    });
  }
}
