import { ManualClock, realClock, type Clock } from '../emulator/clock';

/** Stands where it is put while the past is lived through, then goes with real time. */
export class HandoverClock implements Clock {
  private readonly past: ManualClock;
  private isLive = false;

  constructor(startMs: number) {
    this.past = new ManualClock(startMs);
  }

  now(): number {
    return this.isLive ? realClock.now() : this.past.now();
  }

  /** Without effect once time is real. */
  moveTo(ms: number): void {
    this.past.moveTo(ms);
  }

  advance(byMs: number): void {
    this.past.advance(byMs);
  }

  goLive(): void {
    this.isLive = true;
  }

  get live(): boolean {
    return this.isLive;
  }
}
