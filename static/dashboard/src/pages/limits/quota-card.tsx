import type { QuotaLimit } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { Status } from '../../parts/status';
import { poolName } from '../../sentences/pool';
import { quotaNow, quotaSource, quotaWorst } from '../../sentences/limits';
import { useWords, type Words } from '../../words';
import { refusalColumns } from './refused-cells';

export function QuotaCard({ quotas }: { quotas: QuotaLimit[] }) {
  const words = useWords();
  const { text } = words;
  return (
    <Card term="pool" title={text.limits.quota.title}>
      {quotas.length === 0 ? (
        <p className="subtle">{text.limits.quota.none}</p>
      ) : (
        <DataTable
          label={text.limits.quota.title}
          columns={columns(words)}
          rows={quotas}
          rowKey={({ view }) => poolName(view, words)}
        />
      )}
    </Card>
  );
}

function columns(words: Words): Column<QuotaLimit>[] {
  const { columns: names } = words.text.limits;
  return [
    {
      key: 'limit',
      title: names.limit,
      rowHeader: true,
      cell: ({ view }) => (
        <>
          {poolName(view, words)} <Status view={view} />
        </>
      ),
    },
    { key: 'now', title: names.now, wrap: true, cell: ({ view }) => quotaNow(view, words) },
    { key: 'worst', title: names.worst, wrap: true, cell: (limit) => quotaWorst(limit, words) },
    ...refusalColumns<QuotaLimit>(words, ({ refusals }) => refusals),
    { key: 'source', title: names.source, wrap: true, cell: (limit) => quotaSource(limit, words) },
  ];
}
