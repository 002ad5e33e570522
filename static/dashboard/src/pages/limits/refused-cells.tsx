import type { Refusals } from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import type { Words } from '../../words';

/** The two columns that every limit has: what it refused, and when the next call is allowed. */
export function refusalColumns<Row>({ text, format }: Words, of: (row: Row) => Refusals): Column<Row>[] {
  const say = text.limits;
  return [
    {
      key: 'refused',
      title: say.columns.refused,
      sortBy: (row) => of(row).calls,
      wrap: true,
      cell: (row) => {
        const { calls, lastAtMs } = of(row);
        const count = say.refusedCalls({ n: calls, shown: format.count(calls) });
        return lastAtMs === null ? count : `${count}, ${say.lastAt({ at: format.utcTime(lastAtMs) })}`;
      },
    },
    {
      key: 'next',
      title: say.columns.next,
      wrap: true,
      cell: (row) => {
        const { nextAllowedAtMs } = of(row);
        return nextAllowedAtMs === null ? say.allowedNow : say.from({ at: format.utcTime(nextAllowedAtMs) });
      },
    },
  ];
}
