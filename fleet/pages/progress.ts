/** When the past will be in, by how fast it came in the last minutes. */
import { lengthMs } from '../planning/spans';
import { gapsIn, type CollectorState } from '../planning/collector-state';
import { logRules } from '../logs/ask-logs';

const keptMs = 10 * 60_000;
const leastMs = 30_000;
/** The newest minutes are read again and again: they are never in. */
const neverInMs = 30 * 60_000;

export class Progress {
  private samples: { atMs: number; missingMs: number }[] = [];

  note(state: CollectorState, atMs: number): void {
    const last = this.samples.at(-1);
    // A sample in five seconds is enough of them.
    if (last !== undefined && atMs - last.atMs < 5_000) return;
    const missingMs = lengthMs(gapsIn(state, logRules, atMs));
    this.samples = [...this.samples.filter((sample) => sample.atMs >= atMs - keptMs), { atMs, missingMs }];
  }

  /** `null`: it is in, or nothing can be said yet. */
  doneAtMs(state: CollectorState, nowMs: number): number | null {
    const missingMs = lengthMs(gapsIn(state, logRules, nowMs));
    const [first] = this.samples;
    if (missingMs <= neverInMs || first === undefined || nowMs - first.atMs < leastMs) return null;
    const came = (first.missingMs - missingMs) / (nowMs - first.atMs);
    return came <= 0 ? null : nowMs + missingMs / came;
  }
}
