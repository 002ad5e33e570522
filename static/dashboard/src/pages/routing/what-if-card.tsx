import type { MovableEndpoint, WhatIfChoice, WhatIfView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { FirstFew } from '../../parts/first-few';
import { DataTable } from '../../parts/data-table';
import { useWords } from '../../words';
import { WhatIfBreaks } from './what-if-breaks';
import { loadColumns } from './what-if-columns';
import { WhatIfMoves } from './what-if-moves';

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
  const { movedCalls, savesPointsADay: saves, pointsADayBefore, pointsADayAfter } = view;
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
            ? whatIf.costs(format.about(-saves), moved)
            : whatIf.saves(format.about(saves), moved)}{' '}
        {movedCalls > 0 &&
          whatIf.points(format.about(pointsADayBefore.likely), format.about(pointsADayAfter.likely))}
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
