/** Collects the lines of all sites: plan, ask, store, again. Stopped at any point it goes on from there, and counts nothing twice. */
import { nextCallMs, withCall } from '../planning/pace';
import { afterFailure, afterPage, freshPlan, gapsOf, nextStep, type PlanState } from '../planning/plan';
import type { Span } from '../planning/spans';
import { askLogs, logPace, logRules, type LogSource } from './ask-logs';
import { siteLines, type SiteLines } from './site-lines';
import type { Fetch } from '../gateway';

/** All that is kept of the way through the API; it is JSON. */
export interface CollectorState {
  plan: PlanState;
  /** When the last calls went, oldest first: two collectors and a new start keep one pace. */
  callsMs: number[];
  /** Nothing is asked before; epoch milliseconds. */
  pausedUntilMs: number;
}

export const freshCollector: CollectorState = { plan: freshPlan, callsMs: [], pausedUntilMs: 0 };

export interface CollectorStore {
  readState(): Promise<CollectorState>;
  /** Keeps the state, and the lines that led to it, at once or not at all. */
  keep(state: CollectorState, lines: SiteLines | null): Promise<void>;
}

export type Turn =
  | { kind: 'page'; span: Span; lines: SiteLines; isLast: boolean }
  /** Nothing to do before `untilMs`. `why`: what went wrong; `null` where nothing did. */
  | { kind: 'wait'; untilMs: number; why: string | null }
  | { kind: 'stop'; why: string };

/** One call at most. Whoever runs it holds the lock of this source, so that nobody else's turn is between. */
export async function takeTurn(
  store: CollectorStore,
  fetchIt: Fetch,
  source: LogSource,
  now: () => number,
): Promise<Turn> {
  const before = await store.readState();
  const nowMs = now();
  const step = nextStep(before.plan, logRules, nowMs);
  if (step.kind === 'wait') return { kind: 'wait', untilMs: step.untilMs, why: null };
  const atMs = Math.max(nextCallMs(logPace, before.callsMs, nowMs), before.pausedUntilMs);
  if (atMs > nowMs) return { kind: 'wait', untilMs: atMs, why: null };
  const { lane, reading } = step;
  // Before the call, so that a process that dies in it has counted it.
  const called = { ...before, callsMs: withCall(logPace, before.callsMs, nowMs) };
  await store.keep(called, null);
  const answer = await askLogs(fetchIt, source, reading);
  switch (answer.kind) {
    case 'page': {
      const lines = siteLines(answer.logs);
      const plan = afterPage(called.plan, logRules, lane, reading, answer.cursor, now());
      await store.keep({ ...called, plan }, lines);
      return { kind: 'page', span: reading.span, lines, isLast: answer.cursor === null };
    }
    case 'badCursor': {
      await store.keep(
        { ...called, plan: afterFailure(called.plan, logRules, lane, reading, true, now()) },
        null,
      );
      return { kind: 'wait', untilMs: now(), why: null };
    }
    case 'later': {
      const pausedUntilMs = now() + answer.afterMs;
      const plan = answer.isFault
        ? afterFailure(called.plan, logRules, lane, reading, false, now())
        : called.plan;
      await store.keep({ ...called, plan, pausedUntilMs }, null);
      return { kind: 'wait', untilMs: pausedUntilMs, why: answer.why };
    }
    case 'stop':
      return answer;
  }
}

/** What of the last 14 days was not read, or not for good yet. */
export function gapsIn({ plan }: CollectorState, nowMs: number): Span[] {
  return gapsOf(plan, logRules, nowMs);
}
