import { ManualClock } from '../../emulator/clock';

/** Timers that fire as soon as everything before them is done: an hour takes as long as its work. */
export class VirtualTime {
  readonly clock: ManualClock;
  /** By time, the next one last. */
  private readonly timers: { atMs: number; resolve: () => void }[] = [];

  constructor(startMs: number) {
    this.clock = new ManualClock(startMs);
  }

  readonly nowMs = (): number => this.clock.now();

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      // Whole milliseconds, as clocks of processes have them.
      const atMs = this.clock.now() + Math.ceil(Math.max(0, milliseconds));
      let low = 0;
      let high = this.timers.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        // Of two timers for one moment the one that was set first fires first.
        if ((this.timers[middle]?.atMs ?? 0) > atMs) low = middle + 1;
        else high = middle;
      }
      this.timers.splice(low, 0, { atMs, resolve });
    });

  /** Lets time pass until `untilMs`, or until nothing waits any more. */
  async run(untilMs = Infinity): Promise<void> {
    await settle();
    for (
      let next = this.timers.at(-1);
      next !== undefined && next.atMs <= untilMs;
      next = this.timers.at(-1)
    ) {
      this.timers.pop();
      this.clock.moveTo(next.atMs);
      next.resolve();
      await settle();
    }
    if (Number.isFinite(untilMs)) this.clock.moveTo(untilMs);
  }
}

/** Resolves when all that can go on without time has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
