import type { BudgetLoad, WhatIfView } from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import type { Words } from '../../words';

type Load = WhatIfView['loads'][number];

/** Calls a second on each cost budget, all and on one of its contexts, now and then. */
export function loadColumns({ text, format }: Words): Column<Load>[] {
  const { whatIf, budgets } = text.routing;
  const { columns } = whatIf;
  const each = ({ callsASecondEach, contexts }: BudgetLoad) =>
    callsASecondEach === null || contexts === null
      ? whatIf.eachUnknown
      : whatIf.each(rate(callsASecondEach), format.count(contexts));
  // Two digits would make nothing of a quiet app's load.
  const rate = (calls: number) =>
    calls > 0 && calls < 0.005 ? whatIf.under(format.decimal(0.01)) : format.decimal(calls);
  return [
    { key: 'budget', title: columns.budget, rowHeader: true, cell: ({ budget }) => budgets[budget] },
    {
      key: 'before',
      title: columns.before,
      end: true,
      cell: ({ before }) => <data value={before.callsASecond}>{rate(before.callsASecond)}</data>,
    },
    { key: 'beforeEach', title: columns.beforeEach, end: true, cell: ({ before }) => each(before) },
    {
      key: 'after',
      title: columns.after,
      end: true,
      cell: ({ after }) => <data value={after.callsASecond}>{rate(after.callsASecond)}</data>,
    },
    { key: 'afterEach', title: columns.afterEach, end: true, cell: ({ after }) => each(after) },
  ];
}
