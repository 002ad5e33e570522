import Button from '@atlaskit/button/new';
import {
  experimentBounds,
  experimentRoutes,
  type ExperimentRow,
  type ExperimentRun,
} from '../../../../../src/admin/contract/contract';
import { DataTable } from '../../parts/data-table';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords } from '../../words';
import { experimentColumns } from './experiment-columns';
import { download } from '../../download';

/** The run as it is kept, with the table: endpoints as templates, counts, times and points. No path, no person. */
function downloadExperiment(run: ExperimentRun, rows: readonly ExperimentRow[]): void {
  const startedAt = new Date(run.startedAtMs).toISOString();
  const file = { kind: 'points-gauge-experiment', version: 1, startedAt, run, rows };
  const name = `points-gauge-experiment-${startedAt.slice(0, 16).replace(':', '')}.json`;
  download(name, [`${JSON.stringify(file, null, 2)}\n`], 'application/json');
}

interface ExperimentResultProps {
  run: ExperimentRun;
  rows: readonly ExperimentRow[];
}

/** Each read with its three routes side by side. Nothing is ranked. */
export function ExperimentResult({ run, rows }: ExperimentResultProps) {
  const words = useWords();
  const { text, format } = words;
  const says = text.routing.experiment.result;
  const all = format.count(run.calls.length * experimentRoutes.length * run.repeats);
  const made = format.count(run.results.length);
  const isTooFew = rows.some(({ n }) => n < experimentBounds.leastToCompare);
  return (
    <section className="experiment-result">
      <div className="card-head">
        <h3>{says.title({ at: `${format.utcDayTime(run.startedAtMs)} UTC` })}</h3>
        <Button
          spacing="compact"
          onClick={() => {
            downloadExperiment(run, rows);
          }}
        >
          {says.download}
        </Button>
      </div>
      <p>
        {run.stopped !== null && `${says.part({ calls: made, all, why: says.stopped[run.stopped] })} `}
        {run.stopped === null && run.endedAtMs !== null && `${says.whole({ calls: all })} `}
        {says.spent({ points: format.count(run.spentPoints), most: format.count(run.mostPoints) })}
      </p>
      {isTooFew && (
        <p className="subtle">{says.tooFew({ least: format.count(experimentBounds.leastToCompare) })}</p>
      )}
      {run.calls.map((call, place) => {
        const own = rows.filter((row) => row.call === place);
        return (
          <div key={place} className="experiment-call route-figures">
            <h4>
              <EndpointName endpoint={call} />
            </h4>
            <DataTable
              label={says.table({ name: `${call.method} ${call.template}` })}
              columns={experimentColumns(own, words)}
              rows={own}
              rowKey={({ route }) => route}
            />
          </div>
        );
      })}
      <p className="subtle">{says.hint}</p>
    </section>
  );
}
