import { hourMs } from '../time';
import type { Delay } from './delay';
import type { Work } from './rules';

/** What a function needs after its last call: to hand on its result and to store what was booked. */
const afterwardsMs = 3_000;
/** Nobody looks at a spinner for longer. */
const longestForPersonMs = 20_000;
/** Background work of all processes and sites does not begin the new hour together. */
const afterResetMs = 30_000;

/** How long a call may wait. @param leftMs what is left of its caller's time; `null` for no end */
export function maxWaitMs(work: Work, leftMs: number | null): number {
  const left = leftMs === null ? Infinity : leftMs - afterwardsMs;
  return work === 'person' ? Math.min(left, longestForPersonMs) : left;
}

/** When a held call goes on: later by chance, where everybody else was held until the same moment. Never beyond an hour. */
export function waitUntil(work: Work, { reason, untilMs }: Delay, chance: number, nowMs: number): number {
  const isOfTheHour = reason === 'quota' || reason === 'reserve' || reason === 'budget';
  const laterMs = isOfTheHour && work === 'background' ? afterResetMs * chance : 0;
  return Math.min(Math.round(untilMs + laterMs), Math.max(untilMs, nowMs + hourMs));
}
