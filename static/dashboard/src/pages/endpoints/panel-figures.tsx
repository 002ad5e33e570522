import type { CallShare, EndpointDetail } from '../../../../../src/admin/contract/contract';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords, type Words } from '../../words';

/** Who calls the endpoint, how it was answered, how long it took. */
export function PanelFigures({ detail }: { detail: EndpointDetail }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.detail;
  const { leastBurst: least } = detail;
  return (
    <>
      <section className="panel-part">
        <h3>{say.callers}</h3>
        <DataTable
          label={say.callers}
          columns={callerColumns(words)}
          rows={detail.shares}
          rowKey={({ route, trigger, tag }) => JSON.stringify([route, trigger, tag])}
        />
      </section>
      <section className="panel-part">
        <h3>{say.answers}</h3>
        <ul className="bullets">
          {detail.statuses.map(({ status, requests }) => (
            <li key={status}>
              {say.statuses[status]}: {format.count(requests)}
            </li>
          ))}
          {detail.throttles.map(({ reason, isBeta, calls }) => (
            <li key={`${reason} ${String(isBeta)}`}>
              {isBeta
                ? text.throttles.servedDespite({ limit: text.throttles.reasons[reason] })
                : text.throttles.refusedBy({ limit: text.throttles.reasons[reason] })}
              : {format.count(calls)}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel-part">
        <h3>{say.latency}</h3>
        <ul className="bullets">
          {detail.latency
            .filter(({ calls }) => calls > 0)
            .map(({ atMostMs, calls }) => (
              <li key={atMostMs ?? 'longer'}>
                {atMostMs === null
                  ? say.longer({ calls: format.count(calls) })
                  : say.atMost({ ms: format.milliseconds(atMostMs), calls: format.count(calls) })}
              </li>
            ))}
        </ul>
      </section>
      {least !== null && (
        <p className="subtle">
          {least.limitRequests === null
            ? say.burstOf({ left: format.count(least.remainingRequests) })
            : say.burst({
                left: format.count(least.remainingRequests),
                of: format.count(least.limitRequests),
              })}
        </p>
      )}
    </>
  );
}

function callerColumns({ text, format }: Words): Column<CallShare>[] {
  const { columns } = text.detail;
  return [
    { key: 'route', title: columns.route, rowHeader: true, cell: ({ route }) => text.routes[route] },
    {
      key: 'trigger',
      title: columns.trigger,
      wrap: true,
      cell: ({ trigger }) => text.endpoints.triggers[trigger],
    },
    { key: 'tag', title: columns.tag, wrap: true, cell: ({ tag }) => tag ?? text.detail.noTag },
    { key: 'requests', title: columns.requests, end: true, cell: ({ requests }) => format.count(requests) },
    { key: 'points', title: columns.points, end: true, cell: ({ points }) => format.count(points.likely) },
  ];
}
