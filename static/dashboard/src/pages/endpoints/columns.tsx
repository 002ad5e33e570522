import type { EndpointView } from '../../../../../src/admin/contract';
import type { Column } from '../../parts/data-table';
import { EndpointName } from '../../parts/endpoint-name';
import { poolName } from '../../sentences/pool';
import type { Words } from '../../words';

interface ColumnOptions {
  words: Words;
  /** Points of all endpoints of the period, for the share; the filter does not change it. */
  totalPoints: number;
  ranges: boolean;
}

export function endpointColumns({ words, totalPoints, ranges }: ColumnOptions): Column<EndpointView>[] {
  const { text, format } = words;
  const { columns } = text.endpoints;
  const each = ({ points, requests }: EndpointView) => (requests > 0 ? points.likely / requests : null);
  const share = ({ points }: EndpointView) => (totalPoints > 0 ? points.likely / totalPoints : null);
  const shown = (value: number | null, show: (n: number) => string) => (value === null ? '–' : show(value));
  const latency = (ms: number) => text.endpoints.atMost(format.milliseconds(ms));
  return [
    {
      key: 'endpoint',
      title: columns.endpoint,
      rowHeader: true,
      sortBy: (row) => row.template,
      cell: (row) => (
        <>
          <EndpointName endpoint={row} />
          <span className="endpoint-where">
            {poolName(row, words)} · {format.list(row.routes.map((route) => text.routes[route]))}
          </span>
        </>
      ),
    },
    {
      key: 'requests',
      title: columns.requests,
      end: true,
      sortBy: (row) => row.requests,
      cell: (row) => format.count(row.requests),
    },
    {
      key: 'points',
      title: columns.points,
      end: true,
      sortBy: (row) => row.points.likely,
      cell: ({ points }) => (
        <>
          {format.count(points.likely)}
          {ranges && (
            <span className="range">
              {text.gauge.rangeOf(format.count(Math.floor(points.low)), format.count(Math.ceil(points.high)))}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'each',
      title: columns.each,
      end: true,
      sortBy: each,
      cell: (row) => shown(each(row), format.decimal),
    },
    {
      key: 'share',
      title: columns.share,
      end: true,
      sortBy: share,
      cell: (row) => (
        <span className="share-cell">
          <span className="share-track" aria-hidden="true">
            <span style={{ width: `${(share(row) ?? 0) * 100}%` }} />
          </span>
          {shown(share(row), format.percent)}
        </span>
      ),
    },
    {
      key: 'throttles',
      title: columns.throttles,
      end: true,
      sortBy: (row) => row.throttles,
      cell: (row) => (row.throttles > 0 ? <strong>{format.count(row.throttles)}</strong> : format.count(0)),
    },
    {
      key: 'p50',
      title: columns.p50,
      end: true,
      sortBy: (row) => row.p50Ms,
      cell: (row) => shown(row.p50Ms, latency),
    },
    {
      key: 'p95',
      title: columns.p95,
      end: true,
      sortBy: (row) => row.p95Ms,
      cell: (row) => shown(row.p95Ms, latency),
    },
    { key: 'basis', title: columns.basis, wrap: true, cell: (row) => basisWords(row, words) },
  ];
}

/** Where the price comes from; with several sources each with its share of the requests, largest first. */
export function basisWords({ bases }: EndpointView, { text, format }: Words): string {
  const names: (keyof typeof bases)[] = ['header', 'measured', 'documented', 'assumed'];
  const counted = names
    .map((name) => ({ name, requests: bases[name] ?? 0 }))
    .filter((part) => part.requests > 0);
  const all = counted.reduce((sum, part) => sum + part.requests, 0);
  const [first] = counted;
  if (first === undefined) return '–';
  if (counted.length === 1) return text.bases[first.name];
  return counted
    .sort((a, b) => b.requests - a.requests)
    .map((part) => `${text.bases[part.name]} ${format.percent(part.requests / all)}`)
    .join(', ');
}
