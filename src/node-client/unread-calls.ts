import type { OpenCall } from '../calls/open-call';
import { keepOpen } from '../calls/open-set';
import type { CallSink } from './sink';

/** A body that nobody has read for two of these never will be. */
const sweepEveryMs = 15_000;

/** Calls that are answered and whose body the host may still read: so many, for so long, and never what keeps the program alive. */
export class UnreadCalls {
  private young = new Set<OpenCall>();
  /** Those that were here at the last sweep already. */
  private old = new Set<OpenCall>();
  private timer: NodeJS.Timeout | null = null;

  constructor(sink: CallSink) {
    sink.beforeFlush?.(() => {
      this.sweep();
      this.sweep();
    });
  }

  add(call: OpenCall): void {
    keepOpen(this.young, call);
    this.timer ??= this.later();
  }

  remove(call: OpenCall): void {
    if (!this.young.delete(call)) this.old.delete(call);
  }

  private sweep(): void {
    const settled = this.old;
    this.old = this.young;
    this.young = new Set();
    for (const call of settled) call.settle();
  }

  private later(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.sweep();
      this.timer = this.old.size > 0 ? this.later() : null;
    }, sweepEveryMs);
    timer.unref();
    return timer;
  }
}
