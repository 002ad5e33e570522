import { kvs } from '@forge/kvs';
import { isRecord } from '../account/codec';
import { settingsKey, sinceKey } from './names';

/** What an administrator decided for this installation. */
export interface Settings {
  /** Calls recorded from this time on are not counted; `null` while metering is on. */
  meteringOffSinceMs: number | null;
  isProbeOn: boolean;
}

export interface StoredState {
  settings: Settings;
  /** When the first call was booked here; `null` when none ever was. */
  recordingSinceMs: number | null;
}

const defaults: Settings = { meteringOffSinceMs: null, isProbeOn: false };

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

export async function writeSettings(settings: Settings): Promise<void> {
  await kvs.set(settingsKey, { v: 1, offSince: settings.meteringOffSinceMs, probe: settings.isProbeOn });
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
  if (!isRecord(value) || value['v'] !== 1) return defaults;
  const { offSince, probe } = value;
  return { meteringOffSinceMs: typeof offSince === 'number' ? offSince : null, isProbeOn: probe === true };
}
