import type { ReportAccount } from './account';
import type { SimulatedPool } from './simulation';
import { hourText, poolName, range, whole } from './words';

const listedHours = 10;
const listedEndpoints = 5;

/** What was replayed, in plain lines for a terminal. */
export function simulationText(
  name: string,
  { pools }: Pick<ReportAccount, 'pools'>,
  simulated: readonly SimulatedPool[],
): string {
  return simulated
    .map((result) => {
      const pool = pools[result.pool];
      const title = `${name}, ${pool === undefined ? '' : poolName(pool)}`;
      if (result.quotaPoints === null)
        return `${title}: the quota is unknown; state the edition and the users.\n`;
      const head = `${title}: ${whole(result.quotaPoints)} points an hour, ${whole(result.knownHours)} hours replayed`;
      if (result.hours.length === 0) return `${head}\n  No hour would have been refused.${burst(result)}\n`;
      const lines = [
        head,
        `  Hours refused in part: ${range(result.refusedHours)}`,
        `  Calls refused: ${range(result.refusedRequests)}`,
        `  Minutes without points: ${range(result.blockedMinutes)}${burst(result)}`,
        ...result.hours
          .slice(0, listedHours)
          .map(
            (hour) =>
              `  ${hourText(hour.hour)} UTC: ${range(hour.points)} points, ${range(hour.blockedMinutes)} minutes`,
          ),
        ...more(result.hours.length - listedHours, 'hours'),
        ...result.refusedByEndpoint
          .slice(0, listedEndpoints)
          .map((row) => `  ${row.method} ${row.template}: about ${whole(row.refusedRequests)} calls refused`),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('');
}

function burst({ burstRefusedCalls }: SimulatedPool): string {
  return burstRefusedCalls === 0 ? '' : `\n  Refused for bursts, as recorded: ${whole(burstRefusedCalls)}`;
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`  and ${whole(count)} more ${what}; --json has all`] : [];
}
