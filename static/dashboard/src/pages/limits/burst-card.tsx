import type { BurstLimit } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords, type Words } from '../../words';
import { refusalColumns } from './refused-cells';

export function BurstCard({ bursts, all }: { bursts: BurstLimit[]; all: number }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.limits.burst;
  return (
    <Card
      title={say.title}
      term="burst"
      subtitle={say.subtitle({ n: format.count(bursts.length), all: format.count(all) })}
    >
      {bursts.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <DataTable
          label={say.title}
          columns={columns(words)}
          rows={bursts}
          rowKey={({ pool, method, template }) =>
            [pool.app, pool.environment, pool.product, method, template].join(' ')
          }
          rowsAPage={10}
        />
      )}
    </Card>
  );
}

function columns(words: Words): Column<BurstLimit>[] {
  const { text, format } = words;
  const say = text.limits.burst;
  return [
    {
      key: 'endpoint',
      title: say.columns.endpoint,
      rowHeader: true,
      cell: (limit) => <EndpointName endpoint={limit} />,
    },
    {
      key: 'worst',
      title: say.columns.worst,
      cell: ({ least }) => {
        if (least === null) return text.unknownFigure;
        const left = format.count(least.remainingRequests);
        return least.limitRequests === null
          ? say.roomLeft({ left })
          : say.room({ left, of: format.count(least.limitRequests) });
      },
    },
    {
      key: 'refill',
      title: say.columns.refill,
      cell: ({ refillPerSecond }) =>
        refillPerSecond === null ? say.noRefill : say.refill({ n: format.count(refillPerSecond) }),
    },
    ...refusalColumns<BurstLimit>(words, ({ refusals }) => refusals),
    {
      key: 'source',
      title: text.limits.columns.source,
      wrap: true,
      cell: ({ least }) => (least === null ? say.published : say.bucket),
    },
  ];
}
