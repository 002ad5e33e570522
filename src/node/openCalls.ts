import type { CallSink } from './sink';
import type { SeenCall } from './seenCall';

/** A body that nobody has read for so long never will be. */
const waitForBodyMs = 30_000;

/** Calls that are answered and whose body the host may still read. They never keep the program alive. */
export class OpenCalls {
  private readonly timers = new Map<SeenCall, NodeJS.Timeout>();

  constructor(sink: CallSink) {
    sink.beforeFlush?.(() => {
      for (const call of [...this.timers.keys()]) call.settle();
    });
  }

  add(call: SeenCall): void {
    const timer = setTimeout(() => {
      call.settle();
    }, waitForBodyMs);
    timer.unref();
    this.timers.set(call, timer);
  }

  remove(call: SeenCall): void {
    clearTimeout(this.timers.get(call));
    this.timers.delete(call);
  }
}
