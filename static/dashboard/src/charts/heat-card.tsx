import { useState } from 'react';
import type { OverviewAnswer } from '../../../../src/admin/contract/contract';
import { Card } from '../parts/card';
import { PoolChoice } from '../parts/pool-choice';
import { peaksSentence } from '../sentences/heat';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { HeatChart } from './heat-chart';
import { HeatLegend } from './heat-legend';
import { type HeatCell, heatCells, heatStepPoints, hoursADay, sinceFirstKnown, untilNow } from './heat-model';
import { TableToggle } from './table-toggle';
import { type Column, DataTable } from '../parts/data-table';

/** The same hours as figures, newest day first. What is unknown has no figure. */
function HeatTable({ cells, label }: { cells: HeatCell[]; label: string }) {
  const { text, format } = useWords();
  const days = Array.from({ length: Math.ceil(cells.length / hoursADay) }, (_, day) =>
    cells.slice(day * hoursADay, (day + 1) * hoursADay),
  );
  const columns: Column<HeatCell[]>[] = [
    {
      key: 'day',
      title: text.heat.columns.day,
      rowHeader: true,
      cell: (day) => format.utcWeekday(day[0]?.startMs ?? 0),
    },
    ...Array.from({ length: hoursADay }, (_, hour): Column<HeatCell[]> => ({
      key: String(hour),
      title: format.utcHour(cells[hour]?.startMs ?? 0),
      end: true,
      cell: (day) => {
        const one = day[hour];
        // Still to come.
        if (one === undefined) return '';
        return one.points === null ? '–' : format.count(one.points);
      },
    })),
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={days.reverse()}
      rowKey={(day) => String(day[0]?.startMs ?? 0)}
    />
  );
}

/** Thirty days by hour, so that peaks that come back are seen. */
export function HeatCard({ answer }: { answer: OverviewAnswer }) {
  const words = useWords();
  const { text, format } = words;
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState(0);
  const pool = Math.min(chosen, answer.pools.length - 1);
  const view = answer.pools[pool];
  if (view === undefined) return null;
  if (answer.heat === null) {
    return (
      <Card title={text.heat.title}>
        <p className="subtle">{text.heat.unread}</p>
      </Card>
    );
  }
  const all = heatCells(answer.heat, pool);
  const since = sinceFirstKnown(all);
  const cells = untilNow(since, answer.readAtMs);
  const stepPoints = heatStepPoints(cells.map(({ points }) => points));
  const label = text.heat.chart({ pool: poolName(view, words) });
  const peaks = peaksSentence(cells, answer.readAtMs, words);
  const before =
    since.length < all.length ? text.heat.before({ day: format.utcDay(cells[0]?.startMs ?? 0) }) : null;
  const said = [peaks, before].filter((sentence) => sentence !== null);
  return (
    <Card
      title={text.heat.title}
      subtitle={text.heat.subtitle}
      actions={
        <>
          {answer.pools.length > 1 && <PoolChoice views={answer.pools} chosen={pool} onChoose={setChosen} />}
          <TableToggle asTable={asTable} onChange={setAsTable} />
        </>
      }
    >
      {said.length > 0 && <p>{said.join(' ')}</p>}
      <HeatLegend stepPoints={stepPoints} />
      {asTable ? <HeatTable cells={cells} label={label} /> : <HeatChart cells={cells} label={label} />}
    </Card>
  );
}
