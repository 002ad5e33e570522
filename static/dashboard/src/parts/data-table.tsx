import { startTransition, useState, type ReactNode } from 'react';
import { Glyph } from './glyph';
import { Pager } from './pager';
import { Term, useExplanation, type TermName } from './term';

export interface Column<Row> {
  key: string;
  title: string;
  /** The word of the title that is explained. */
  term?: TermName;
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
                    <Title column={column} />
                  ) : (
                    <SortButton
                      column={column}
                      sorted={sorting?.key !== column.key ? null : sorting.descending ? 'down' : 'up'}
                      onSort={() => {
                        // Figures are asked for largest first, names in their own order.
                        const largestFirst = column.end === true;
                        // A long table is drawn in slices, between which the browser answers.
                        startTransition(() => {
                          setPage(0);
                          setSorting({
                            key: column.key,
                            descending: sorting?.key === column.key ? !sorting.descending : largestFirst,
                          });
                        });
                      }}
                    />
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

type Titled = Pick<Column<never>, 'title' | 'term'>;

function Title({ column: { title, term } }: { column: Titled }) {
  return term === undefined ? title : <Term of={term}>{title}</Term>;
}

interface SortButtonProps {
  column: Titled;
  sorted: 'up' | 'down' | null;
  onSort: () => void;
}

function SortButton({ column: { title, term }, sorted, onSort }: SortButtonProps) {
  const { says, around, tip } = useExplanation(term);
  return (
    <span className="term-around" {...around}>
      <button type="button" aria-description={says} onClick={onSort}>
        {term === undefined ? title : <span className="term">{title}</span>}
        {sorted !== null && <Glyph name={sorted} />}
      </button>
      {tip}
    </span>
  );
}

function cellClass({ end, wrap }: Pick<Column<unknown>, 'end' | 'wrap'>): string {
  if (end === true) return 'end';
  return wrap === true ? 'words' : '';
}

function sorted<Row>(rows: Row[], by: (row: Row) => number | string | null, descending: boolean): Row[] {
  const turn = descending ? -1 : 1;
  const { compare } = new Intl.Collator();
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return turn * (left - right);
    return turn * compare(String(left), String(right));
  });
}
