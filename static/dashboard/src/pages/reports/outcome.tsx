import type { ReportAccount } from '../../../../../src/reports/account';
import type { SimulatedPool } from '../../../../../src/reports/simulation';
import { hourText, poolName } from '../../../../../src/reports/words';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords } from '../../words';

type Hour = SimulatedPool['hours'][number];
type RefusedCalls = SimulatedPool['refusedByEndpoint'][number];

/** From more rows than this on a table is shown by pages. */
const rowsAPage = 10;

/** What one pool would have met. */
export function Outcome({ account, result }: { account: ReportAccount; result: SimulatedPool }) {
  const { text, format } = useWords();
  const words = text.reports;
  const pool = account.pools[result.pool];
  const whole = (n: number) => format.count(Math.round(n));
  const { quotaPoints, refusedHours, refusedRequests, blockedMinutes, burstRefusedCalls } = result;
  const columns: Column<Hour>[] = [
    { key: 'hour', title: words.hour, rowHeader: true, cell: (row) => hourText(row.hour) },
    { key: 'points', title: words.points, end: true, cell: (row) => whole(row.points.likely) },
    { key: 'calls', title: words.calls, end: true, cell: (row) => whole(row.refusedRequests.likely) },
    { key: 'minutes', title: words.minutes, end: true, cell: (row) => whole(row.blockedMinutes.likely) },
  ];
  const callColumns: Column<RefusedCalls>[] = [
    {
      key: 'endpoint',
      title: words.endpoint,
      rowHeader: true,
      cell: (row) => <code>{`${row.method} ${row.template}`}</code>,
    },
    { key: 'calls', title: words.calls, end: true, cell: (row) => whole(row.refusedRequests) },
  ];
  return (
    <section>
      <h3>{pool === undefined ? '' : poolName(pool)}</h3>
      <p>
        {quotaPoints === null
          ? words.unknownQuota
          : result.hours.length === 0
            ? words.noRefusal(whole(quotaPoints))
            : words.outcome(
                whole(quotaPoints),
                whole(refusedHours.likely),
                whole(refusedRequests.likely),
                whole(blockedMinutes.likely),
              )}
      </p>
      {quotaPoints !== null && (
        <p className="subtle">
          {result.areOthersApart
            ? words.othersApart
            : result.othersHours === 0
              ? words.othersUnseen
              : words.othersIn(whole(result.othersHours), whole(result.knownHours))}
        </p>
      )}
      {result.hours.length > 0 && (
        <>
          <p className="subtle">{words.outcomeRange(whole(refusedHours.low), whole(refusedHours.high))}</p>
          <DataTable
            label={words.refusedHours}
            columns={columns}
            rows={result.hours}
            rowsAPage={rowsAPage}
            rowKey={(row) => row.hour}
          />
          <DataTable
            label={words.refusedCalls}
            columns={callColumns}
            rows={result.refusedByEndpoint.slice(0, rowsAPage)}
            rowKey={(row) => `${row.method} ${row.template}`}
          />
        </>
      )}
      {burstRefusedCalls > 0 && <p>{words.bursts(whole(burstRefusedCalls))}</p>}
    </section>
  );
}
