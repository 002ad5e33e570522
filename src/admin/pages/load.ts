import { startOfHourMs, type HourNumber } from '../../usage/hour';
import { lastHours } from '../../insights/period';
import { kvsLedgerStore } from '../../ledger/kvs-store';
import { readHours, type LedgerReading } from '../../ledger/read-hours';
import { countedBy, isMeteringOff, readState, type StoredState } from '../../ledger/settings';
import type { SettingsView } from '../contract/contract';

/** What every answer needs to know of the gauge it is for. */
export interface GaugeFacts {
  appName: string | null;
  appVersion: string | null;
  isOffByEnvironment: boolean;
}

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
  options: Parameters<typeof readHours>[3] = {},
): Promise<LoadedDay> {
  const state = await readState();
  const wanted = lastHours(nowMs, shownHours);
  const reading = await readHours(kvsLedgerStore, wanted, countedBy(state.settings), options);
  return { state, reading, wanted, missingHoursMs: reading.missingHours.map(startOfHourMs) };
}

export function meteringOf({ settings }: StoredState, facts: GaugeFacts): SettingsView['metering'] {
  if (facts.isOffByEnvironment) return 'offByEnvironment';
  return isMeteringOff(settings) ? 'off' : 'on';
}
