import { startOfHourMs } from '../../usage/hour';
import { backupsView } from '../../insights/incidents/backups';
import { limitsView } from '../../insights/limits/limits';
import { hourGaps } from '../../insights/calibration/hour-gaps';
import { warningLines } from '../../insights/incidents/wall-warnings';
import { wallDays, wallsView } from '../../insights/pools/walls';
import { lastDays, readPeriod } from '../../ledger/read-period';
import { countedBy, percentsOf } from '../../ledger/settings';
import { minuteUse } from '../../insights/pools/minute-use';
import { measuredCosts } from '../../insights/calibration/price-gate';
import { readOperations } from '../../ledger/operations';
import type { LimitsAnswer } from '../contract/contract';
import { loadDay, loadPools, recordedSince } from './load';

const shownChanges = 20;

export async function limitsAnswer(nowMs: number): Promise<LimitsAnswer> {
  const day = await loadDay(nowMs);
  const { state, reading, wanted, missingHoursMs } = day;
  const [{ pools, known }, operations, period] = await Promise.all([
    loadPools(day, nowMs),
    readOperations().catch(() => null),
    readPeriod(lastDays(nowMs, wallDays), nowMs, countedBy(state.settings)).catch(() => null),
  ]);
  const ids = pools.map(({ pool }) => pool);
  const sinceMs = recordedSince(day);
  const walls = period === null || sinceMs === null ? null : wallsView(period.days, ids, sinceMs, nowMs);
  return {
    ...limitsView(reading.hours, nowMs, percentsOf(state.settings), known),
    readAtMs: nowMs,
    warnings: warningLines(
      state.statusLog.changes,
      (walls?.pools ?? []).flatMap((ofPool, index) => {
        const pool = ids[index];
        return pool === undefined ? [] : [{ pool, walls: ofPool.walls }];
      }),
      shownChanges,
    ),
    wallDays: walls?.days ?? null,
    gaps: hourGaps(reading.hours, ids, measuredCosts(reading.hours)),
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
    minuteUse: minuteUse([...reading.hours.values()].map(({ usage }) => usage)),
    backups: operations === null ? null : backupsView(operations, state.settings.stated.edition, nowMs),
  };
}
