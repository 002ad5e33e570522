import { startOfHourMs } from '../account/hour';
import { limitsView } from '../analysis/limits';
import type { LimitsAnswer } from './contract';
import { loadDay } from './load';

export async function limitsAnswer(nowMs: number): Promise<LimitsAnswer> {
  const { state, reading, wanted, missingHoursMs } = await loadDay(nowMs);
  return {
    ...limitsView(reading.hours, nowMs, state.settings.nearPercent),
    readAtMs: nowMs,
    fromMs: startOfHourMs(wanted[0] ?? 0),
    missingHoursMs,
  };
}
