import type { Edition, Tier } from '../limits/tiers';
import type { Points } from '../model';

/** What an admin says of the app and the site, where no header proves it. `null`: said nothing. */
export interface StatedView {
  tier: Tier | null;
  edition: Edition | null;
  users: number | null;
  /** Points an hour that Atlassian's published formula gives for them on Tier 2; `null` while it lacks a figure. */
  tier2Points: number | null;
}

export interface SettingsView {
  metering: 'on' | 'off' | 'offByEnvironment';
  probe: {
    on: boolean;
    callsAnHour: number;
    /** What those calls cost an hour. */
    pointsAnHour: Points;
  };
  stated: StatedView;
  /** From this share of the quota on a pool is called near its limit, percent. */
  nearPercent: number;
  /** How long the account is kept, in days: by hour, then by day. */
  retention: { hourDays: number; dayDays: number };
}

/** What an admin may change; a field that is left out stays as it is, `null` takes a statement back. */
export interface SettingsChange {
  metering?: 'on' | 'off';
  probe?: 'on' | 'off';
  tier?: Tier | null;
  edition?: Edition | null;
  users?: number | null;
  nearPercent?: number;
  hourDays?: number;
  dayDays?: number;
}

/** Least and most of every number among the settings, both included, whole ones only. */
export const settingBounds = {
  users: [0, 1_000_000],
  nearPercent: [20, 80],
  hourDays: [7, 60],
  dayDays: [31, 800],
} as const satisfies Partial<Record<keyof SettingsChange, readonly [number, number]>>;
