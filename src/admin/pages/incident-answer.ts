import { emptyHourUsage } from '../../usage/hour-usage';
import { dayOf } from '../../usage/day';
import { hourOf } from '../../usage/hour';
import { wallView } from '../../insights/incidents/wall';
import { knownPrices } from '../../ledger/prices';
import { readHours } from '../../ledger/read-hours';
import { readPeriod } from '../../ledger/read-period';
import { countedBy, percentsOf, readState } from '../../ledger/settings';
import type { IncidentAnswer, IncidentAsk } from '../contract/contract';
import type { GaugeFacts } from '../gauge-facts';

/**
 * The page of one wall. The hour and those beside it are read for the minutes, its day for what is still kept when the hours are gone
 * and for the quota that another answer of the day named.
 */
export async function incidentAnswer(
  nowMs: number,
  { pool, hour: wanted }: IncidentAsk,
  facts: GaugeFacts,
): Promise<IncidentAnswer> {
  const { settings, statusLog } = await readState();
  const hour = hourOf(Date.parse(`${wanted}:00:00Z`));
  const isCounted = countedBy(settings);
  const beside = [hour - 1, hour, hour + 1].filter((one) => one <= hourOf(nowMs));
  const [{ hours, missingHours, unread }, period, overrides] = await Promise.all([
    readHours(beside, isCounted),
    readPeriod([dayOf(hour)], nowMs, isCounted).catch(() => null),
    knownPrices(),
  ]);
  const day = period?.days.get(dayOf(hour)) ?? null;
  const { edition, users } = settings.stated;
  const wall = wallView({
    ...{ pool, hour, hours, nowMs, edition, users, overrides },
    day: day ?? { hours: new Map(), usage: emptyHourUsage() },
    log: statusLog,
  });
  // Of an hour that neither it nor its day tells of, nobody can say that it was calm.
  const isUnread = day === null && (missingHours.includes(hour) || !hours.has(hour));
  return {
    readAtMs: nowMs,
    appName: facts.appName,
    wall: wall ?? (isUnread ? 'unread' : 'calm'),
    thresholdPercents: percentsOf(settings),
    unread,
  };
}
