import type { WireCall } from '../protocol/wire';

/** Where watched calls go: a reporter, or a function of the host's own. */
export interface CallSink {
  /** Must not throw and must not wait. */
  report(call: WireCall): void;
  /** Asks to be called before the sink sends what it has, for calls whose body nobody has read so far. */
  beforeFlush?(settle: () => void): void;
}
