import { startOfHourMs } from '../../usage/hour';
import { backupsView } from '../../insights/incidents/backups';
import { limitsView } from '../../insights/limits/limits';
import { hourGaps } from '../../insights/calibration/hour-gaps';
import { minuteUse } from '../../insights/pools/minute-use';
import { measuredCosts } from '../../insights/calibration/price-gate';
import { readOperations } from '../../ledger/operations';
import type { LimitsAnswer } from '../contract/contract';
import { loadDay, loadPools } from './load';

const shownChanges = 20;

export async function limitsAnswer(nowMs: number): Promise<LimitsAnswer> {
  const day = await loadDay(nowMs);
  const { state, reading, wanted, missingHoursMs } = day;
  const [{ pools, known }, operations] = await Promise.all([
    loadPools(day, nowMs),
    readOperations().catch(() => null),
  ]);
  return {
    ...limitsView(reading.hours, nowMs, state.settings.nearPercent, known),
    readAtMs: nowMs,
    changes: state.statusLog.changes.slice(0, shownChanges),
    gaps: hourGaps(
      reading.hours,
      pools.map(({ pool }) => pool),
      measuredCosts(reading.hours),
    ),
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
    minuteUse: minuteUse([...reading.hours.values()].map(({ usage }) => usage)),
    backups: operations === null ? null : backupsView(operations, state.settings.stated.edition, nowMs),
  };
}
