import type { BudgetLoad, WhatIfView } from '../../../../../src/admin/contract';
import { Card } from '../../parts/card';
import { useWords } from '../../words';

const shownBreaks = 8;

/** The recorded calls, were the app to choose the route that saves points. */
export function WhatIfCard({ view }: { view: WhatIfView }) {
  const { text, format } = useWords();
  const { whatIf, budgets } = text.routing;
  const load = ({ callsASecond, callsASecondEach, contexts }: BudgetLoad) => {
    const each =
      callsASecondEach === null || contexts === null
        ? whatIf.eachUnknown
        : whatIf.each(format.decimal(callsASecondEach), format.count(contexts));
    return `${whatIf.load(format.decimal(callsASecond))}, ${each}`;
  };
  return (
    <Card title={whatIf.title}>
      <p>
        {view.movedCalls === 0
          ? whatIf.nothing
          : whatIf.saves(format.about(view.savesPointsADay), format.count(view.movedCalls))}
      </p>
      <dl className="figures">
        {view.loads.map(({ budget, before, after }) => (
          <div key={budget}>
            <dt>{budgets[budget]}</dt>
            <dd>
              {whatIf.before}: {load(before)}. {whatIf.after}: {load(after)}.
            </dd>
          </div>
        ))}
      </dl>
      <ul className="bullets">
        {view.breaks.slice(0, shownBreaks).map(({ kind, method, template, trigger, calls }) => (
          <li key={[kind, method, template, trigger].join(' ')}>
            {whatIf.breakLine(`${method} ${template}`, format.count(calls), whatIf.breaks[kind])}
          </li>
        ))}
      </ul>
    </Card>
  );
}
