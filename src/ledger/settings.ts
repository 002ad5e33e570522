import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { editions, type Edition, type Tier } from '../limits/tiers';
import { projectKeyPattern } from '../insights/project-key';
import {
  isRising,
  mostThresholds,
  percentBounds,
  thresholdActions,
  usualPercents,
  type Threshold,
} from '../insights/pools/thresholds';
import type { StatusLog } from '../insights/forecast/status-log';
import { ChangedMeanwhile, changeValue, versionOf } from './change-value';
import { decodeIncidents, type IncidentBook } from './incidents';
import { decodeImportState, type ImportState } from './import-state';
import { decodeSeenVersions, type SeenVersion } from './seen-versions';
import {
  importKey,
  incidentsKey,
  seenVersionsKey,
  settingsKey,
  sinceKey,
  statusLogKey,
  toldKey,
} from './names';
import type { PoolNotice } from '../pool-notice/notice';
import { decodeTold } from './told';
import { decodeStatusLog } from './status-log';
import { defaultRetention, type Retention } from './retention';
import { isRecord } from '../object';

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
  /** Whether this site's sums are printed into the app's log, for the app's owner. */
  isFleetLineOn: boolean;
  /** Whether each month's evidence is kept. */
  isSnapshotOn: boolean;
  /** What was said of the app and the site, where no header proves it. `null`: nothing was said. */
  stated: { tier: Tier | null; edition: Edition | null; users: number | null };
  /** One to four, the lowest first: from where on a pool is called near its limit, and what that sets off. */
  thresholds: readonly Threshold[];
  retention: Retention;
  workItem: WorkItemSetting;
}

/** Whether a work item in Jira warns of a pool in alarm. */
export interface WorkItemSetting {
  isOn: boolean;
  /** `null`: no project was ever named. */
  projectKey: string | null;
  /** When an administrator decided so, epoch milliseconds: a refusal from before that no longer counts. */
  savedAtMs: number;
}

/** As long as nobody decided otherwise. */
export const defaultSettings: Settings = {
  offPeriods: [],
  isProbeOn: false,
  isFleetLineOn: true,
  isSnapshotOn: false,
  stated: { tier: null, edition: null, users: null },
  thresholds: usualPercents.map(withAllActions),
  retention: defaultRetention,
  workItem: { isOn: false, projectKey: null, savedAtMs: 0 },
};

/** Whether a record sealed at this time counts. One that a process made before it learned of the switch does not. */
export type IsCounted = (sealedAtMs: number) => boolean;

export interface StoredState {
  settings: Settings;
  /** The number of their last change. */
  settingsVersion: number;
  /** When the first call was booked here; `null` when none ever was. */
  recordingSinceMs: number | null;
  /** `null` when nobody imported an account in the last day. */
  importing: ImportState | null;
  statusLog: StatusLog;
  incidents: IncidentBook;
  /** What the app's owner said of the pools of all sites; `null`: nothing, or too long ago to be kept. */
  told: PoolNotice | null;
  /** Versions of the app that ran here, oldest first. */
  versions: readonly SeenVersion[];
}

/** Writers give up a record after a day; a day more for clocks and for roll-ups that come late. */
const periodsKeptMs = 2 * 24 * 3_600_000;

export function isMeteringOff({ offPeriods }: Settings): boolean {
  return offPeriods.at(-1)?.toMs === null;
}

export function percentsOf({ thresholds }: Settings): number[] {
  return thresholds.map(({ percent }) => percent);
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
  const { successfulKeys } = await kvs.batchGet<unknown>(
    [settingsKey, sinceKey, importKey, statusLogKey, incidentsKey, toldKey, seenVersionsKey].map((key) => ({
      key,
    })),
  );
  const valueOf = (wanted: string): unknown => successfulKeys.find(({ key }) => key === wanted)?.value;
  const since = valueOf(sinceKey);
  return {
    settings: decodeSettings(valueOf(settingsKey)),
    settingsVersion: versionOf(valueOf(settingsKey)),
    recordingSinceMs: typeof since === 'number' ? since : null,
    importing: decodeImportState(valueOf(importKey)),
    statusLog: decodeStatusLog(valueOf(statusLogKey)),
    incidents: decodeIncidents(valueOf(incidentsKey)),
    told: decodeTold(valueOf(toldKey)).notice,
    versions: decodeSeenVersions(valueOf(seenVersionsKey)),
  };
}

/**
 * Changes the settings so that no other change is lost. `seen`: the number of the change that whoever wants this one has seen last;
 * left out, the change is made on whatever there is.
 * @throws ChangedMeanwhile where another change came since
 */
export async function changeSettings(
  change: (settings: Settings) => Settings,
  seen?: number,
): Promise<Settings> {
  return changeValue(settingsKey, (stored) => {
    if (seen !== undefined && versionOf(stored) !== seen)
      throw new ChangedMeanwhile('The settings were changed meanwhile. Nothing of this change was saved.');
    const settings = change(decodeSettings(stored));
    return { value: encodeSettings(settings), result: settings };
  });
}

function encodeSettings(settings: Settings): object {
  const { offPeriods, isProbeOn, isFleetLineOn, isSnapshotOn, stated, thresholds, retention, workItem } =
    settings;
  const { hourDays, dayDays } = retention;
  return {
    v: 1,
    off: offPeriods,
    probe: isProbeOn,
    fleetLine: isFleetLineOn,
    snapshots: isSnapshotOn,
    stated: { ...stated },
    // What a version that knows one threshold reads.
    near: Math.min(...percentsOf(settings)),
    thresholds: thresholds.map(({ percent, actions }) => ({ percent, actions: [...actions] })),
    keep: { hourDays, dayDays },
    item: { ...workItem },
  };
}

/** Remembers the first hour for good; a later call changes nothing. */
export async function rememberSince(atMs: number): Promise<void> {
  try {
    await kvs.set(sinceKey, atMs, { keyPolicy: 'FAIL_IF_EXISTS' });
  } catch {
    // Known already, or not to be stored now: the next roll-up tries again.
  }
}

export function decodeSettings(value: unknown): Settings {
  if (!isRecord(value) || value['v'] !== 1) return defaultSettings;
  const periods: unknown[] = Array.isArray(value['off']) ? value['off'] : [];
  const stated = isRecord(value['stated']) ? value['stated'] : {};
  const { tier, users } = stated;
  const keep = isRecord(value['keep']) ? value['keep'] : {};
  const { hourDays, dayDays } = keep;
  const item = isRecord(value['item']) ? value['item'] : {};
  const { projectKey, savedAtMs } = item;
  return {
    offPeriods: periods.filter(isOffPeriod),
    isProbeOn: value['probe'] === true,
    isFleetLineOn: value['fleetLine'] !== false,
    isSnapshotOn: value['snapshots'] === true,
    stated: {
      tier: tier === 1 || tier === 2 ? tier : null,
      edition: editions.find((edition) => edition === stated['edition']) ?? null,
      users: isCount(users) ? users : null,
    },
    thresholds: decodeThresholds(value['thresholds'], value['near']),
    retention: {
      hourDays: isCount(hourDays) ? hourDays : defaultRetention.hourDays,
      dayDays: isCount(dayDays) ? dayDays : defaultRetention.dayDays,
    },
    workItem: {
      isOn: item['isOn'] === true,
      projectKey: typeof projectKey === 'string' && projectKeyPattern.test(projectKey) ? projectKey : null,
      savedAtMs: isCount(savedAtMs) ? savedAtMs : 0,
    },
  };
}

/** @param near what a version that knew one threshold kept: it did all that there was */
function decodeThresholds(value: unknown, near: unknown): readonly Threshold[] {
  const stored: unknown[] = Array.isArray(value) ? value : [];
  const thresholds = stored.slice(0, mostThresholds).flatMap((one): Threshold[] => {
    if (!isRecord(one) || !isPercent(one['percent'])) return [];
    const named: unknown[] = Array.isArray(one['actions']) ? one['actions'] : [];
    return [
      { percent: one['percent'], actions: thresholdActions.filter((action) => named.includes(action)) },
    ];
  });
  if (thresholds.length > 0 && isRising(thresholds)) return thresholds;
  return isPercent(near) ? [withAllActions(near)] : defaultSettings.thresholds;
}

function isPercent(value: unknown): value is number {
  return isCount(value) && value >= percentBounds[0] && value <= percentBounds[1];
}

function withAllActions(percent: number): Threshold {
  return { percent, actions: thresholdActions };
}

function isOffPeriod(value: unknown): value is OffPeriod {
  if (!isRecord(value)) return false;
  const { fromMs, toMs } = value;
  return typeof fromMs === 'number' && (toMs === null || typeof toMs === 'number');
}
