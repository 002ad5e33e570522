import { useCallback } from 'react';
import type { EndpointsAnswer } from '../../../../src/admin/contract/contract';
import { askEndpoints } from '../api';
import { nameText, queryOf, readState, type EndpointsState } from '../endpoints-state';
import { useNavigation } from '../navigation';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { integrityProblems } from '../sentences/integrity';
import { useRequest } from '../use-request';
import { useWords } from '../words';
import { EndpointControls } from './endpoints/controls';
import { EndpointPanel } from './endpoints/panel';
import { EndpointTable } from './endpoints/table';

export function EndpointsPage() {
  const { text, format } = useWords();
  const { query, change } = useNavigation();
  const state = readState(query);
  // What the app is asked, and nothing else of the address: typing in the filter asks nothing.
  const question = JSON.stringify({ period: state.period, choice: state.choice, detail: state.open });
  const ask = useCallback(
    () => askEndpoints(JSON.parse(question) as Parameters<typeof askEndpoints>[0]),
    [question],
  );
  const loader = useRequest(ask);
  const lead = ({ fromMs, toMs }: EndpointsAnswer) => {
    const isLocal = state.zone === 'local';
    const at = isLocal ? format.localDayTime : format.utcDayTime;
    return text.endpoints.subtitle({
      from: at(fromMs),
      to: at(toMs),
      zone: isLocal ? text.endpoints.local : text.endpoints.utc,
    });
  };
  const go = (part: Partial<EndpointsState>) => {
    // Letters typed are no steps to go back through; everything else is.
    change(queryOf(part), 'text' in part ? 'replace' : 'push');
  };
  return (
    <PageFrame page="endpoints" loader={loader} lead={lead}>
      {(answer) => <Endpoints answer={answer} state={state} go={go} />}
    </PageFrame>
  );
}

interface EndpointsProps {
  answer: EndpointsAnswer;
  state: EndpointsState;
  go: (part: Partial<EndpointsState>) => void;
}

function Endpoints({ answer, state, go }: EndpointsProps) {
  const words = useWords();
  const { text, format } = words;
  const problems = [
    ...(answer.missingMs.length === 0
      ? []
      : [
          text.endpoints.missing({
            n: answer.missingMs.length,
            shown: format.count(answer.missingMs.length),
          }),
        ]),
    ...integrityProblems(answer, 0, words),
  ];
  return (
    <>
      {problems.length > 0 && (
        <Message kind="warning" title={text.integrity.partial}>
          {problems.join(' ')}
        </Message>
      )}
      <EndpointControls state={state} choices={answer.choices} nowMs={answer.readAtMs} go={go} />
      <div className={state.open === null ? 'split' : 'split split-open'}>
        <EndpointTable answer={answer} state={state} go={go} />
        {state.open !== null && (
          <EndpointPanel
            key={nameText(state.open)}
            name={state.open}
            answer={answer}
            zone={state.zone}
            onClose={() => {
              go({ open: null });
            }}
          />
        )}
      </div>
      {answer.foldedEndpoints !== null && (
        <p className="subtle">
          {text.endpoints.folded({ n: answer.foldedEndpoints, shown: format.count(answer.foldedEndpoints) })}
        </p>
      )}
    </>
  );
}
