import type { Edition, Tier } from '../../limits/tiers';
import type { IncidentEnd } from '../../insights/incidents/incident';
import type { IncidentTrouble } from '../../ledger/incidents';
import { percentBounds, type Threshold } from '../../insights/pools/thresholds';
import type { Points, PoolId } from '../../model';

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
  fleetLine: {
    /** `offByEnvironment`, `offByApp`: the app's developers keep it off, whatever is set here. */
    state: 'on' | 'off' | 'offByEnvironment' | 'offByApp';
    /** What its lines cost the app's developers a month: in quiet hours, and at most. */
    price: { quietDollars: number; mostDollars: number };
  };
  stated: StatedView;
  /** One to four, the lowest first: from where on a pool is called near its limit, and what that sets off. */
  thresholds: readonly Threshold[];
  /** How long the account is kept, in days: by hour, then by day. */
  retention: { hourDays: number; dayDays: number };
  workItem: WorkItemView;
}

/** The work item in Jira that warns of a pool in alarm. */
export interface WorkItemView {
  on: boolean;
  projectKey: string | null;
  /** What stood in the way of the last try since the project was saved; `null` for nothing. */
  trouble: { kind: IncidentTrouble; atMs: number } | null;
  /** What is under way: a work item that is made, one that waits to be, or one that will not be. */
  incidents: { pool: PoolId; sinceMs: number; state: 'made' | 'waiting' | IncidentEnd }[];
}

/** Least and most of every number among the settings, both included, whole ones only. */
export const settingBounds = {
  users: [0, 1_000_000],
  thresholdPercent: percentBounds,
  hourDays: [7, 60],
  dayDays: [31, 800],
} as const;
