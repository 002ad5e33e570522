import { useState, type ReactNode } from 'react';
import { Glyph } from './glyph';
import { Pager } from './pager';

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
  className?: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  initialSorting?: Sorting;
  /** From more rows than this on the table is shown by pages. */
  rowsAPage?: number;
}

/** A plain table. On a narrow screen it scrolls inside its own region, which the keyboard reaches. */
export function DataTable<Row>({
  label,
  className = '',
  columns,
  rows,
  rowKey,
  initialSorting,
  rowsAPage = Infinity,
}: DataTableProps<Row>) {
  const [page, setPage] = useState(0);
  const [sorting, setSorting] = useState<Sorting | null>(initialSorting ?? null);
  const by = columns.find((column) => column.key === sorting?.key)?.sortBy;
  const all = by === undefined || sorting === null ? rows : sorted(rows, by, sorting.descending);
  // A filter may have left fewer pages than there were.
  const shownPage = Math.min(page, Math.max(0, Math.ceil(all.length / rowsAPage) - 1));
  const first = rowsAPage === Infinity ? 0 : shownPage * rowsAPage;
  const shown = all.slice(first, first + rowsAPage);
  const ariaSort = (column: Column<Row>) => {
    if (column.sortBy === undefined) return undefined;
    if (sorting?.key !== column.key) return 'none';
    return sorting.descending ? 'descending' : 'ascending';
  };
  return (
    <>
      <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className={`data-table ${className}`}>
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
                        const largestFirst = column.end === true;
                        setPage(0);
                        setSorting({
                          key: column.key,
                          descending: sorting?.key === column.key ? !sorting.descending : largestFirst,
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
      {all.length > rowsAPage && (
        <Pager
          first={first}
          shown={shown.length}
          all={all.length}
          onTurn={(by) => {
            setPage(shownPage + by);
          }}
        />
      )}
    </>
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
