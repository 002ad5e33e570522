import { hourMs } from '../time';

/** So much of its share of the hour background work may use at once: short work is not slowed at all. */
const atOnceShare = 0.25;

/**
 * When background work that would use `usedShare` of what it may use in the hour (0 to 1) is on the line that runs from a
 * quarter at the hour's start to all of it at its end; the hour's start when it lies below. An hour that began quietly is no
 * loss: what it left may be used at once.
 */
export function smoothedAtMs(usedShare: number, hourStartMs: number): number {
  const ofRest = (usedShare - atOnceShare) / (1 - atOnceShare);
  return hourStartMs + Math.ceil(Math.min(1, Math.max(0, ofRest)) * hourMs);
}
