import type { WallCalls, WallView } from '../../../../../../src/admin/contract/contract';
import { Card } from '../../../parts/card';
import { DataTable, type Column } from '../../../parts/data-table';
import { EndpointName } from '../../../parts/endpoint-name';
import { callsText } from '../../../sentences/wall';
import { useWords } from '../../../words';

/** Who drew from the pool, or whose calls it refused: by endpoint, route, initiator and feature; persons are not in the account. */
export function CallsCard({ wall, of }: { wall: WallView; of: 'drew' | 'failed' }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident.calls;
  const { rows, further } = wall[of];
  const isDrew = of === 'drew';
  const all = isDrew ? wall.own.likely : wall.calls;
  const figure = (row: WallCalls): number => (isDrew ? row.points.likely : row.refusedCalls);
  const columns: Column<WallCalls>[] = [
    {
      ...{ key: 'call', title: say.columns.call, rowHeader: true },
      cell: (row) => (
        <>
          <EndpointName endpoint={row} />
          <span className="subtle call-parts">{callsText(row, words)}</span>
        </>
      ),
    },
    {
      ...{ key: 'figure', title: isDrew ? say.columns.points : say.columns.refused, end: true },
      cell: (row) => (
        <span className="share">
          {format.count(figure(row))}
          <span className="share-track" aria-hidden="true">
            <span style={{ width: `${(100 * figure(row)) / Math.max(1, all)}%` }} />
          </span>
        </span>
      ),
    },
    {
      ...{ key: 'share', title: say.columns.share, end: true },
      cell: (row) => format.percent(all === 0 ? 0 : figure(row) / all),
    },
    { key: 'requests', title: say.columns.calls, end: true, cell: ({ requests }) => format.count(requests) },
  ];
  const furtherFigure = isDrew ? further.points : further.refusedCalls;
  return (
    <Card title={say[of].title} subtitle={say[of].subtitle}>
      {rows.length === 0 ? (
        <p className="subtle">{wall.keptAs === 'day' ? say.notKept : say[of].none}</p>
      ) : (
        <DataTable
          label={say[of].subtitle}
          columns={columns}
          rows={rows}
          rowKey={(row) => JSON.stringify([row.method, row.template, row.route, row.trigger, row.feature])}
        />
      )}
      {further.rows > 0 && (
        <p className="subtle">
          {say.further({
            ...{ n: further.rows, shown: format.count(further.rows) },
            figure: format.count(furtherFigure),
          })}
        </p>
      )}
    </Card>
  );
}
