import { DataTable, type Column } from '../parts/data-table';
import { pointsRange } from '../sentences/points';
import { useWords, type Words } from '../words';
import { routesOf, type DayBar } from './day-model';
import { routeOrder } from './route-order';

interface DayTableProps {
  bars: DayBar[];
  label: string;
  /** One more column: what all sites drew, as far as one figure is known. */
  whole?: { title: string; pointsOf: (bar: DayBar) => number | null };
}

/** The same hours as figures. A missing hour has no figures, an hour without a call has zeros. */
export function DayTable({ bars, label, whole }: DayTableProps) {
  const words = useWords();
  const { text, format } = words;
  const { columns } = text.day;
  const figure = (bar: DayBar, value: string) => (bar.missing ? text.unknownFigure : value);
  const all: Column<DayBar>[] = [
    {
      key: 'hour',
      title: columns.hour,
      rowHeader: true,
      cell: (bar) => `${format.utcDayTime(bar.hourStartMs)}${bar.current ? ` (${text.day.now})` : ''}`,
    },
    {
      key: 'requests',
      title: columns.requests,
      end: true,
      cell: (bar) => figure(bar, format.count(bar.requests)),
    },
    {
      key: 'points',
      title: columns.points,
      end: true,
      cell: (bar) => figure(bar, format.count(bar.points.likely)),
    },
    {
      key: 'range',
      title: columns.range,
      end: true,
      cell: ({ missing, points }) => (missing ? text.unknownFigure : pointsRange(points, words)),
    },
    ...routesOf(bars, routeOrder).map((route): Column<DayBar> => ({
      key: route,
      title: text.routes[route],
      end: true,
      cell: (bar) =>
        figure(bar, format.count(bar.segments.find((part) => part.route === route)?.points ?? 0)),
    })),
    ...(bars.some(({ level }) => level !== null)
      ? [
          {
            key: 'pool',
            title: columns.pool,
            end: true,
            cell: ({ level }: DayBar) => poolFigure(level, words),
          },
        ]
      : []),
    // Where the pool's own level is told it says more.
    ...(bars.every(({ level }) => level === null) && bars.some(({ othersPoints }) => othersPoints > 0)
      ? [
          {
            key: 'others',
            title: text.day.others,
            end: true,
            cell: (bar: DayBar) => figure(bar, format.count(bar.othersPoints)),
          },
        ]
      : []),
    ...(whole === undefined
      ? []
      : [
          {
            key: 'whole',
            title: whole.title,
            end: true,
            cell: (bar: DayBar) => {
              const points = whole.pointsOf(bar);
              return points === null ? text.unknownFigure : format.count(points);
            },
          },
        ]),
    {
      key: 'throttles',
      title: columns.throttles,
      end: true,
      cell: (bar) => figure(bar, format.count(bar.throttles)),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={all}
      rows={[...bars].reverse()}
      rowKey={(bar) => String(bar.hourStartMs)}
    />
  );
}

/** How much of the whole pool was gone: of hours that are over as of the running one, others are in it as far as anything tells. */
function poolFigure(level: DayBar['level'], words: Words): string {
  const { text, format } = words;
  if (level === null || level.highPoints === null) return text.unknownFigure;
  const { lowPoints: low, highPoints: high } = level;
  if (Math.round(low) === Math.round(high)) return format.count(high);
  return pointsRange({ low, high }, words);
}
