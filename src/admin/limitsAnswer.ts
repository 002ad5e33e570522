import { startOfHourMs } from '../account/hour';
import { backupsView } from '../analysis/backups';
import { limitsView } from '../analysis/limits';
import { hourGaps } from '../analysis/hourGaps';
import { minuteUse } from '../analysis/minuteUse';
import { poolViews } from '../analysis/pools';
import { takeablePrices } from '../analysis/priceGate';
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
    gaps: hourGaps(reading.hours, pools, takeablePrices(reading.hours)),
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
    minuteUse: minuteUse([...reading.hours.values()].map(({ sheet }) => sheet)),
    backups: operations === null ? null : backupsView(operations, state.settings.stated.edition, nowMs),
  };
}
