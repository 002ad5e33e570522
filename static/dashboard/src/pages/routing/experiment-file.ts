import type { ExperimentRow, ExperimentRun } from '../../../../../src/admin/contract/contract';
import { downloadText } from '../../download';

/** The run as it is kept, with the table: endpoints as templates, counts, times and points. No path, no person. */
export function downloadExperiment(run: ExperimentRun, rows: readonly ExperimentRow[]): void {
  const startedAt = new Date(run.startedAtMs).toISOString();
  const file = { kind: 'points-gauge-experiment', version: 1, startedAt, run, rows };
  const name = `points-gauge-experiment-${startedAt.slice(0, 16).replace(':', '')}.json`;
  downloadText(name, [`${JSON.stringify(file, null, 2)}\n`], 'application/json');
}
