import Button from '@atlaskit/button/new';
import { experimentRoutes, stepAt, type ExperimentRun } from '../../../../../src/admin/contract/contract';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords } from '../../words';

interface ExperimentProgressProps {
  /** `null` until the app has begun it. */
  run: ExperimentRun | null;
  phase: 'running' | 'stopping';
  onStop: () => void;
}

export function ExperimentProgress({ run, phase, onStop }: ExperimentProgressProps) {
  const { text, format } = useWords();
  const says = text.routing.experiment;
  const isBegun = run?.endedAtMs === null;
  const all = isBegun ? run.calls.length * experimentRoutes.length * run.repeats : 1;
  const done = isBegun ? run.nextIndex : 0;
  const step = isBegun ? stepAt(Math.min(done, all - 1), run.calls.length) : null;
  const call = step === null ? null : (run?.calls[step.call] ?? null);
  return (
    <div className="experiment-progress">
      <progress aria-label={says.progress} value={done} max={all} />
      <p role="status">
        {says.running(format.count(Math.min(done + 1, all)), format.count(all))}
        {step !== null && call !== null && (
          <>
            {': '}
            {text.routes[step.route]} <EndpointName endpoint={call} />
          </>
        )}
      </p>
      <p className="subtle">{phase === 'stopping' ? says.stopping : says.keepOpen}</p>
      <div>
        <Button onClick={onStop} isDisabled={phase === 'stopping'}>
          {says.stop}
        </Button>
      </div>
    </div>
  );
}
