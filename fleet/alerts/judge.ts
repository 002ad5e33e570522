/** Whom to tell what, once: pure. What was told is kept, so that a new start repeats nothing. */
import { hourMs, minuteMs } from '../../src/time';
import type { AlertFacts, AlertState, Condition } from './conditions';

/** Of one subject. */
export interface Told {
  /** The state that it is in, as it was judged last. */
  state: AlertState;
  /** Of `near`: the threshold. */
  percent: number | null;
  sinceMs: number;
  /** Since when the facts no longer bear it out; `null`: they do. */
  calmSinceMs: number | null;
  /** Whether somebody was told of this state: then its end is told, too. */
  isTold: boolean;
  /** When each state was told last, each threshold by itself: none is told again before the silence is over, even if it went and came back. */
  toldMs: ToldTimes;
  facts: AlertFacts;
}

/** By state, and by threshold where there is one. */
export type ToldTimes = Readonly<Record<string, number>>;

export type Standing = Readonly<Record<string, Told | Quiet>>;

/** A subject that is in no state: only what was told when is left of it. */
export interface Quiet {
  state: null;
  toldMs: ToldTimes;
}

export interface Notice {
  kind: 'firing' | 'resolved';
  subject: string;
  state: AlertState;
  percent: number | null;
  sinceMs: number;
  facts: AlertFacts;
}

/** Less alarm is believed after so long, or with a new hour, in which the pool is full again. More is believed at once. */
const calmMs = 10 * minuteMs;
/** What nobody was told of for so long need not be kept. */
const keptMs = 30 * 24 * hourMs;

const alarm: Readonly<Record<AlertState, number>> = {
  watch: 1,
  near: 2,
  exhausted: 3,
  siteOverHalf: 1,
  collectorBehind: 1,
};

/** @param silenceMs how long a state that was told is not told again */
export function judge(
  before: Standing,
  conditions: readonly Condition[],
  silenceMs: number,
  nowMs: number,
): { standing: Standing; notices: Notice[] } {
  const standing: Record<string, Told | Quiet> = {};
  const notices: Notice[] = [];
  const bySubject = new Map(conditions.map((condition) => [condition.subject, condition]));
  for (const subject of new Set([...Object.keys(before), ...bySubject.keys()])) {
    const settled = settle(before[subject] ?? { state: null, toldMs: {} }, bySubject.get(subject), nowMs);
    const last = before[subject];
    if (settled.state === null) {
      if (last !== undefined && last.state !== null && last.isTold)
        notices.push({ kind: 'resolved', subject, ...noticeOf(last) });
      const recent = Object.values(settled.toldMs).some((atMs) => atMs > nowMs - keptMs);
      if (recent) standing[subject] = settled;
      continue;
    }
    const toldAtMs = settled.toldMs[nameOf(settled)];
    // What the facts no longer bear out is not told again while it is waited for its end.
    const holds = settled.calmSinceMs === null;
    if (holds && (toldAtMs === undefined || nowMs - toldAtMs >= silenceMs)) {
      notices.push({ kind: 'firing', subject, ...noticeOf(settled) });
      standing[subject] = {
        ...settled,
        isTold: true,
        toldMs: { ...settled.toldMs, [nameOf(settled)]: nowMs },
      };
    } else standing[subject] = settled;
  }
  return { standing, notices };
}

function settle(before: Told | Quiet, now: Condition | undefined, nowMs: number): Told | Quiet {
  const { toldMs } = before;
  if (before.state === null) return now === undefined ? before : begun(now, toldMs, false, nowMs);
  const isSame = now !== undefined && nameOf(now) === nameOf(before);
  if (now !== undefined && (isSame || isMore(now, before)))
    return isSame
      ? { ...before, calmSinceMs: null, facts: now.facts }
      : begun(now, toldMs, before.isTold, nowMs);
  const calmSinceMs = before.calmSinceMs ?? nowMs;
  const isNewHour = Math.floor(before.sinceMs / hourMs) < Math.floor(nowMs / hourMs);
  if (!isNewHour && nowMs - calmSinceMs < calmMs) return { ...before, calmSinceMs };
  return now === undefined ? { state: null, toldMs } : begun(now, toldMs, before.isTold, nowMs);
}

/** A state, and the threshold that it is of. */
function nameOf({ state, percent }: Pick<Condition, 'state' | 'percent'>): string {
  return percent === null ? state : `${state} ${String(percent)}`;
}

function isMore(now: Condition, before: Told): boolean {
  const more = alarm[now.state] - alarm[before.state];
  return more > 0 || (more === 0 && (now.percent ?? 0) > (before.percent ?? 0));
}

function begun(
  { state, percent, facts }: Condition,
  toldMs: ToldTimes,
  isTold: boolean,
  nowMs: number,
): Told {
  return { state, percent, sinceMs: nowMs, calmSinceMs: null, isTold, toldMs, facts };
}

function noticeOf({ state, percent, sinceMs, facts }: Told): Omit<Notice, 'kind' | 'subject'> {
  return { state, percent, sinceMs, facts };
}
