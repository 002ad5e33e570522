import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type BridgeMeasure,
  countObjects,
  type ExperimentAnswer,
  type ExperimentAsk,
  type ExperimentCall,
  type ExperimentPlan,
} from '../../../src/admin/contract/contract';
import { askExperiment } from './api';
import { drive } from './experiment-driver';
import { lane } from './product-calls';
import { outcomeOf, type Trouble } from './use-request';

const longestHeldMs = 30_000;

/** Makes one call of a run from the page itself. Its answer is counted and let go. */
async function readByBridge(
  { product, method, path, template, body, objectsAt }: ExperimentCall,
  pause: (milliseconds: number) => Promise<void>,
): Promise<BridgeMeasure> {
  const heldMs = lane.heldMs({ product, method, template });
  if (heldMs > 0) await pause(Math.min(heldMs, longestHeldMs));
  const request = product === 'jira' ? lane.requestJira : lane.requestConfluence;
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const init = body === null ? { method } : { method, headers, body };
  const startedAtMs = performance.now();
  const passedMs = () => Math.round(performance.now() - startedAtMs);
  let response: Response;
  try {
    response = await request(path, init);
  } catch {
    return { status: null, latencyMs: passedMs(), objects: null };
  }
  const latencyMs = passedMs();
  const { status } = response;
  try {
    const answer: unknown = response.ok ? await response.json() : null;
    const entry = objectsAt === null ? null : { objectsAt };
    return { status, latencyMs, objects: response.ok ? countObjects(entry, answer) : null };
  } catch {
    return { status, latencyMs, objects: null };
  }
}

/** What was asked for and what it would cost. */
export interface Priced {
  lines: string[];
  plan: ExperimentPlan;
}

export interface Experiment {
  /** The last answer; `null` until there is one. */
  answer: ExperimentAnswer | null;
  /** `running`: this page makes the calls. */
  phase: 'idle' | 'busy' | 'running' | 'stopping';
  trouble: Trouble | null;
  /** `null` when the app would not have it; `trouble` then says why. */
  price: (lines: string[], repeats: number) => Promise<Priced | null>;
  start: (priced: Priced) => Promise<void>;
  stop: () => void;
}

/** How often a run of another page is looked at. */
const lookMs = 5_000;

/** @param onEnded called when a run of this page is over and its calls are booked */
export function useExperiment(onEnded: () => void): Experiment {
  const [answer, setAnswer] = useState<ExperimentAnswer | null>(null);
  const [phase, setPhase] = useState<Experiment['phase']>('idle');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isStopped = useRef(false);
  const endPause = useRef<() => void>(() => undefined);

  const take = useCallback((data: ExperimentAnswer) => {
    setAnswer((before) => ({ ...data, suggested: data.suggested ?? before?.suggested ?? null }));
  }, []);

  const ask = useCallback(
    (command: ExperimentAsk): Promise<ExperimentAnswer | null> =>
      outcomeOf(() => askExperiment(command)).then((outcome) => {
        setTrouble(outcome.ok ? null : outcome.trouble);
        if (!outcome.ok) return null;
        take(outcome.data);
        return outcome.data;
      }),
    [take],
  );

  const halt = useCallback(() => {
    isStopped.current = true;
    endPause.current();
  }, []);

  useEffect(() => {
    void ask({ action: 'last' });
    isStopped.current = false;
    // A page that goes takes its run with it; where it has no time to say so, the app finds out by itself.
    const leave = () => {
      halt();
      void lane.flush();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      halt();
    };
  }, [ask, halt]);

  const isElsewhere = phase === 'idle' && answer?.run?.endedAtMs === null;
  useEffect(() => {
    if (!isElsewhere) return undefined;
    const timer = window.setInterval(() => {
      if (!document.hidden) void ask({ action: 'last' });
    }, lookMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [ask, isElsewhere]);

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = window.setTimeout(resolve, milliseconds);
      endPause.current = () => {
        window.clearTimeout(timer);
        resolve();
      };
      if (isStopped.current) endPause.current();
    });

  return {
    answer,
    phase,
    trouble,
    price: async (lines, repeats) => {
      setPhase('busy');
      const priced = await ask({ action: 'plan', lines, repeats });
      setPhase('idle');
      return priced?.plan == null ? null : { lines, plan: priced.plan };
    },
    start: async ({ lines, plan: { calls, repeats, mostPoints } }) => {
      isStopped.current = false;
      setPhase('running');
      const started = await ask({ action: 'start', lines, repeats, agreedPoints: mostPoints });
      const run = started?.run ?? null;
      if (run !== null) {
        const ports = { ask: askExperiment, pause, isStopped: () => isStopped.current, tell: take };
        const read = (call: (typeof calls)[number]) => readByBridge(call, pause);
        setTrouble(await drive({ run, calls, lines, readByBridge: read, ...ports }));
        await lane.flush();
        onEnded();
      }
      setPhase('idle');
    },
    stop: () => {
      if (phase === 'running') {
        setPhase('stopping');
        halt();
      } else if (answer?.run != null) {
        void ask({ action: 'stop', runId: answer.run.id });
      }
    },
  };
}
