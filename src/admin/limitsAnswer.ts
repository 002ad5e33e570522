import { startOfHourMs } from '../account/hour';
import { backupsView } from '../analysis/backups';
import { limitsView } from '../analysis/limits';
import { calibrate } from '../analysis/calibrate';
import { hourGaps } from '../analysis/hourGaps';
import { minuteUse } from '../analysis/minuteUse';
import { poolViews } from '../analysis/pools';
import { recentPairs } from '../analysis/recentPairs';
import { readOperations } from '../ledger/operations';
import type { LimitsAnswer } from './contract';
import { loadDay } from './load';

const shownChanges = 20;

export async function limitsAnswer(nowMs: number): Promise<LimitsAnswer> {
  const { state, reading, wanted, missingHoursMs } = await loadDay(nowMs);
  const operations = await readOperations().catch(() => null);
  const pools = poolViews(reading.hours, nowMs).map(({ pool }) => pool);
  return {
    ...limitsView(reading.hours, nowMs, state.settings.nearPercent, { states: state.statusLog.states }),
    readAtMs: nowMs,
    changes: state.statusLog.changes.slice(0, shownChanges),
    gaps: hourGaps(reading.hours, pools, calibrate(recentPairs(reading.hours))),
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
    minuteUse: minuteUse([...reading.hours.values()].map(({ sheet }) => sheet)),
    backups: operations === null ? null : backupsView(operations, state.settings.stated.edition, nowMs),
  };
}
