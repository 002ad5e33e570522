import type { ExperimentRow } from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import type { Words } from '../../words';

/** Columns for the rows of one read; the first route is what the others are held against. */
export function experimentColumns(rows: readonly ExperimentRow[], words: Words): Column<ExperimentRow>[] {
  const { text, format } = words;
  const says = text.routing.experiment.result;
  const { columns } = says;
  const asApp = rows.find(({ route }) => route === 'forge.asApp') ?? null;
  const status = ({ statuses }: ExperimentRow) =>
    format.list(
      statuses.map(({ status: code, n }) =>
        says.statusTimes({ status: code === null ? says.noAnswer : String(code), n: format.count(n) }),
      ),
    );
  return [
    { key: 'route', title: columns.route, rowHeader: true, cell: ({ route }) => text.routes[route] },
    {
      key: 'n',
      title: columns.n,
      end: true,
      cell: ({ n }) => <data value={n}>{format.count(n)}</data>,
    },
    { key: 'status', title: columns.status, wrap: true, cell: (row) => (row.n === 0 ? '–' : status(row)) },
    { key: 'objects', title: columns.objects, end: true, cell: (row) => objectsText(row, words) },
    { key: 'apart', title: columns.apart, end: true, cell: (row) => apartText(row, asApp, words) },
    {
      key: 'latency',
      title: columns.latency,
      end: true,
      cell: ({ medianMs }) => (medianMs === null ? '–' : format.milliseconds(medianMs)),
    },
    {
      key: 'estimate',
      title: columns.estimate,
      end: true,
      cell: ({ n, pointsEach }) =>
        n === 0 ? '–' : <data value={pointsEach}>{format.decimal(pointsEach)}</data>,
    },
    {
      key: 'difference',
      title: columns.difference,
      end: true,
      cell: ({ difference }) =>
        difference === null
          ? '–'
          : says.counted({ points: format.decimal(difference.points), n: format.count(difference.n) }),
    },
    {
      key: 'policy',
      title: columns.policy,
      cell: ({ policy }) => (policy === null ? says.noPolicy : <code>{policy}</code>),
    },
  ];
}

function objectsText({ objects }: ExperimentRow, { text, format }: Words): string {
  if (objects === null) return '–';
  const { fewest, most } = objects;
  return fewest === most
    ? format.count(most)
    : text.gauge.rangeOf({ low: format.count(fewest), high: format.count(most) });
}

/** How many objects the answers have more or fewer than those of asApp: what differs is counted, never kept. */
function apartText(
  { route, objects }: ExperimentRow,
  asApp: ExperimentRow | null,
  { text, format }: Words,
): string {
  const says = text.routing.experiment.result;
  const base = asApp?.objects ?? null;
  if (route === 'forge.asApp' || objects === null || base === null) return '–';
  const apart = objects.most - base.most;
  if (objects.fewest - base.fewest !== apart) return says.varies;
  if (apart === 0) return says.same;
  return apart > 0 ? says.more({ n: format.count(apart) }) : says.fewer({ n: format.count(-apart) });
}
