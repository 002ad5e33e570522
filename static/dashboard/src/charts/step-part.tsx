import { useState } from 'react';
import { DataTable } from '../parts/data-table';
import { useWords } from '../words';
import { StepChart, type StepBar } from './step-chart';
import { TableToggle } from './table-toggle';

interface StepPartProps {
  title: string;
  /** Names the chart for those who do not see it. */
  label: string;
  /** Oldest first. */
  bars: StepBar[];
}

const stepsAPage = 25;

/** The course of one figure, drawn or as a table. */
export function StepPart({ title, label, bars }: StepPartProps) {
  const { text, format } = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="panel-part">
      <header className="card-head">
        <h3>{title}</h3>
        <TableToggle asTable={asTable} onChange={setAsTable} />
      </header>
      {asTable ? (
        <DataTable
          label={label}
          columns={[
            { key: 'when', title: text.detail.when, rowHeader: true, cell: ({ name }) => name },
            {
              key: 'points',
              title: text.detail.columns.points,
              end: true,
              cell: ({ points }) => (points === null ? text.unknownFigure : format.count(points)),
            },
          ]}
          rows={[...bars].reverse()}
          rowKey={({ key }) => String(key)}
          rowsAPage={stepsAPage}
        />
      ) : (
        <StepChart label={label} bars={bars} />
      )}
    </section>
  );
}
