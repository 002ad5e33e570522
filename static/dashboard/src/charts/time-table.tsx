import { DataTable, type Column } from '../parts/data-table';
import { useWords } from '../words';
import { placesRefusals, type TimeSeries } from './time-model';

interface Row {
  index: number;
  startMs: number;
}

const rowsAPage = 25;

/** The same steps as figures, newest first. A step that is missing has none. */
export function TimeTable({ series, label }: { series: TimeSeries; label: string }) {
  const { text, format } = useWords();
  const { slots, layers, line } = series;
  const figure = (index: number, value: number | null | undefined): string =>
    value == null || slots[index]?.isMissing === true ? text.unknownFigure : format.count(value);
  const columns: Column<Row>[] = [
    {
      key: 'time',
      title: text.chart.csv.time,
      rowHeader: true,
      cell: ({ startMs }) => format.utcDayTime(startMs),
    },
    ...layers.map(({ key, name, values }): Column<Row> => ({
      ...{ key, title: name, end: true },
      cell: ({ index }) => figure(index, values[index] ?? 0),
    })),
    {
      ...{ key: 'upTo', title: text.chart.upTo, end: true },
      cell: ({ index }) => {
        const most = slots[index]?.upToPoints ?? null;
        return most === null ? '' : format.count(most);
      },
    },
    ...(line === null
      ? []
      : [
          {
            ...{ key: 'line', title: line.name, end: true },
            cell: ({ index }: Row) => figure(index, line.values[index]),
          },
        ]),
    ...(placesRefusals(series)
      ? [
          {
            ...{ key: 'refused', title: text.day.columns.throttles, end: true },
            cell: ({ index }: Row) => figure(index, slots[index]?.refused),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={slots.map(({ startMs }, index) => ({ index, startMs })).reverse()}
      rowKey={({ startMs }) => String(startMs)}
      rowsAPage={rowsAPage}
    />
  );
}
