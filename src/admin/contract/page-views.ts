/** What each page asks and is told. */
import type { PricesView, HourGap } from '../../insights/calibration/price-views';
import type { Choices } from '../../insights/choose';
import type { CoverageView } from '../../insights/pools/coverage-views';
import type { EndpointDetail } from '../../insights/endpoints/endpoint-views';
import type { BackupsView } from '../../insights/incidents/backups';
import type { HeatView } from '../../insights/pools/heat';
import type { WallsView } from '../../insights/pools/walls';
import type { Remedy } from '../../insights/endpoints/remedy';
import type { MinuteUse } from '../../insights/pools/minute-use';
import type { LimitsView } from '../../insights/limits/limit-views';
import type { WarningLine } from '../../insights/incidents/wall-warnings';
import type { WallView } from '../../insights/incidents/wall-view';
import type { EndpointView, HourView, PoolView, RefusalGroup } from '../../insights/views';
import type { Method } from '../../model';
import type { ReportAccount } from '../../reports/account';
import type { AdminLogView } from './admin-log-view';
import type { IntegrityView, UnreadView } from './integrity-view';
import type { SettingsView } from './settings-view';
import type { SourcesView } from './sources-view';

/** Whose calls the figures are. The page says this first. */
export interface WhoseView {
  /** `ownOnly`: the gauge was installed by itself and sees its own calls only. */
  kind: 'ownOnly' | 'embedded';
  /** The app's name as its developer gave it, `null` for the gauge itself. */
  appName: string | null;
}

/** What may explain a course: somebody's remark, a version of the app that began, a price that is another since, a tier or edition that was stated. */
export type Happening = { atMs: number } & (
  | { kind: 'note'; text: string }
  | { kind: 'price'; method: Method; template: string; fromPoints: number | null; toPoints: number }
  | { kind: 'version'; version: string }
  | { kind: 'tier' }
);

export interface OverviewAnswer {
  readAtMs: number;
  whose: WhoseView;
  metering: 'on' | 'off' | 'offByEnvironment';
  pools: PoolView[];
  /** The last 24 whole hours and the current one, oldest first. Hours without a call have no cells. */
  hours: HourView[];
  /** The last 30 days by hour; `null` when it was not asked for, or could not be read. */
  heat: HeatView | null;
  /** Most expensive first, over the same hours, five at most. */
  topEndpoints: EndpointView[];
  /** Refused calls of the same hours, newest first, five groups at most. */
  refusals: RefusalGroup[];
  /** Calls in the groups that are not among them. */
  furtherRefusals: number;
  /** How often each pool ran dry of late; `null` when it was not asked for with the heatmap, or could not be read. */
  walls: WallsView | null;
  /** Of the days of the heatmap, oldest first; empty where it was not asked for. */
  happenings: Happening[];
  /** The one change that saves most; `null` where nothing stands out. */
  remedy: Remedy | null;
  integrity: IntegrityView;
  /** `null` when everything that waits for the roll-up is in these figures. */
  unread: UnreadView | null;
  /** Hours that storage could not give this time; their figures are missing, not zero. */
  missingHoursMs: number[];
  /** `true`: the product could not say who asks, so only totals are shown. */
  totalsOnly: boolean;
  /** When the product can be asked again, where the reason is that the app's pool of points is used up; `null` else. */
  closedUntilMs: number | null;
  /** `null` when nothing was ever recorded here. */
  recordingSinceMs: number | null;
}

export interface EndpointsAnswer {
  readAtMs: number;
  fromMs: number;
  /** End of the period, now at most. */
  toMs: number;
  /** What a step of each trend is. */
  step: 'hour' | 'day';
  /** Most expensive first. */
  endpoints: EndpointView[];
  /** What there is to choose from in the whole period. */
  choices: Choices;
  /** `null` when no panel is open, or none of the chosen calls went to its endpoint. */
  detail: EndpointDetail | null;
  /** Starts of the steps that storage could not give this time; their figures are missing, not zero. */
  missingMs: number[];
  /** `null` for days, whose books are closed. */
  integrity: IntegrityView | null;
  /** `null` when everything that waits for the roll-up is in these figures. */
  unread: UnreadView | null;
  /** About how many endpoints of small cost are summed up as `{other}`; `null` when none is. */
  foldedEndpoints: number | null;
}

export interface LimitsAnswer extends LimitsView {
  readAtMs: number;
  /** What was warned of, and each wall that the Overview counts, newest first. */
  warnings: WarningLine[];
  /** Of so many days all walls are among the warnings; `null` where the past could not be read, so that only judgements are. */
  wallDays: number | null;
  /** Our estimate beside Atlassian's counter, for each of these hours in which the counter spoke, newest first. */
  gaps: HourGap[];
  /** The limits are those that calls from here on met. */
  fromMs: number;
  missingHoursMs: number[];
  /** What was asked of Backlog and One Stack in the period; empty when no back end reports such calls. */
  minuteUse: MinuteUse[];
  /** Of this site, as reported; `null` when storage did not give it this time. */
  backups: BackupsView | null;
}

export interface IncidentAnswer {
  readAtMs: number;
  /** The app's name as its developer gave it, `null` for the gauge itself. */
  appName: string | null;
  /** `calm`: no call of the hour was refused for the quota. `unread`: storage does not give the hour now, or keeps it no longer. */
  wall: WallView | 'calm' | 'unread';
  /** From these percents of the quota on is warned now, the lowest first. */
  thresholdPercents: readonly number[];
  /** `null` when everything that waits for the roll-up is in these figures. */
  unread: UnreadView | null;
}

export interface SettingsAnswer extends SettingsView {
  readAtMs: number;
  integrity: IntegrityView;
  /** `null` when everything that waits for the roll-up is in these figures. */
  unread: UnreadView | null;
  /** As the headers prove it. */
  pools: PoolView[];
  /** Of the last 24 hours and the running one. */
  coverage: CoverageView;
  /** The number of the last change of the settings. */
  version: number;
  /** What administrators did, newest first. */
  log: AdminLogView[];
  versions: { app: string | null; schema: number };
}

export type SourcesAnswer = SourcesView;

export const priceChanges = ['adopt', 'reset', 'pin', 'unpin', 'undo', 'auto', 'ask'] as const;

/** Measured from the last 48 hours. */
export interface PricesAnswer extends PricesView {
  readAtMs: number;
}

export interface ReportAnswer {
  readAtMs: number;
  account: ReportAccount;
  /** ISO times of the hours of which something is known, for joining the parts of a long period. */
  knownHours: string[];
  /** When the first call was booked here, epoch milliseconds; `null` when none ever was. */
  recordingSinceMs: number | null;
  /** `null` when everything that waits for the roll-up is in these figures. */
  unread: UnreadView | null;
}
