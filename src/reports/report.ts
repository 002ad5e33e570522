/** The report itself: the tables, and what follows from them. Its JSON form is described by docs/report.schema.json. */
import type { Enforcement, Points, ThrottleReason } from '../model';
import type { PointsColumns, ReportAccount } from './account';

export const reportFormat = 'points-gauge.report';
/** A field that an older reader would miss is a new version. */
export const reportVersion = 1;

/** Each is a recorded hour's figure, by nearest rank; low, likely and high are ranked apart. */
export interface HourFigures {
  hours: number;
  p50: Points;
  p75: Points;
  p90: Points;
  p99: Points;
  max: Points;
}

export interface DayRow extends PointsColumns {
  pool: number;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  knownHours: number;
  requests: number;
}

/** An hour at or over a share of the quota. */
export interface FullHour {
  hour: string;
  /** Of the quota, percent, unrounded. */
  percent: number;
  /** `counter`: Atlassian's own. `refusal`: a call was refused for the quota. `estimate`: this account's likely points. */
  basis: 'counter' | 'refusal' | 'estimate';
}

export interface ThrottleRow {
  pool: number;
  reason: ThrottleReason;
  enforcement: Enforcement;
  calls: number;
  /** Hours in which there was one. */
  hours: number;
  /** For the quota: from the first known refusal to the end of its hour, at least. `null` for the other limits. */
  minutesAtLeast: number | null;
}

/** Mean and greatest likely points of the hours that fall on it. */
export interface PatternRow {
  pool: number;
  kind: 'hourOfDay' | 'weekday';
  /** 0 to 23 UTC, or 1 (Monday) to 7 (Sunday). */
  at: number;
  hours: number;
  meanPoints: number;
  maxPoints: number;
}

/** Over the hours in which Atlassian's counter spoke: what it showed beside what this account holds. */
export interface ForeignShare {
  hours: number;
  counterPoints: number;
  ownLikelyPoints: number;
  /** At least this part of the counter's points was spent by what this account does not see, 0 to 1. */
  foreignAtLeast: number;
}

export interface PoolSummary {
  pool: number;
  quota: { points: number; basis: 'header' | 'tier 1 rule' };
  total: Points;
  requests: number;
  /** The part of the requests whose price rests on a header, a measurement or the published rule; 0 to 1. */
  foundedShare: number | null;
  knownHours: number;
  /** Over every hour that is over and known; `null` without any. */
  allHours: HourFigures | null;
  /** Over those in which points were spent. */
  activeHours: HourFigures | null;
  meanPointsADay: Points | null;
  maxPointsADay: Points | null;
  /** At or over 80% and 100% of the quota, oldest first. */
  hoursFrom80: FullHour[];
  hoursFrom100: FullHour[];
  foreign: ForeignShare | null;
}

/** Whether a site's recorded peak would fit into its own pool. */
export interface Tier2Row {
  site: string;
  pool: number;
  /** By the published formula; `null` without the edition, or without the users that it needs. */
  quotaPoints: number | null;
  peak: Points;
  /** `fits`: even the high estimate. `likely fits`: the likely one. `exceeds`: not even that. */
  verdict: 'fits' | 'likely fits' | 'exceeds' | null;
}

export interface Coverage {
  /** Site hours: each hour of the period counts once for each site. */
  periodHours: number;
  knownHours: number;
  /** 0 to 1; `null` for an empty period. */
  share: number | null;
}

export interface Report extends ReportAccount {
  format: typeof reportFormat;
  version: typeof reportVersion;
  title: string;
  method: string[];
  coverage: Coverage;
  summaries: PoolSummary[];
  days: DayRow[];
  throttles: ThrottleRow[];
  patterns: PatternRow[];
  tier2: Tier2Row[];
}
