import type { RouteView } from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import { wholeShares } from '../../whole-shares';
import type { Words } from '../../words';

/** Without sorting: the order is the app's, which knows whether there is enough to rank. */
export function routeColumns({ text, format }: Words, routes: readonly RouteView[]): Column<RouteView>[] {
  const ranked = routes.filter(({ share }) => share !== null);
  const shares = wholeShares(ranked.map(({ share }) => share ?? 0));
  const shownShare = (view: RouteView): string =>
    view.share === null ? '–' : format.percent(shares[ranked.indexOf(view)] ?? view.share);
  const { compare, budgets } = text.routing;
  const { columns } = compare;
  const latency = (ms: number | null) =>
    ms === null ? '–' : text.endpoints.atMost({ ms: format.milliseconds(ms) });
  const refused = ({ throttles }: RouteView) => throttles.filter(({ isBeta }) => !isBeta);
  return [
    {
      key: 'route',
      title: columns.route,
      term: 'route',
      rowHeader: true,
      cell: ({ route, vouchedBy }) => (
        <>
          {text.routes[route]}
          {vouchedBy === 'browser' && <span className="subtle"> {compare.asBrowsersSay}</span>}
        </>
      ),
    },
    {
      key: 'charged',
      title: columns.charged,
      term: 'bridge',
      wrap: true,
      cell: ({ isCharged, worth, charge }) => (
        <span title={charge.why}>
          {isCharged ? compare.yes : compare.no({ worth: format.about(worth.likely) })}
        </span>
      ),
    },
    { key: 'budget', title: columns.budget, term: 'costBudget', cell: ({ budget }) => budgets[budget] },
    {
      key: 'requests',
      title: columns.requests,
      end: true,
      cell: ({ requests }) => <data value={requests}>{format.count(requests)}</data>,
    },
    {
      key: 'points',
      title: columns.points,
      end: true,
      cell: ({ points }) => <data value={points.likely}>{format.count(points.likely)}</data>,
    },
    {
      key: 'share',
      title: columns.share,
      end: true,
      cell: shownShare,
    },
    {
      key: 'throttles',
      title: columns.throttles,
      term: 'refused',
      end: true,
      cell: (row) => (
        <>
          {format.count(refused(row).reduce((sum, { calls }) => sum + calls, 0))}
          {refused(row).length > 0 && (
            <span className="figure-parts">
              {format.list(
                refused(row).map(
                  ({ reason, calls }) => `${format.count(calls)} ${text.throttles.reasons[reason]}`,
                ),
              )}
            </span>
          )}
        </>
      ),
    },
    { key: 'p50', title: columns.p50, end: true, cell: ({ p50Ms }) => latency(p50Ms) },
    { key: 'p95', title: columns.p95, end: true, cell: ({ p95Ms }) => latency(p95Ms) },
    {
      key: 'people',
      title: columns.people,
      end: true,
      cell: ({ people }) =>
        people === null ? compare.notKnown : compare.about({ people: format.count(people) }),
    },
    {
      key: 'peak',
      title: columns.peak,
      end: true,
      cell: ({ peakCallsASecond: peak }) =>
        peak === null ? compare.notKnown : compare.atLeast({ calls: format.count(peak) }),
    },
  ];
}
