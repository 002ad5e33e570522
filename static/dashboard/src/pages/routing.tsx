import '../styles/routing.css';
import { useCallback, useMemo } from 'react';
import type { RoutingAnswer } from '../../../../src/admin/contract/contract';
import { askRouting } from '../api';
import { useNavigation } from '../navigation';
import { ChoiceButtons } from '../parts/choice-buttons';
import { PageFrame } from '../parts/page-frame';
import { readRoutingState, routingPeriods, routingQuery, type RoutingState } from '../routing-state';
import { useRequest } from '../use-request';
import { useWords } from '../words';
import { AdviceCard } from './routing/advice-card';
import { ExperimentCard } from './routing/experiment-card';
import { RoutesCard } from './routing/routes-card';
import { WhatIfCard } from './routing/what-if-card';

export function RoutingPage() {
  const { text, format } = useWords();
  const { query, change } = useNavigation();
  const state = useMemo(() => readRoutingState(query), [query]);
  const ask = useCallback(() => askRouting(state), [state]);
  const show = (parts: Partial<RoutingState>) => {
    change(routingQuery(parts), 'replace');
  };
  const loader = useRequest(ask);
  const lead = ({ fromMs, toMs }: RoutingAnswer) =>
    text.routing.subtitle({ from: format.utcDayTime(fromMs), to: format.utcDayTime(toMs) });
  return (
    <PageFrame page="routing" loader={loader} lead={lead}>
      {(answer) => (
        <>
          <ChoiceButtons
            label={text.routing.period}
            options={routingPeriods.map((value) => ({ value, name: text.routing.periods[value] }))}
            chosen={state.period}
            onChoose={(period) => {
              show({ period });
            }}
          />
          {answer.pools.length === 0 && <p className="subtle none">{text.routing.compare.none}</p>}
          {answer.pools.map((pool) => (
            <RoutesCard
              key={[pool.pool.app, pool.pool.environment, pool.pool.product].join(' ')}
              routes={pool}
              leastCalls={answer.leastCalls}
            />
          ))}
          <WhatIfCard
            view={answer.whatIf}
            endpoints={answer.endpoints}
            choice={state.whatIf}
            onChoice={(whatIf) => {
              show({ whatIf });
            }}
          />
          <AdviceCard advice={answer.advice} />
          <ExperimentCard onEnded={loader.refresh} />
        </>
      )}
    </PageFrame>
  );
}
