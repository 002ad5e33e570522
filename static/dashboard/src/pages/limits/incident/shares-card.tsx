import type { WallShare, WallView } from '../../../../../../src/admin/contract/contract';
import { Card } from '../../../parts/card';
import { DataTable } from '../../../parts/data-table';
import { useWords } from '../../../words';

interface Row extends Omit<WallShare<string | null>, 'name'> {
  key: string;
  group: string;
  name: string;
}

/** The same calls by route, initiator and feature. */
export function SharesCard({ wall }: { wall: WallView }) {
  const { text, format } = useWords();
  const say = text.incident.by;
  const rowsOf = <Name extends string | null>(
    group: string,
    shares: readonly WallShare<Name>[],
    nameOf: (name: Name) => string,
  ): Row[] =>
    shares.map(({ name, ...figures }) => ({
      ...figures,
      group,
      name: nameOf(name),
      key: `${group} ${name ?? ''}`,
    }));
  const rows = [
    ...rowsOf(say.route, wall.byRoute, (route) => text.routes[route]),
    ...rowsOf(say.initiator, wall.byTrigger, (trigger) => text.endpoints.triggers[trigger]),
    ...rowsOf(say.feature, wall.byFeature, (feature) => feature ?? say.noFeature),
  ];
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      <DataTable
        label={say.subtitle}
        columns={[
          {
            ...{ key: 'name', title: say.columns.name, rowHeader: true },
            cell: ({ group, name }) => (
              <>
                <span className="subtle">{group}</span> {name}
              </>
            ),
          },
          { key: 'points', title: say.columns.points, end: true, cell: ({ points }) => format.count(points) },
          {
            key: 'calls',
            title: say.columns.calls,
            end: true,
            cell: ({ requests }) => format.count(requests),
          },
          {
            ...{ key: 'refused', title: say.columns.refused, end: true },
            cell: ({ refusedCalls }) => format.count(refusedCalls),
          },
        ]}
        rows={rows}
        rowKey={({ key }) => key}
      />
      {wall.otherRefusedCalls > 0 && (
        <p className="subtle">
          {say.otherLimits({ n: wall.otherRefusedCalls, shown: format.count(wall.otherRefusedCalls) })}
        </p>
      )}
    </Card>
  );
}
