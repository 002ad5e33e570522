import type { PoolRoutes } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable } from '../../parts/data-table';
import { poolName } from '../../sentences/pool';
import { useWords } from '../../words';
import { routeColumns } from './columns';

/** The routes of one pool side by side; a ranking only where there are calls enough. */
export function RoutesCard({ routes, leastCalls }: { routes: PoolRoutes; leastCalls: number }) {
  const words = useWords();
  const { text, format } = words;
  const { compare } = text.routing;
  const name = poolName(routes, words);
  return (
    <Card
      title={compare.title({ pool: name })}
      subtitle={compare.n({
        requests: format.count(routes.requests),
        points: format.about(routes.points.likely),
        said: routes.saidRequests === 0 ? null : format.count(routes.saidRequests),
      })}
    >
      {!routes.isRanked && <p className="subtle">{compare.tooFew({ least: format.count(leastCalls) })}</p>}
      <div className="route-figures">
        <DataTable
          label={compare.table({ pool: name })}
          columns={routeColumns(words, routes.routes)}
          rows={routes.routes}
          rowKey={({ route }) => route}
        />
      </div>
      <p className="subtle">{compare.peakHint}</p>
      {routes.saidRequests > 0 && <p className="subtle">{compare.saidHint}</p>}
    </Card>
  );
}
