import type { EndpointView } from '../../../../../src/admin/contract/contract';
import { Sparkline } from '../../charts/sparkline';
import type { Column } from '../../parts/data-table';
import { EndpointName, endpointRowKey } from '../../parts/endpoint-name';
import { basisWords, trendWords } from '../../sentences/endpoint';
import { pointsRange } from '../../sentences/points';
import { poolName } from '../../sentences/pool';
import type { Words } from '../../words';

const narrowKeys: readonly string[] = ['endpoint', 'requests', 'points', 'share'];

/** From so many points on, hundredths of one say nothing. */
const wholeFromPoints = 100;

interface ColumnOptions {
  words: Words;
  /** Points of all endpoints of the period, for the share; the filter does not change it. */
  totalPoints: number;
  ranges: boolean;
  /** Beside an open panel there is room for the figures that one compares by; the panel has the rest. */
  narrow: boolean;
  onOpen: (endpoint: EndpointView) => void;
}

export function endpointColumns({
  words,
  totalPoints,
  ranges,
  narrow,
  onOpen,
}: ColumnOptions): Column<EndpointView>[] {
  const { text, format } = words;
  const { columns } = text.endpoints;
  const each = ({ points, requests }: EndpointView) => (requests > 0 ? points.likely / requests : null);
  const share = ({ points }: EndpointView) => (totalPoints > 0 ? points.likely / totalPoints : null);
  const shown = (value: number | null, show: (n: number) => string) => (value === null ? '–' : show(value));
  const latency = (ms: number) => text.endpoints.atMost({ ms: format.milliseconds(ms) });
  const all: Column<EndpointView>[] = [
    {
      key: 'endpoint',
      title: columns.endpoint,
      rowHeader: true,
      sortBy: (row) => row.template,
      cell: (row) => (
        <>
          <button
            type="button"
            className="row-button"
            data-endpoint={endpointRowKey(row)}
            aria-label={text.endpoints.detailsOf({ name: `${row.method} ${row.template}` })}
            onClick={() => {
              onOpen(row);
            }}
          >
            <EndpointName endpoint={row} />
          </button>
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
      term: 'point',
      end: true,
      sortBy: (row) => row.points.likely,
      cell: ({ points }) => (
        <>
          {format.count(points.likely)}
          {ranges && <span className="range">{pointsRange(points, words)}</span>}
        </>
      ),
    },
    {
      key: 'each',
      title: columns.each,
      end: true,
      sortBy: each,
      cell: (row) => shown(each(row), (n) => (n < wholeFromPoints ? format.decimal(n) : format.count(n))),
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
      term: 'refused',
      end: true,
      sortBy: (row) => row.throttles,
      cell: (row) => (row.throttles > 0 ? <strong>{format.count(row.throttles)}</strong> : format.count(0)),
    },
    {
      key: 'p50',
      title: columns.p50,
      term: 'latency',
      end: true,
      sortBy: (row) => row.p50Ms,
      cell: (row) => shown(row.p50Ms, latency),
    },
    {
      key: 'p95',
      title: columns.p95,
      term: 'latency',
      end: true,
      sortBy: (row) => row.p95Ms,
      cell: (row) => shown(row.p95Ms, latency),
    },
    {
      key: 'trend',
      title: columns.trend,
      cell: (row) => (
        <span className="trend">
          <Sparkline values={row.trend.slice(0, -1)} />
          <span className="trend-words">{trendWords(row, words)}</span>
        </span>
      ),
    },
    { key: 'basis', title: columns.basis, term: 'basis', wrap: true, cell: (row) => basisWords(row, words) },
  ];
  return narrow ? all.filter(({ key }) => narrowKeys.includes(key)) : all;
}
