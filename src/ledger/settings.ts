import { kvs } from '@forge/kvs';
import { isRecord } from '../account/codec';
import { settingsKey, sinceKey } from './names';

/** From when to when metering was switched off; `toMs` is `null` while it still is. Epoch milliseconds. */
export interface OffPeriod {
  fromMs: number;
  toMs: number | null;
}

/** What an administrator decided for this installation. */
export interface Settings {
  /** Oldest first. Periods that no waiting record can fall into any more are dropped. */
  offPeriods: readonly OffPeriod[];
  isProbeOn: boolean;
}

/** Whether a record sealed at this time counts. One that a process made before it learned of the switch does not. */
export type IsCounted = (sealedAtMs: number) => boolean;

export interface StoredState {
  settings: Settings;
  /** When the first call was booked here; `null` when none ever was. */
  recordingSinceMs: number | null;
}

/** Writers give up a record after a day; a day more for clocks and for roll-ups that come late. */
const periodsKeptMs = 2 * 24 * 3_600_000;

export function isMeteringOff({ offPeriods }: Settings): boolean {
  return offPeriods.at(-1)?.toMs === null;
}

export function switchMetering(settings: Settings, wanted: 'on' | 'off', nowMs: number): Settings {
  const isOff = isMeteringOff(settings);
  if (isOff === (wanted === 'off')) return settings;
  const kept = settings.offPeriods.filter(({ toMs }) => toMs === null || nowMs - toMs < periodsKeptMs);
  if (wanted === 'off') return { ...settings, offPeriods: [...kept, { fromMs: nowMs, toMs: null }] };
  return { ...settings, offPeriods: kept.map((period) => ({ ...period, toMs: period.toMs ?? nowMs })) };
}

export function countedBy({ offPeriods }: Settings): IsCounted {
  return (sealedAtMs) =>
    !offPeriods.some(({ fromMs, toMs }) => sealedAtMs >= fromMs && (toMs === null || sealedAtMs < toMs));
}

/** One storage call. A value that is not ours counts as never set; nothing is written. */
export async function readState(): Promise<StoredState> {
  const { successfulKeys } = await kvs.batchGet<unknown>([{ key: settingsKey }, { key: sinceKey }]);
  const valueOf = (wanted: string): unknown => successfulKeys.find(({ key }) => key === wanted)?.value;
  const since = valueOf(sinceKey);
  return {
    settings: decodeSettings(valueOf(settingsKey)),
    recordingSinceMs: typeof since === 'number' ? since : null,
  };
}

export async function writeSettings({ offPeriods, isProbeOn }: Settings): Promise<void> {
  await kvs.set(settingsKey, { v: 1, off: offPeriods, probe: isProbeOn });
}

/** Remembers the first hour for good; a later call changes nothing. */
export async function rememberSince(atMs: number): Promise<void> {
  try {
    await kvs.set(sinceKey, atMs, { keyPolicy: 'FAIL_IF_EXISTS' });
  } catch {
    // Known already, or not to be stored now: the next roll-up tries again.
  }
}

function decodeSettings(value: unknown): Settings {
  if (!isRecord(value) || value['v'] !== 1) return { offPeriods: [], isProbeOn: false };
  const periods: unknown[] = Array.isArray(value['off']) ? value['off'] : [];
  return { offPeriods: periods.filter(isOffPeriod), isProbeOn: value['probe'] === true };
}

function isOffPeriod(value: unknown): value is OffPeriod {
  if (!isRecord(value)) return false;
  const { fromMs, toMs } = value;
  return typeof fromMs === 'number' && (toMs === null || typeof toMs === 'number');
}
