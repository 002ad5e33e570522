import {
  experimentBounds,
  stepAt,
  type Answer,
  type BridgeMeasure,
  type ExperimentAnswer,
  type ExperimentAsk,
  type ExperimentCall,
  type ExperimentRun,
} from '../../../src/admin/contract/contract';
import { outcomeOf, type Trouble } from './use-request';

interface Drive {
  run: ExperimentRun;
  calls: readonly ExperimentCall[];
  /** The calls as they were asked for, in the same order. */
  lines: readonly string[];
  ask: (command: ExperimentAsk) => Promise<Answer<ExperimentAnswer>>;
  readByBridge: (call: ExperimentCall) => Promise<BridgeMeasure>;
  /** Comes back at once when the run is stopped. */
  pause: (milliseconds: number) => Promise<void>;
  isStopped: () => boolean;
  tell: (answer: ExperimentAnswer) => void;
}

/**
 * Makes the steps of a run one after the other until it ends, is stopped, or something fails. No step is sent twice: one
 * whose answer is lost ends the run.
 */
export async function drive({ run, calls, lines, ...by }: Drive): Promise<Trouble | null> {
  let { nextIndex: index, endedAtMs } = run;
  while (endedAtMs === null) {
    if (by.isStopped()) return stop(run.id, by);
    const { call: at, route } = stepAt(index, calls.length);
    const [call, line] = [calls[at], lines[at]];
    if (call === undefined || line === undefined) return 'strange';
    const bridge = route === 'forge.bridge' ? await by.readByBridge(call) : null;
    const step: ExperimentAsk = { action: 'step', runId: run.id, index, line, bridge };
    const outcome = await outcomeOf(() => by.ask(step));
    if (!outcome.ok) {
      await stop(run.id, by);
      return outcome.trouble;
    }
    by.tell(outcome.data);
    if (outcome.data.run === null) return 'strange';
    ({ nextIndex: index, endedAtMs } = outcome.data.run);
    if (endedAtMs === null) await by.pause(experimentBounds.pauseMs);
  }
  return null;
}

/** A run that ended by itself meanwhile needs no stop, so a refusal is no trouble. */
async function stop(runId: string, { ask, tell }: Pick<Drive, 'ask' | 'tell'>): Promise<null> {
  const outcome = await outcomeOf(() => ask({ action: 'stop', runId }));
  if (outcome.ok) tell(outcome.data);
  return null;
}
