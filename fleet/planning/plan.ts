/**
 * What to read next of an API that gives a limited time a query, page by page, and forgets what is old. Pure: the state is all that
 * there is to keep, and after each page the next state says where to go on, in this process or in another.
 *
 * A time is settled when it was read to its last page, and the reading began so long after it that nothing can come any more.
 * Until then it is looked at again and again. What was never settled is a gap and stays one; it is shown as such.
 */
import { isEmpty, missingIn, since, withSpan, type Span } from './spans';
import { dayMs } from '../../src/time';

export interface PlanRules {
  /** Longest time of one query. */
  queryMs: number;
  /** How far back the API goes. */
  reachMs: number;
  /** So long after a time its data may still come. */
  settleMs: number;
  /** The newest data is looked at so often. */
  lookEveryMs: number;
  /** So far from now the newest look ends: clocks differ, and the API refuses the future. */
  marginMs: number;
  /** What the API tells comes in such pieces: times begin and end where they do. */
  alignMs: number;
  /** A time that failed so often in a row is left alone for a while, so that others are read. */
  triesInARow: number;
  restMs: number;
}

/** Part of a query that is under way. */
export interface Reading {
  span: Span;
  /** Where to go on; `null`: at the first page. */
  cursor: string | null;
  /** When its first page was asked for: what comes after that is not in it. */
  beganAtMs: number;
  failures: number;
}

export interface PlanState {
  settled: readonly Span[];
  /** The newest time, and one of the past, may be under way at once. */
  now: Reading | null;
  past: Reading | null;
  /** When the newest time was last read to its end; `null`: never. */
  lookedAtMs: number | null;
  /** What was read then, of which more may still come. */
  looked: Span | null;
  /** When the newest time was given up last, after failures; `null`: never. It is looked at again when a look is due after that. */
  gaveUpAtMs: number | null;
  /** Times that failed again and again, and until when they rest. */
  resting: readonly { span: Span; untilMs: number }[];
}

export type Lane = 'now' | 'past';
export type Step = { kind: 'read'; lane: Lane; reading: Reading } | { kind: 'wait'; untilMs: number };

export const freshPlan: PlanState = {
  ...{ settled: [], now: null, past: null, lookedAtMs: null, looked: null, gaveUpAtMs: null, resting: [] },
};

/** The newest time when it is due, then the past: the last day from new to old, and the rest likewise but for what would soon be gone. */
export function nextStep(state: PlanState, rules: PlanRules, nowMs: number): Step {
  if (state.now !== null) return { kind: 'read', lane: 'now', reading: state.now };
  const triedAtMs = Math.max(state.lookedAtMs ?? -Infinity, state.gaveUpAtMs ?? -Infinity);
  const dueMs = triedAtMs === -Infinity ? nowMs : triedAtMs + rules.lookEveryMs;
  if (dueMs <= nowMs)
    return { kind: 'read', lane: 'now', reading: begin(newestSpan(state, rules, nowMs), nowMs) };
  if (state.past !== null && state.past.span.fromMs >= nowMs - rules.reachMs)
    return { kind: 'read', lane: 'past', reading: state.past };
  const span = pastSpan(state, rules, nowMs);
  if (span !== null) return { kind: 'read', lane: 'past', reading: begin(span, nowMs) };
  const wakes = state.resting.map(({ untilMs }) => untilMs).filter((untilMs) => untilMs > nowMs);
  return { kind: 'wait', untilMs: Math.min(dueMs, ...wakes) };
}

/** Whether failures have kept the newest time from being read since it was last read. */
export function isGivenUp({ gaveUpAtMs, lookedAtMs }: PlanState): boolean {
  return gaveUpAtMs !== null && gaveUpAtMs > (lookedAtMs ?? -Infinity);
}

/** After a page came. @param cursor where the next one is; `null`: this was the last. */
export function afterPage(
  state: PlanState,
  rules: PlanRules,
  lane: Lane,
  reading: Reading,
  cursor: string | null,
  nowMs: number,
): PlanState {
  if (cursor !== null) return { ...state, [lane]: { ...reading, cursor, failures: 0 } };
  const settledToMs = floorTo(Math.min(reading.span.toMs, reading.beganAtMs - rules.settleMs), rules);
  const kept = since(state.settled, nowMs - rules.reachMs - 35 * dayMs);
  return {
    ...state,
    [lane]: null,
    settled: withSpan(kept, { fromMs: reading.span.fromMs, toMs: settledToMs }),
    ...(lane === 'now' ? { lookedAtMs: reading.beganAtMs, looked: reading.span } : {}),
    resting: state.resting.filter(({ untilMs }) => untilMs > nowMs),
  };
}

/** After a page did not come. @param cursorIsBad the API no longer takes the cursor: the query begins anew */
export function afterFailure(
  state: PlanState,
  rules: PlanRules,
  lane: Lane,
  reading: Reading,
  cursorIsBad: boolean,
  nowMs: number,
): PlanState {
  const failures = reading.failures + 1;
  if (failures < rules.triesInARow) {
    // The newest time is by now another one: cursors go stale while nothing runs.
    const span = lane === 'now' ? newestSpan(state, rules, nowMs) : reading.span;
    const again = cursorIsBad ? begin(span, nowMs) : reading;
    return { ...state, [lane]: { ...again, failures } };
  }
  const rest = { span: reading.span, untilMs: nowMs + rules.restMs };
  if (lane === 'now') return { ...state, now: null, gaveUpAtMs: nowMs };
  return { ...state, past: null, resting: [...state.resting, rest] };
}

/** What could be read and was not, or not for good: of the API's reach, oldest first. */
export function gapsOf(state: PlanState, rules: PlanRules, nowMs: number): Span[] {
  return missingIn(state.settled, pastOf(rules, nowMs));
}

/** What was read, the newest look included, of whose time more may still come. */
export function readOf({ settled, looked }: PlanState): Span[] {
  return looked === null ? [...settled] : withSpan(settled, looked);
}

/** A query that would be answered otherwise now: it begins anew. */
export function withoutReading(state: PlanState, lane: Lane): PlanState {
  return { ...state, [lane]: null };
}

function begin(span: Span, nowMs: number): Reading {
  return { span, cursor: null, beganAtMs: nowMs, failures: 0 };
}

function floorTo(ms: number, { alignMs }: PlanRules): number {
  return Math.floor(ms / alignMs) * alignMs;
}

function ceilTo(ms: number, { alignMs }: PlanRules): number {
  return Math.ceil(ms / alignMs) * alignMs;
}

/** From where the settled past ends to now, or the longest query. */
function newestSpan(state: PlanState, rules: PlanRules, nowMs: number): Span {
  const toMs = floorTo(nowMs - rules.marginMs, rules);
  const earliestMs = toMs - rules.queryMs;
  const settledToMs = floorTo(state.settled.at(-1)?.toMs ?? earliestMs, rules);
  return { fromMs: Math.min(Math.max(settledToMs, earliestMs), toMs), toMs };
}

/** A minute less than the API's reach: a query takes its time. */
function pastOf(rules: PlanRules, nowMs: number): Span {
  return {
    fromMs: floorTo(nowMs - rules.reachMs + 60_000 + rules.alignMs - 1, rules),
    toMs: floorTo(nowMs - rules.settleMs, rules),
  };
}

function pastSpan(state: PlanState, rules: PlanRules, nowMs: number): Span | null {
  const asleep = state.resting.filter(({ untilMs }) => untilMs > nowMs).map(({ span }) => span);
  const taken = asleep.reduce((spans, span) => withSpan(spans, span), [...state.settled]);
  const within = pastOf(rules, nowMs);
  // The newest time is read by its own lane.
  const missing = missingIn(taken, {
    ...within,
    toMs: Math.max(within.fromMs, within.toMs - rules.lookEveryMs * 2),
  });
  const newest = missing.at(-1);
  const oldest = missing[0];
  if (newest === undefined || oldest === undefined) return null;
  const expiresSoon = oldest.fromMs < within.fromMs + 2 * rules.queryMs;
  const lastDayIsIn = newest.toMs < nowMs - dayMs;
  if (lastDayIsIn && expiresSoon) {
    const fromMs = floorTo(oldest.fromMs, rules);
    return { fromMs, toMs: Math.min(ceilTo(oldest.toMs, rules), fromMs + rules.queryMs) };
  }
  const toMs = ceilTo(newest.toMs, rules);
  const span = { fromMs: Math.max(floorTo(newest.fromMs, rules), toMs - rules.queryMs), toMs };
  return isEmpty(span) ? null : span;
}
