import type { AdminLogView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords } from '../../words';

const rowsAPage = 10;

/** Who changed what and when, without a name. */
export function AdminLogCard({ log }: { log: AdminLogView[] }) {
  const { text, format } = useWords();
  const say = text.adminLog;
  const columns: Column<AdminLogView>[] = [
    { key: 'at', title: say.columns.at, cell: ({ atMs }) => format.utcDayTime(atMs) },
    {
      key: 'what',
      title: say.columns.what,
      rowHeader: true,
      wrap: true,
      cell: ({ what, failed }) => (failed ? say.failed({ what: say.what[what] }) : say.what[what]),
    },
    { key: 'by', title: say.columns.by, wrap: true, cell: ({ by }) => say.by[by] },
    { key: 'about', title: say.columns.about, wrap: true, cell: ({ about }) => about },
  ];
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      {log.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <DataTable
          label={say.title}
          columns={columns}
          rows={log}
          rowKey={({ id }) => id}
          rowsAPage={rowsAPage}
        />
      )}
    </Card>
  );
}
