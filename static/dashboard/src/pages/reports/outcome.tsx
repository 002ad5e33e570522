import type { ReportAccount } from '../../../../../src/reports/account';
import type { SimulatedPool } from '../../../../../src/reports/simulation';
import { hourText, poolName } from '../../../../../src/reports/words';
import { DataTable, type Column } from '../../parts/data-table';
import { EndpointName } from '../../parts/endpoint-name';
import { othersSentence, outcomeSentence } from '../../sentences/outcome';
import { useWords } from '../../words';

type Hour = SimulatedPool['hours'][number];
type RefusedCalls = SimulatedPool['refusedByEndpoint'][number];

/** From more rows than this on a table is shown by pages. */
const rowsAPage = 10;

/** What one pool would have met. */
export function Outcome({ account, result }: { account: ReportAccount; result: SimulatedPool }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.reports;
  const othersSaid = othersSentence(result, words);
  const pool = account.pools[result.pool];
  const whole = (n: number) => format.count(Math.round(n));
  const { refusedHours, burstRefusedCalls } = result;
  // What rounds to no call is none of the calls that the sentence counts.
  const refusedByEndpoint = result.refusedByEndpoint.filter(
    ({ refusedRequests }) => Math.round(refusedRequests) > 0,
  );
  const others: Column<Hour> = {
    ...{ key: 'others', title: say.othersPoints, end: true },
    cell: (row) => whole(row.othersPoints.likely),
  };
  const columns: Column<Hour>[] = [
    { key: 'hour', title: say.hour, rowHeader: true, cell: (row) => hourText(row.hour) },
    { key: 'points', title: say.points, end: true, cell: (row) => whole(row.points.likely) },
    ...(result.hours.some(({ othersPoints }) => othersPoints.likely > 0) ? [others] : []),
    { key: 'calls', title: say.calls, end: true, cell: (row) => whole(row.refusedRequests.likely) },
    { key: 'minutes', title: say.minutes, end: true, cell: (row) => whole(row.blockedMinutes.likely) },
  ];
  const callColumns: Column<RefusedCalls>[] = [
    {
      key: 'endpoint',
      title: say.endpoint,
      rowHeader: true,
      cell: (row) => <EndpointName endpoint={row} />,
    },
    { key: 'calls', title: say.calls, end: true, cell: (row) => whole(row.refusedRequests) },
  ];
  return (
    <section>
      <h3>{pool === undefined ? '' : poolName(pool)}</h3>
      <p>{outcomeSentence(result, words)}</p>
      {othersSaid !== null && <p className="subtle">{othersSaid}</p>}
      {result.hours.length > 0 && (
        <>
          <p className="subtle">
            {say.outcomeRange({ low: whole(refusedHours.low), high: whole(refusedHours.high) })}
          </p>
          <DataTable
            label={say.refusedHours}
            columns={columns}
            rows={result.hours}
            rowsAPage={rowsAPage}
            rowKey={(row) => row.hour}
          />
          {refusedByEndpoint.length > 0 && (
            <DataTable
              label={say.refusedCalls}
              columns={callColumns}
              rows={refusedByEndpoint.slice(0, rowsAPage)}
              rowKey={(row) => `${row.method} ${row.template}`}
            />
          )}
        </>
      )}
      {burstRefusedCalls > 0 && <p>{say.bursts({ calls: whole(burstRefusedCalls) })}</p>}
    </section>
  );
}
