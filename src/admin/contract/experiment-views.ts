/** What the page asks of an experiment and what it is told. */
import type { ExperimentCall, ExperimentResult } from '../../insights/routes/experiment';
import type { ExperimentRoom } from '../../insights/routes/experiment-budget';
import type { ExperimentRow } from '../../insights/routes/experiment-summary';

/** Why a run ended before its last step. `vanished`: its page made no call any more, so it is over without having said so. */
export const stopReasons = ['page', 'vanished', 'throttled', 'budget', 'tooDear', 'nearLimit'] as const;
export type StopReason = (typeof stopReasons)[number];

export interface ExperimentPlan {
  /** The lines that were asked for, as calls. */
  calls: ExperimentCall[];
  repeats: number;
  steps: number;
  /** Spends so many points at most, in each product's pool. */
  pools: { product: ExperimentCall['product']; mostPoints: number; room: ExperimentRoom }[];
  mostPoints: number;
}

export interface ExperimentRun {
  id: string;
  startedAtMs: number;
  /** When it began, or its last call was answered: a run that does not move is over. */
  movedAtMs: number;
  /** `null` while it runs. */
  endedAtMs: number | null;
  stopped: StopReason | null;
  calls: Pick<ExperimentCall, 'product' | 'method' | 'template' | 'points'>[];
  repeats: number;
  /** The stated budget, and the most that the calls so far can have cost. */
  mostPoints: number;
  spentPoints: number;
  nextIndex: number;
  results: ExperimentResult[];
}

/** A read that could be run. */
export interface ExperimentSuggestion {
  /** For example `GET /rest/api/3/issue/{issueIdOrKey}`: what stands in braces is for the person to fill in. */
  line: string;
  /** Calls of the last 24 hours that made it a suggestion; `null`: every site can answer it. */
  calls: number | null;
}

export interface ExperimentAnswer {
  readAtMs: number;
  /** Only told with `last`; `null` else. */
  suggested: ExperimentSuggestion[] | null;
  plan: ExperimentPlan | null;
  /** The last run, running or not; `null` when there never was one. */
  run: ExperimentRun | null;
  rows: ExperimentRow[];
}
