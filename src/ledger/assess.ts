import { hourOf, type HourNumber } from '../usage/hour';
import { pastHoursOf } from '../insights/forecast/forecast';
import { withJudgement, type JudgedPool, type StatusLog } from '../insights/forecast/status-log';
import type { Hours } from '../insights/period';
import { joined, type HourAccount } from '../usage/hour-account';
import { writeStatusLog } from './status-log';
import { readStoredHours } from './stored-hours';

/** The running hour, the one before it, and the past ones that the forecast looks at: 17 values, one storage call. */
export function assessedHours(nowMs: number): HourNumber[] {
  return [...new Set([hourOf(nowMs), hourOf(nowMs) - 1, ...pastHoursOf(nowMs)])];
}

/** The past hours that a reading does not hold yet; one storage call. What storage does not give is not foreseen from. */
export async function readPast(nowMs: number, known: Hours): Promise<Hours> {
  const wanted = assessedHours(nowMs).filter((hour) => !known.has(hour));
  const readings = await readStoredHours(wanted).catch(() => null);
  const found = new Map<HourNumber, HourAccount>();
  for (const [hour, reading] of readings ?? [])
    if (reading.kind === 'found') found.set(hour, joined(reading.account));
  return found;
}

/** Writes the judgement into the log where it changes something. A log that cannot be written now is written with the next. */
export async function keepJudgement(
  log: StatusLog,
  pools: readonly JudgedPool[],
  nowMs: number,
): Promise<StatusLog> {
  const after = withJudgement(log, pools, nowMs);
  if (after !== log) await writeStatusLog(after).catch(() => undefined);
  return after;
}
