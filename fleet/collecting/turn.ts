/** Collects what an API tells of all sites: plan, ask, store, again. Stopped at any point it goes on from there, and counts nothing twice. */
import { rulesNow, type CollectorState } from '../planning/collector-state';
import { nextCallMs, withCall, type Pace } from '../planning/pace';
import {
  afterFailure,
  afterPage,
  isGivenUp,
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
  | Later
  /** The API no longer takes the cursor. */
  | { kind: 'badCursor' }
  /** The same time is asked for again in queries of another form. */
  | { kind: 'otherwise'; change: Partial<QueryForm> }
  /** Nothing can be read until a person has changed something. */
  | { kind: 'stop'; why: string };

/** Ask again, later. */
export interface Later {
  kind: 'later';
  why: string;
  afterMs: number;
  /** The API named that time; else it is our choice. */
  isNamed: boolean;
  /** The API failed over this question; else it may have nothing to do with it. */
  isFault: boolean;
}

export interface CollectorStore<Data> {
  readState(): Promise<CollectorState>;
  /** Keeps the state, and what led to it, at once or not at all. */
  keep(state: CollectorState, data: Data | null): Promise<void>;
}

export type Turn<Data> =
  { kind: 'page'; span: Span; data: Data; isLast: boolean } | Wait | { kind: 'stop'; why: string };

/** Nothing to do before `untilMs`. */
export type Wait = { kind: 'wait'; untilMs: number } & (
  | {
      /** All that is due was read; the next call is soon due; a call before this turn failed. */
      for: 'nothingDue' | 'pace' | 'earlierFailure';
      why: null;
    }
  /** This turn's call failed, and the API named the time to ask again, or did not. */
  | { for: 'namedTime' | 'failure'; why: string }
);

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
  if (step.kind === 'wait') {
    const isMissed = isGivenUp(before.plan);
    return {
      kind: 'wait',
      untilMs: step.untilMs,
      for: isMissed ? 'earlierFailure' : 'nothingDue',
      why: null,
    };
  }
  const paceMs = nextCallMs(pace, before.callsMs, nowMs);
  if (before.pausedUntilMs > paceMs)
    return { kind: 'wait', untilMs: before.pausedUntilMs, for: 'earlierFailure', why: null };
  if (paceMs > nowMs) return { kind: 'wait', untilMs: paceMs, for: 'pace', why: null };
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
      return { kind: 'wait', untilMs: now(), for: 'pace', why: null };
    }
    case 'otherwise': {
      await store.keep({ ...called, ...answer.change, plan: withoutReading(called.plan, lane) }, null);
      return { kind: 'wait', untilMs: now(), for: 'pace', why: null };
    }
    case 'later': {
      const pausedUntilMs = now() + answer.afterMs;
      const plan = answer.isFault
        ? afterFailure(called.plan, rules, lane, reading, false, now())
        : called.plan;
      await store.keep({ ...called, plan, pausedUntilMs }, null);
      return {
        kind: 'wait',
        untilMs: pausedUntilMs,
        for: answer.isNamed ? 'namedTime' : 'failure',
        why: answer.why,
      };
    }
    case 'stop':
      return answer;
  }
}
