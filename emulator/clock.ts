/** The development cloud's time. Everything under `local/` asks a clock, so that a month can pass in seconds. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const realClock: Clock = { now: () => Date.now() };

/** A clock that stands where it was put until it is moved. It never goes back. */
export class ManualClock implements Clock {
  constructor(private currentMs: number) {}

  now(): number {
    return this.currentMs;
  }

  /** Moves to `ms`; an earlier time is ignored. */
  moveTo(ms: number): void {
    this.currentMs = Math.max(this.currentMs, ms);
  }

  advance(byMs: number): void {
    this.moveTo(this.currentMs + byMs);
  }
}
