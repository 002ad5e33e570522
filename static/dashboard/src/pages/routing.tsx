import '../styles/routing.css';
import { useCallback, useMemo } from 'react';
import type { RoutingAnswer, Advice, PoolRoutes } from '../../../../src/admin/contract/contract';
import { askRouting } from '../api';
import { useNavigation } from '../navigation';
import { ChoiceButtons } from '../parts/choice-buttons';
import { PageFrame } from '../parts/page-frame';
import { readRoutingState, routingPeriods, routingQuery, type RoutingState } from '../routing-state';
import { useRequest } from '../use-request';
import { useWords } from '../words';
import { ExperimentCard } from './routing/experiment-card';
import { WhatIfCard } from './routing/what-if-card';
import { AdviceList } from '../parts/advice-list';
import { Card } from '../parts/card';
import { FirstFew } from '../parts/first-few';
import { DataTable } from '../parts/data-table';
import { poolName } from '../sentences/pool';
import { routeColumns } from './routing/columns';

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

function AdviceCard({ advice }: { advice: readonly Advice[] }) {
  const { text } = useWords();
  const { advice: says } = text.routing;
  return (
    <Card title={says.title} subtitle={says.subtitle}>
      {advice.length === 0 ? (
        <p className="subtle none">{says.none}</p>
      ) : (
        <FirstFew items={advice} few={5}>
          {(shown) => <AdviceList advice={shown} withEndpoints />}
        </FirstFew>
      )}
    </Card>
  );
}

/** The routes of one pool side by side; a ranking only where there are calls enough. */
function RoutesCard({ routes, leastCalls }: { routes: PoolRoutes; leastCalls: number }) {
  const words = useWords();
  const { text, format } = words;
  const { compare } = text.routing;
  const name = poolName(routes, words);
  return (
    <Card
      title={compare.title({ pool: name })}
      subtitle={compare.n({
        requests: format.count(routes.requests),
        points: format.about(routes.points.likely),
        said: routes.saidRequests === 0 ? null : format.count(routes.saidRequests),
      })}
    >
      {!routes.isRanked && <p className="subtle">{compare.tooFew({ least: format.count(leastCalls) })}</p>}
      <div className="route-figures">
        <DataTable
          label={compare.table({ pool: name })}
          columns={routeColumns(words, routes.routes)}
          rows={routes.routes}
          rowKey={({ route }) => route}
        />
      </div>
      <p className="subtle">{compare.peakHint}</p>
      {routes.saidRequests > 0 && <p className="subtle">{compare.saidHint}</p>}
    </Card>
  );
}
