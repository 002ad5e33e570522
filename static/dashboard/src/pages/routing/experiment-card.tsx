import Button from '@atlaskit/button/new';
import { useState } from 'react';
import {
  experimentBounds,
  experimentRoutes,
  type ExperimentRun,
  type ExperimentSuggestion,
  stepAt,
} from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { isGoodNumber } from '../../parts/number-field';
import { troubleWords } from '../../parts/trouble';
import { type Priced, useExperiment } from '../../use-experiment';
import { useWords } from '../../words';
import { ExperimentChoice } from './experiment-choice';
import { ExperimentDialog } from './experiment-dialog';
import { faultOf } from './experiment-lines';
import { ExperimentResult } from './experiment-result';
import { EndpointName } from '../../parts/endpoint-name';

interface ExperimentProgressProps {
  /** `null` until the app has begun it. */
  run: ExperimentRun | null;
  phase: 'running' | 'stopping';
  onStop: () => void;
}

function ExperimentProgress({ run, phase, onStop }: ExperimentProgressProps) {
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
        {says.running({ done: format.count(Math.min(done + 1, all)), all: format.count(all) })}
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

/** One read by three routes: chosen, priced, run, compared. */
export function ExperimentCard({ onEnded }: { onEnded: () => void }) {
  const words = useWords();
  const { text, format } = words;
  const says = text.routing.experiment;
  const { answer, phase, trouble, price, start, stop } = useExperiment(onEnded);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [repeats, setRepeats] = useState(String(experimentBounds.defaultRepeats));
  const [priced, setPriced] = useState<Priced | null>(null);
  const suggested = answer?.suggested ?? [];
  const lines = chosen ?? firstOf(suggested);
  const run = answer?.run ?? null;
  const isOurs = phase === 'running' || phase === 'stopping';
  const isElsewhere = !isOurs && run?.endedAtMs === null;
  const isGood =
    lines.length > 0 &&
    lines.every((line) => faultOf(line) === null) &&
    isGoodNumber(repeats, [1, experimentBounds.repeats]);
  const failed = trouble === null ? null : troubleWords(trouble, words);
  return (
    <Card title={says.title} subtitle={says.subtitle}>
      {!isOurs && (
        <>
          <ExperimentChoice
            suggested={suggested}
            lines={lines}
            repeats={repeats}
            disabled={phase === 'busy'}
            onLines={setChosen}
            onRepeats={setRepeats}
          />
          <div>
            <Button
              isDisabled={!isGood || isElsewhere || phase === 'busy'}
              onClick={() => {
                void price(
                  lines.map((line) => line.trim()),
                  Number(repeats),
                ).then(setPriced);
              }}
            >
              {says.price}
            </Button>
          </div>
        </>
      )}
      {isOurs && <ExperimentProgress run={run} phase={phase} onStop={stop} />}
      {failed !== null && (
        <Message kind="error" title={failed.title}>
          {failed.detail ?? failed.body}
        </Message>
      )}
      {isElsewhere && (
        <Message
          kind="info"
          title={says.elsewhere.title}
          actions={
            <Button spacing="compact" onClick={stop}>
              {says.stop}
            </Button>
          }
        >
          {says.elsewhere.body({ minutes: format.duration(experimentBounds.vanishedAfterMs) })}
        </Message>
      )}
      {answer !== null && run !== null && !isOurs && <ExperimentResult run={run} rows={answer.rows} />}
      {priced !== null && (
        <ExperimentDialog
          plan={priced.plan}
          onClose={() => {
            setPriced(null);
          }}
          onStart={() => {
            setPriced(null);
            void start(priced);
          }}
        />
      )}
    </Card>
  );
}

/** A read to begin with: the dearest of the app's own that needs nothing filled in, else one that every site can answer. */
function firstOf(suggested: readonly ExperimentSuggestion[]): string[] {
  return suggested
    .filter(({ line }) => faultOf(line) === null)
    .slice(0, 1)
    .map(({ line }) => line);
}
