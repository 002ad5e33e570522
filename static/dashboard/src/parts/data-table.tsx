import { useState, type ReactNode } from 'react';
import { Glyph } from './glyph';

export interface Column<Row> {
  key: string;
  title: string;
  /** Figures stand at the end of their cell. */
  end?: boolean;
  /** Words rather than a figure: they may break into lines. */
  wrap?: boolean;
  /** Names the row for a screen reader. */
  rowHeader?: boolean;
  cell: (row: Row) => ReactNode;
  /** What to sort by; a column without it cannot be sorted. `null` goes last, whichever way. */
  sortBy?: (row: Row) => number | string | null;
}

interface Sorting {
  key: string;
  descending: boolean;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  initialSorting?: Sorting;
}

/** A plain table. On a narrow screen it scrolls inside its own region, which the keyboard reaches. */
export function DataTable<Row>({ label, columns, rows, rowKey, initialSorting }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(initialSorting ?? null);
  const by = columns.find((column) => column.key === sorting?.key)?.sortBy;
  const shown = by === undefined || sorting === null ? rows : sorted(rows, by, sorting.descending);
  const ariaSort = (column: Column<Row>) => {
    if (column.sortBy === undefined) return undefined;
    if (sorting?.key !== column.key) return 'none';
    return sorting.descending ? 'descending' : 'ascending';
  };
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={ariaSort(column)}
                className={column.end === true ? 'end' : ''}
              >
                {column.sortBy === undefined ? (
                  column.title
                ) : (
                  <button
                    type="button"
                    onClick={() => {
                      // Figures are asked for largest first, names in their own order.
                      const first = column.end === true;
                      setSorting({
                        key: column.key,
                        descending: sorting?.key === column.key ? !sorting.descending : first,
                      });
                    }}
                  >
                    {column.title}
                    {sorting?.key === column.key && <Glyph name={sorting.descending ? 'down' : 'up'} />}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.rowHeader === true ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass({ end, wrap }: Pick<Column<unknown>, 'end' | 'wrap'>): string {
  if (end === true) return 'end';
  return wrap === true ? 'words' : '';
}

function sorted<Row>(rows: Row[], by: (row: Row) => number | string | null, descending: boolean): Row[] {
  const turn = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return turn * (left - right);
    return turn * String(left).localeCompare(String(right));
  });
}
