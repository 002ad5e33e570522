/** All that is kept of the way through one API; it is JSON. */
import { freshPlan, gapsOf, type PlanRules, type PlanState } from './plan';
import type { Span } from './spans';

export interface CollectorState {
  plan: PlanState;
  /** When the last calls went, oldest first: two collectors and a new start keep one pace. */
  callsMs: number[];
  /** Nothing is asked before; epoch milliseconds. */
  pausedUntilMs: number;
  /** Queries are so short since answers were too long, and begin at multiples of so much since figures come in such pieces; `null`: as the rules say. */
  queryMs: number | null;
  alignMs: number | null;
}

export const freshCollector: CollectorState = {
  ...{ plan: freshPlan, callsMs: [], pausedUntilMs: 0, queryMs: null, alignMs: null },
};

/** The rules as what came so far has changed them. */
export function rulesNow(rules: PlanRules, { queryMs, alignMs }: CollectorState): PlanRules {
  const pieceMs = Math.max(rules.alignMs, alignMs ?? 0);
  const longestMs = Math.min(rules.queryMs, queryMs ?? rules.queryMs);
  return { ...rules, alignMs: pieceMs, queryMs: Math.max(pieceMs, longestMs - (longestMs % pieceMs)) };
}

/** What of the API's reach was not read, or not for good yet. */
export function gapsIn(state: CollectorState, rules: PlanRules, nowMs: number): Span[] {
  return gapsOf(state.plan, rulesNow(rules, state), nowMs);
}
