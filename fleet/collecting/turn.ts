/** Collects what an API tells of all sites: plan, ask, store, again. Stopped at any point it goes on from there, and counts nothing twice. */
import { rulesNow, type CollectorState } from '../planning/collector-state';
import { nextCallMs, withCall, type Pace } from '../planning/pace';
import {
  afterFailure,
  afterPage,
  nextStep,
  withoutReading,
  type PlanRules,
  type Reading,
} from '../planning/plan';
import type { Span } from '../planning/spans';

/** One of Atlassian's APIs. */
export interface Source<Data> {
  rules: PlanRules;
  pace: Pace;
  /** @param rules as what came so far has changed them */
  ask: (reading: Reading, rules: PlanRules) => Promise<SourceAnswer<Data>>;
}

type QueryForm = Pick<CollectorState, 'queryMs' | 'alignMs'>;

export type SourceAnswer<Data> =
  /** `change`: how the next are asked for. */
  | { kind: 'page'; data: Data; cursor: string | null; change?: Partial<QueryForm> }
  /** Ask again, later. `isFault`: the API failed over this question; else it may have nothing to do with it. */
  | { kind: 'later'; why: string; afterMs: number; isFault: boolean }
  /** The API no longer takes the cursor. */
  | { kind: 'badCursor' }
  /** The same time is asked for again in queries of another form. */
  | { kind: 'otherwise'; change: Partial<QueryForm> }
  /** Nothing can be read until a person has changed something. */
  | { kind: 'stop'; why: string };

export interface CollectorStore<Data> {
  readState(): Promise<CollectorState>;
  /** Keeps the state, and what led to it, at once or not at all. */
  keep(state: CollectorState, data: Data | null): Promise<void>;
}

export type Turn<Data> =
  | { kind: 'page'; span: Span; data: Data; isLast: boolean }
  /** Nothing to do before `untilMs`. `why`: what went wrong; `null` where nothing did. */
  | { kind: 'wait'; untilMs: number; why: string | null }
  | { kind: 'stop'; why: string };

/** Longer than the pace of any API makes a call wait: what lies further off is due to an earlier failure. */
const longestPaceMs = 60_000;

/** Why who looks once cannot have the look now; `null`: it goes on. Without it a look would last as long as the failure. */
export function whyNotNow<Data>(turn: Turn<Data> | null, nowMs: number): string | null {
  if (turn?.kind !== 'wait') return null;
  if (turn.why !== null) return turn.why;
  if (turn.untilMs - nowMs <= longestPaceMs) return null;
  return `earlier calls failed, and the next is due at ${new Date(turn.untilMs).toISOString()}`;
}

/** One call at most. Whoever runs it holds the lock of this source, so that nobody else's turn is between. */
export async function takeTurn<Data>(
  store: CollectorStore<Data>,
  source: Source<Data>,
  now: () => number,
): Promise<Turn<Data>> {
  const { pace } = source;
  const before = await store.readState();
  const rules = rulesNow(source.rules, before);
  const nowMs = now();
  const step = nextStep(before.plan, rules, nowMs);
  if (step.kind === 'wait') return { kind: 'wait', untilMs: step.untilMs, why: null };
  const atMs = Math.max(nextCallMs(pace, before.callsMs, nowMs), before.pausedUntilMs);
  if (atMs > nowMs) return { kind: 'wait', untilMs: atMs, why: null };
  const { lane, reading } = step;
  // Before the call, so that a process that dies in it has counted it.
  const called = { ...before, callsMs: withCall(pace, before.callsMs, nowMs) };
  await store.keep(called, null);
  const answer = await source.ask(reading, rules);
  switch (answer.kind) {
    case 'page': {
      const { data, cursor, change } = answer;
      const plan = afterPage(called.plan, rules, lane, reading, cursor, now());
      await store.keep({ ...called, ...change, plan }, data);
      return { kind: 'page', span: reading.span, data, isLast: cursor === null };
    }
    case 'badCursor': {
      const plan = afterFailure(called.plan, rules, lane, reading, true, now());
      await store.keep({ ...called, plan }, null);
      return { kind: 'wait', untilMs: now(), why: null };
    }
    case 'otherwise': {
      await store.keep({ ...called, ...answer.change, plan: withoutReading(called.plan, lane) }, null);
      return { kind: 'wait', untilMs: now(), why: null };
    }
    case 'later': {
      const pausedUntilMs = now() + answer.afterMs;
      const plan = answer.isFault
        ? afterFailure(called.plan, rules, lane, reading, false, now())
        : called.plan;
      await store.keep({ ...called, plan, pausedUntilMs }, null);
      return { kind: 'wait', untilMs: pausedUntilMs, why: answer.why };
    }
    case 'stop':
      return answer;
  }
}
