import { startOfHourMs, type HourNumber } from '../../usage/hour';
import { lastHours } from '../../insights/period';
import { poolViews, type Known } from '../../insights/pools/pools';
import { toldPools } from '../../insights/pools/told';
import type { PoolView } from '../../insights/views';
import { readPast } from '../../ledger/assess';
import { readHours, type LedgerReading } from '../../ledger/read-hours';
import { countedBy, isMeteringOff, percentsOf, readState, type StoredState } from '../../ledger/settings';
import type { SettingsView } from '../contract/contract';
import type { GaugeFacts } from '../gauge-facts';

export const shownHours = 24;

export interface LoadedDay {
  state: StoredState;
  reading: LedgerReading;
  /** The running hour and the 24 whole ones before it, oldest first. */
  wanted: HourNumber[];
  missingHoursMs: number[];
}

/** Six storage calls at most, and with the lists of busy hours one for each of these: state, waiting records, hours, and the grant's secret elsewhere. */
export async function loadDay(
  nowMs: number,
  options: Parameters<typeof readHours>[2] = {},
): Promise<LoadedDay> {
  const state = await readState();
  const wanted = lastHours(nowMs, shownHours);
  const reading = await readHours(wanted, countedBy(state.settings), options);
  return { state, reading, wanted, missingHoursMs: reading.missingHours.map(startOfHourMs) };
}

/** Every pool as it stands: with the same past and the same judgement before, whichever page asks. */
export async function loadPools(
  { state, reading: { hours } }: LoadedDay,
  nowMs: number,
): Promise<{ pools: PoolView[]; known: Known }> {
  const past = await readPast(nowMs, hours);
  const known = { past, states: state.statusLog.states, told: toldPools(state.told) };
  return { pools: poolViews(hours, nowMs, percentsOf(state.settings), known), known };
}

/** When recording began here: as it was remembered, else the first hour that these hours tell of; `null` when it never did. */
export function recordedSince({ state, reading: { hours } }: LoadedDay): number | null {
  const first = Math.min(...hours.keys());
  return state.recordingSinceMs ?? (hours.size === 0 ? null : startOfHourMs(first));
}

export function meteringOf({ settings }: StoredState, facts: GaugeFacts): SettingsView['metering'] {
  if (facts.isOffByEnvironment) return 'offByEnvironment';
  return isMeteringOff(settings) ? 'off' : 'on';
}
