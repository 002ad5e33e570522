import { useCallback, useState } from 'react';
import type { RoutingAnswer } from '../../../../src/admin/contract';
import { askRouting } from '../api';
import { ChoiceButtons } from '../parts/choice-buttons';
import { PageFrame } from '../parts/page-frame';
import { useAnswer } from '../use-answer';
import { useWords } from '../words';
import { AdviceCard } from './routing/advice-card';
import { ExperimentCard } from './routing/experiment-card';
import { RoutesCard } from './routing/routes-card';
import { WhatIfCard } from './routing/what-if-card';

const periods = ['24h', '7d'] as const;
type Period = (typeof periods)[number];

export function RoutingPage() {
  const { text, format } = useWords();
  const [period, setPeriod] = useState<Period>('24h');
  const ask = useCallback(() => askRouting({ period, whatIf: 'cheapest' }), [period]);
  const loader = useAnswer(ask);
  const lead = ({ fromMs, toMs }: RoutingAnswer) =>
    text.routing.subtitle(format.utcDayTime(fromMs), format.utcDayTime(toMs));
  return (
    <PageFrame page="routing" loader={loader} lead={lead}>
      {(answer) => (
        <>
          <ChoiceButtons
            label={text.routing.period}
            options={periods.map((value) => ({ value, name: text.routing.periods[value] }))}
            chosen={period}
            onChoose={setPeriod}
          />
          {answer.pools.length === 0 && <p className="subtle none">{text.routing.compare.none}</p>}
          {answer.pools.map((pool) => (
            <RoutesCard
              key={[pool.pool.app, pool.pool.environment, pool.pool.product].join(' ')}
              routes={pool}
              leastCalls={answer.leastCalls}
            />
          ))}
          <WhatIfCard view={answer.whatIf} />
          <AdviceCard advice={answer.advice} />
          <ExperimentCard onEnded={loader.refresh} />
        </>
      )}
    </PageFrame>
  );
}
