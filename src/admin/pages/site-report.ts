import { createHash } from 'node:crypto';
import type { DayNumber } from '../../usage/day';
import { readAdminLog } from '../../ledger/admin-log';
import { readPeriodAs, type PeriodReading } from '../../ledger/read-period';
import { countedBy, type StoredState } from '../../ledger/settings';
import type { SiteFacts } from '../../reports/site-account';
import { SiteDays } from '../../reports/site-days';
import type { GaugeFacts } from '../gauge-facts';

/** What a report of this site over some days is made of. */
export async function readSite(
  days: readonly DayNumber[],
  nowMs: number,
  { settings, recordingSinceMs }: StoredState,
  facts: GaugeFacts,
  installationId: string,
): Promise<{ site: SiteFacts; reading: Omit<PeriodReading, 'days'> }> {
  const read = new SiteDays();
  const reading = await readPeriodAs(days, nowMs, countedBy(settings), (day, account) => {
    read.add(day, account);
  });
  const site: SiteFacts = {
    wanted: days,
    read,
    sinceMs: recordingSinceMs,
    nowMs,
    siteId: siteIdOf(installationId),
    edition: settings.stated.edition,
    users: settings.stated.users,
    // A report without them is better than none.
    changes: await readAdminLog().catch(() => []),
    app: { name: facts.appName ?? 'Points Gauge', version: facts.appVersion },
  };
  return { site, reading };
}

/** Stands for the installation in every report of it, and tells nobody which it is. */
function siteIdOf(installationId: string): string {
  return createHash('sha256').update(`points-gauge site ${installationId}`).digest('hex').slice(0, 16);
}
