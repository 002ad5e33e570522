import { useState } from 'react';
import type { OverviewAnswer } from '../../../../src/admin/contract/contract';
import { Card } from '../parts/card';
import { PoolChoice } from '../parts/pool-choice';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { DayChart } from './day-chart';
import { dayBars } from './day-model';
import { DayTable } from './day-table';
import { routeOrder } from './route-order';
import { TableToggle } from './table-toggle';

/** The last 24 hours of one pool, drawn or as a table. */
export function DayCard({ answer }: { answer: OverviewAnswer }) {
  const words = useWords();
  const { text } = words;
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState(0);
  const pool = Math.min(chosen, answer.pools.length - 1);
  const view = answer.pools[pool];
  if (view === undefined) return null;
  const bars = dayBars(answer, pool, routeOrder);
  return (
    <Card
      title={text.day.title}
      subtitle={text.day.subtitle}
      actions={
        <>
          {answer.pools.length > 1 && <PoolChoice views={answer.pools} chosen={pool} onChoose={setChosen} />}
          <TableToggle asTable={asTable} onChange={setAsTable} />
        </>
      }
    >
      {asTable ? (
        <DayTable bars={bars} label={text.day.chart({ pool: poolName(view, words) })} />
      ) : (
        <DayChart
          bars={bars}
          quotaPoints={view.quotaPoints}
          nearPercent={view.nearPercent}
          label={text.day.chart({ pool: poolName(view, words) })}
        />
      )}
    </Card>
  );
}
