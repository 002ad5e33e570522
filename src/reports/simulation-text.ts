import type { ReportAccount } from './account';
import type { SimulatedHour, SimulatedPool } from './simulation';
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
      if (result.hours.length === 0)
        return `${head}\n  No recorded hour would have been refused.\n  ${othersText(result)}${burst(result)}\n`;
      const lines = [
        head,
        `  ${othersText(result)}`,
        `  Hours refused in part: ${range(result.refusedHours)}`,
        `  Calls refused: ${range(result.refusedRequests)}`,
        `  Minutes without points: ${range(result.blockedMinutes)}${burst(result)}`,
        ...result.hours
          .slice(0, listedHours)
          .map(
            (hour) =>
              `  ${hourText(hour.hour)} UTC: ${range(hour.points)} points${others(hour)}, ${range(hour.blockedMinutes)} minutes`,
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

/** What the replay holds of others, and what it leaves out. */
export function othersText({ areOthersApart, othersHours, knownHours }: SimulatedPool): string {
  if (areOthersApart) return 'Others are left out: under Tier 2 each site has a pool of its own.';
  if (othersHours === 0)
    return 'Others are left out: in no hour did Atlassian’s counter or a refusal show them.';
  return `Others are in ${whole(othersHours)} of ${whole(knownHours)} hours, where Atlassian’s counter or a refusal showed them, and left out of the rest.`;
}

function others({ othersPoints }: SimulatedHour): string {
  return othersPoints.high === 0 ? '' : ` beside ${range(othersPoints)} of others`;
}

function burst({ burstRefusedCalls }: SimulatedPool): string {
  return burstRefusedCalls === 0 ? '' : `\n  Refused for bursts, as recorded: ${whole(burstRefusedCalls)}`;
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`  and ${whole(count)} more ${what}; --json has all`] : [];
}
