import { startOfHourMs } from '../../usage/hour';
import { backupsView } from '../../insights/incidents/backups';
import { limitsView } from '../../insights/limits/limits';
import { hourGaps } from '../../insights/calibration/hour-gaps';
import { minuteUse } from '../../insights/pools/minute-use';
import { poolViews } from '../../insights/pools/pools';
import { takeablePrices } from '../../insights/calibration/price-gate';
import { readOperations } from '../../ledger/operations';
import type { LimitsAnswer } from '../contract/contract';
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
    gaps: hourGaps(reading.hours, pools, takeablePrices(reading.hours)),
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
    minuteUse: minuteUse([...reading.hours.values()].map(({ usage }) => usage)),
    backups: operations === null ? null : backupsView(operations, state.settings.stated.edition, nowMs),
  };
}
