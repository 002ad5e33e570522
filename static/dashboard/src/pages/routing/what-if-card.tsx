import type {
  BreakKind,
  BudgetLoad,
  MovableEndpoint,
  RouteMove,
  WhatIfChoice,
  WhatIfView,
} from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { FirstFew } from '../../parts/first-few';
import { type Column, DataTable } from '../../parts/data-table';
import { useWords, type Words } from '../../words';
import { EndpointName } from '../../parts/endpoint-name';
import { nameText } from '../../endpoints-state';
import { poolName } from '../../sentences/pool';
import { chosenRoutes } from '../../routing-state';

interface WhatIfMovesProps {
  endpoints: readonly MovableEndpoint[];
  moves: readonly RouteMove[];
  onMoves: (moves: RouteMove[]) => void;
}

/** A route for each endpoint, or none: then its calls stay where they are. */
function WhatIfMoves({ endpoints, moves, onMoves }: WhatIfMovesProps) {
  const words = useWords();
  const { text, format } = words;
  const { whatIf } = text.routing;
  return (
    <ul className="plain-list what-if-moves">
      {endpoints.map((endpoint) => {
        const { pool, method, template, requests, routes } = endpoint;
        const key = nameText(endpoint);
        const others = moves.filter((move) => nameText(move) !== key);
        const chosen = moves.find((move) => nameText(move) === key)?.to ?? '';
        return (
          <li key={key}>
            <div>
              <EndpointName endpoint={endpoint} />
              <p className="subtle">
                {whatIf.now({
                  pool: poolName(endpoint, words),
                  ...{ n: requests, calls: format.count(requests) },
                  routes: format.list(routes.map((route) => text.routes[route])),
                })}
              </p>
            </div>
            <div className="field">
              <select
                aria-label={whatIf.routeOf({ call: `${method} ${template}` })}
                value={chosen}
                onChange={(event) => {
                  const to = chosenRoutes.find((route) => route === event.currentTarget.value);
                  onMoves(to === undefined ? others : [...others, { pool, method, template, to }]);
                }}
              >
                <option value="">{whatIf.stays}</option>
                {chosenRoutes.map((route) => (
                  <option key={route} value={route}>
                    {text.routes[route]}
                  </option>
                ))}
              </select>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

type Break = WhatIfView['breaks'][number];

const shownCalls = 6;

/** What breaks, each reason once, with the calls that it is about. */
function WhatIfBreaks({ breaks }: { breaks: readonly Break[] }) {
  const { text, format } = useWords();
  const { whatIf } = text.routing;
  const byKind = new Map<BreakKind, Break[]>();
  for (const one of breaks) byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  return (
    <>
      {[...byKind].map(([kind, found]) => (
        <section key={kind} className="what-if-break">
          <p>{whatIf.breaks[kind]}</p>
          <ul className="bullets">
            {found.slice(0, shownCalls).map((one) => (
              <li key={[one.pool.product, one.method, one.template, one.trigger, one.to].join(' ')}>
                <EndpointName endpoint={one} />{' '}
                <span className="subtle">
                  {whatIf.breakCalls({
                    ...{ n: one.calls, calls: format.count(one.calls) },
                    trigger: text.endpoints.triggers[one.trigger],
                  })}
                </span>
              </li>
            ))}
          </ul>
          {found.length > shownCalls && (
            <p className="subtle">{whatIf.moreBreaks({ n: format.count(found.length - shownCalls) })}</p>
          )}
        </section>
      ))}
    </>
  );
}

type Load = WhatIfView['loads'][number];

/** Calls a second on each cost budget, all and on one of its contexts, now and then. */
function loadColumns({ text, format }: Words): Column<Load>[] {
  const { whatIf, budgets } = text.routing;
  const { columns } = whatIf;
  const each = ({ callsASecondEach, contexts }: BudgetLoad) =>
    callsASecondEach === null || contexts === null
      ? whatIf.eachUnknown
      : whatIf.each({ calls: rate(callsASecondEach), contexts: format.count(contexts) });
  // Two digits would make nothing of a quiet app's load.
  const rate = (calls: number) =>
    calls > 0 && calls < 0.005 ? whatIf.under({ least: format.decimal(0.01) }) : format.decimal(calls);
  return [
    { key: 'budget', title: columns.budget, rowHeader: true, cell: ({ budget }) => budgets[budget] },
    {
      key: 'before',
      title: columns.before,
      end: true,
      cell: ({ before }) => <data value={before.callsASecond}>{rate(before.callsASecond)}</data>,
    },
    { key: 'beforeEach', title: columns.beforeEach, end: true, cell: ({ before }) => each(before) },
    {
      key: 'after',
      title: columns.after,
      end: true,
      cell: ({ after }) => <data value={after.callsASecond}>{rate(after.callsASecond)}</data>,
    },
    { key: 'afterEach', title: columns.afterEach, end: true, cell: ({ after }) => each(after) },
  ];
}

interface WhatIfCardProps {
  view: WhatIfView;
  /** Those that can be given another route. */
  endpoints: readonly MovableEndpoint[];
  choice: WhatIfChoice;
  onChoice: (choice: WhatIfChoice) => void;
}

/** The recorded calls by other routes: the app's own choice, or one for each endpoint. */
export function WhatIfCard({ view, endpoints, choice, onChoice }: WhatIfCardProps) {
  const words = useWords();
  const { text, format } = words;
  const { whatIf } = text.routing;
  const by = choice === 'cheapest' ? choice : 'endpoint';
  const { movedCalls, movedWithBreaks, savesPointsADay: saves, pointsADayBefore, pointsADayAfter } = view;
  const moved = format.count(movedCalls);
  return (
    <Card title={whatIf.title}>
      <ChoiceButtons
        label={whatIf.who}
        options={(['cheapest', 'endpoint'] as const).map((value) => ({ value, name: whatIf.by[value] }))}
        chosen={by}
        onChoose={(wanted) => {
          if (wanted !== by) onChoice(wanted === 'cheapest' ? wanted : []);
        }}
      />
      {choice !== 'cheapest' && (
        <FirstFew items={endpoints} few={6}>
          {(shown) => <WhatIfMoves endpoints={shown} moves={choice} onMoves={onChoice} />}
        </FirstFew>
      )}
      <p>
        {movedCalls === 0
          ? whatIf.nothing[by]
          : saves < 0
            ? whatIf.costs({ points: format.about(-saves), n: movedCalls, calls: moved })
            : whatIf.saves({ points: format.about(saves), n: movedCalls, calls: moved })}{' '}
        {movedCalls > 0 &&
          whatIf.points({
            before: format.about(pointsADayBefore.likely),
            after: format.about(pointsADayAfter.likely),
          })}{' '}
        {movedWithBreaks > 0 &&
          whatIf.differently({ n: movedWithBreaks, calls: format.count(movedWithBreaks) })}
      </p>
      {view.loads.length > 0 && (
        <div className="route-figures">
          <DataTable
            label={whatIf.loads}
            columns={loadColumns(words)}
            rows={view.loads}
            rowKey={({ budget }) => budget}
          />
        </div>
      )}
      <WhatIfBreaks breaks={view.breaks} />
    </Card>
  );
}
