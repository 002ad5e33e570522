import { hourMs } from '../time';
import { longerDelay, type Delay, type DelayReason } from './delay';

/** Beyond this many, those that are over are forgotten. */
const keptBlocks = 2_000;
/** Two answers name the same moment a little differently. */
const sameMs = 1_000;

/**
 * What is blocked, and until when. A block never lasts longer than an hour from when it was learned, whatever a header said:
 * the longest window of Atlassian's limits is an hour, so a longer wait is a mistake or meant for somebody else.
 */
export class Blocks {
  private readonly byKey = new Map<string, Delay>();
  /** Rises whenever something closes that every process should know of. */
  sharedVersion = 0;

  close(key: string, reason: DelayReason, untilMs: number, nowMs: number): void {
    const boundedMs = Math.min(untilMs, nowMs + hourMs);
    const known = this.byKey.get(key);
    if (boundedMs <= nowMs || (known !== undefined && boundedMs <= known.untilMs)) return;
    if (this.byKey.size >= keptBlocks) this.forget(nowMs);
    this.byKey.set(key, { reason, untilMs: boundedMs });
    // A moment later is kept here, since a call in it would be refused; it is not worth a write to tell the others.
    const isNews = known === undefined || boundedMs >= known.untilMs + sameMs;
    if (isNews && isShared(key)) this.sharedVersion += 1;
  }

  /** The longest block of the keys; `null` when none is blocked. */
  heldBy(keys: readonly string[], nowMs: number): Delay | null {
    let longest: Delay | null = null;
    for (const key of keys) {
      const hold = this.byKey.get(key) ?? null;
      if (hold !== null && hold.untilMs > nowMs) longest = longerDelay(longest, hold);
    }
    return longest;
  }

  /** What every process should know of and still holds. */
  shared(nowMs: number): [key: string, hold: Delay][] {
    return [...this.byKey].filter(([key, { untilMs }]) => isShared(key) && untilMs > nowMs);
  }

  private forget(nowMs: number): void {
    for (const [key, { untilMs }] of this.byKey) if (untilMs <= nowMs) this.byKey.delete(key);
    // Still as many: whoever is refused once more is known again.
    if (this.byKey.size >= keptBlocks) this.byKey.clear();
  }
}

export const quotaKey = (product: string): string => `quota:${product}`;
export const reserveKey = (product: string): string => `reserve:${product}`;
export const componentKey = (component: string): string => `component:${component}`;

/** Blocks of an hour's points. Those of a second, an issue or a person stay in the process that met them. */
export const isShared = (key: string): boolean => /^(?:quota|reserve|component):/.test(key);
