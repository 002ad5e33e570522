import { DataTable, type Column } from '../parts/data-table';
import { useWords } from '../words';
import { hoursADay, type HeatCell } from './heat-model';

/** The same hours as figures, newest day first. What is unknown has no figure. */
export function HeatTable({ cells, label }: { cells: HeatCell[]; label: string }) {
  const { text, format } = useWords();
  const days = Array.from({ length: cells.length / hoursADay }, (_, day) =>
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
        const points = day[hour]?.points ?? null;
        return points === null ? '–' : format.count(points);
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
