import type { BudgetLimit } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable } from '../../parts/data-table';
import { useWords } from '../../words';
import { refusalColumns } from './refused-cells';

export function BudgetCard({ budgets }: { budgets: BudgetLimit[] }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.limits.budgets;
  return (
    <Card term="costBudget" title={say.title} subtitle={say.subtitle}>
      {budgets.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <DataTable
          label={say.title}
          columns={[
            {
              key: 'budget',
              title: say.columns.budget,
              rowHeader: true,
              cell: ({ budget, routes }) => (
                <>
                  {say.names[budget]}
                  <span className="endpoint-where">
                    {format.list(routes.map((route) => text.routes[route]))}
                  </span>
                </>
              ),
            },
            {
              key: 'requests',
              title: say.columns.requests,
              end: true,
              cell: ({ requests }) => format.count(requests),
            },
            ...refusalColumns<BudgetLimit>(words, ({ refusals }) => refusals),
          ]}
          rows={budgets}
          rowKey={({ budget }) => budget}
        />
      )}
    </Card>
  );
}
