import type { CountedUse } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords } from '../../words';
import { useFleetText } from '../text/fleet-text';

const rowsAPage = 25;

/** What Atlassian counted of a site and no line of its gauge has; nothing where there is none. */
export function CountedCard({ counted }: { counted: CountedUse[] }) {
  const { text, format } = useWords();
  const own = useFleetText();
  const { columns } = own.endpoints;
  if (counted.length === 0) return null;
  const pathOf = ({ path }: CountedUse): string => (path === 'unknown' ? own.site.unknownPath : path);
  const all: Column<CountedUse>[] = [
    {
      ...{ key: 'path', title: columns.endpoint, rowHeader: true, wrap: true },
      ...{ sortBy: pathOf, cell: (use) => <code>{pathOf(use)}</code> },
    },
    {
      ...{ key: 'provider', title: columns.route },
      cell: ({ provider }) => own.site.providers[provider],
    },
    {
      ...{ key: 'requests', title: columns.requests, end: true },
      ...{ sortBy: ({ requests }) => requests, cell: ({ requests }) => format.count(requests) },
    },
    {
      ...{ key: 'points', title: columns.points, end: true },
      sortBy: ({ likelyPoints, highPoints }) => likelyPoints ?? highPoints,
      cell: ({ lowPoints, likelyPoints, highPoints }) => {
        const band = { low: format.count(Math.floor(lowPoints)), high: format.count(Math.ceil(highPoints)) };
        if (likelyPoints === null) return text.gauge.rangeOf(band);
        return (
          <>
            {format.count(likelyPoints)}
            <span className="range">{text.gauge.rangeOf(band)}</span>
          </>
        );
      },
    },
  ];
  return (
    <Card title={own.site.counted} subtitle={own.site.countedNote}>
      <DataTable
        label={own.site.countedTable}
        columns={all}
        rows={counted}
        rowKey={({ provider, path }) => `${provider} ${path}`}
        initialSorting={{ key: 'requests', descending: true }}
        rowsAPage={rowsAPage}
      />
    </Card>
  );
}
