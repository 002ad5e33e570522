import { poolKey, parsePoolKey } from '../../usage/keys';
import type { PoolId } from '../../model';
import { worstOf, type Incident } from './incident';
import { setsOff, type Threshold } from '../pools/thresholds';
import { alarmsOf, type StatusLog } from '../forecast/status-log';

/** So many pools at once; a site has one or two, and one for each back end that reports. */
const mostIncidents = 20;

/** The incidents as the newest judgement leaves them: begun, got worse, calm, or in alarm again. */
export function withAlarms(
  incidents: readonly Incident[],
  log: StatusLog,
  thresholds: readonly Threshold[],
  nowMs: number,
): readonly Incident[] {
  const alarms = new Map(alarmsOf(log, nowMs));
  const known = new Set(incidents.map(({ pool }) => poolKey(pool)));
  const kept = incidents.map((incident): Incident => {
    const alarm = alarms.get(poolKey(incident.pool));
    if (alarm === undefined) return { ...incident, calmSinceMs: incident.calmSinceMs ?? nowMs };
    const isWorse = alarm.status === 'exhausted' && worstOf(incident) === 'near';
    const inAlarm = { ...incident, calmSinceMs: null };
    if (!isWorse) return inAlarm;
    return { ...inAlarm, ...factsOf(log, incident.pool, alarm.sinceMs), exhaustedSinceMs: alarm.sinceMs };
  });
  const begun = [...alarms].flatMap(([key, alarm]): Incident[] => {
    const { status, sinceMs } = alarm;
    const pool = parsePoolKey(key);
    if (pool === null || known.has(key) || status === 'watch' || !setsOff(thresholds, alarm, 'workItem'))
      return [];
    return [
      {
        ...{ pool, sinceMs, exhaustedSinceMs: status === 'exhausted' ? sinceMs : null },
        ...factsOf(log, pool, sinceMs),
        ...{ calmSinceMs: null, itemId: null, told: null, tries: 0, triedAtMs: null, ended: null },
      },
    ];
  });
  return [...kept, ...begun].slice(0, mostIncidents);
}

/** Whether the app's own calls to Jira are refused for the rest of this hour. */
export function isJiraShut(log: StatusLog, nowMs: number): boolean {
  return alarmsOf(log, nowMs).some(([key, { status, sinceMs }]) => {
    const pool = parsePoolKey(key);
    if (pool === null || pool.app !== 'own' || pool.product !== 'jira' || status !== 'exhausted')
      return false;
    return factsOf(log, pool, sinceMs).enforcement !== 'beta';
  });
}

/** What the log says of the change that began the alarm. */
function factsOf(
  { changes }: StatusLog,
  pool: PoolId,
  sinceMs: number,
): Pick<Incident, 'enforcement' | 'usedPoints' | 'quotaPoints'> {
  const change = changes.find((one) => one.atMs === sinceMs && poolKey(one.pool) === poolKey(pool));
  const { enforcement = null, usedPoints = null, quotaPoints = null } = change ?? {};
  return { enforcement, usedPoints, quotaPoints };
}
