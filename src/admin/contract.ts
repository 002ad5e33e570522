/**
 * What the admin page asks and what it is told. The page imports types and lists from here and nothing else of the app.
 * Every figure is `low..likely..high` points or a count; unknown is `null`, never 0. Times are epoch milliseconds.
 */
import type { EndpointView, HourView, PoolView, ThrottleView } from '../analysis/views';
import type { Points } from '../model';

export type { EndpointView, HourCell, HourView, PoolStatus, PoolView, ThrottleView } from '../analysis/views';

/** Subpages, in the order of the sidebar. The first is the page's own address. */
export const pages = ['overview', 'endpoints', 'routing', 'limits', 'reports', 'settings'] as const;
export type PageName = (typeof pages)[number];

/** Resolver functions of the page. */
export const askNames = ['overview', 'endpoints', 'settings', 'saveSettings'] as const;
export type AskName = (typeof askNames)[number];

/** Every request carries the grant of the last answer, if there was one: it saves asking the product again. */
export interface Ask {
  grant?: string;
}

export const errorCodes = [
  /** The person is not an administrator of the product. */
  'notAdmin',
  /** The product could not be asked, so nobody can be let in to what was asked for; try again at `retryAtMs`. */
  'cannotVerify',
  /** The request is not what this contract says; the message names the field. */
  'badRequest',
  /** Storage refused or did not answer; nothing was lost, the message says what is missing. */
  'storage',
  /** A fault of the app; the message names an id that its log has too. */
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface AnswerError {
  code: ErrorCode;
  /** Plain words for the person at the page. */
  message: string;
  retryAtMs: number | null;
}

export type Answer<T> = { ok: true; data: T; grant: string | null } | { ok: false; error: AnswerError };

/** The state of the account itself: what is stored, what waits, what was lost. */
export interface BooksView {
  /** Numbers given out by the writers of the hours on this page. The next four add up to it. */
  numberedRecords: number;
  /** Records written and not yet rolled up, as the listing shows them. */
  waitingRecords: number;
  /** Records rolled up into the hours on this page. */
  mergedRecords: number;
  /** Numbers missing between a writer's records: calls of a process that stopped before it could store them. */
  missingRecords: number;
  /** Records that came when their hour was over for good. They are listed, their calls are in no figure. */
  refusedRecords: number;
  /** Storage writes that failed and were kept for the next try. */
  writeFailures: number;
  /** Records that their process gave up after a day of failed writes. */
  lostRecords: number;
  /** Stored values that could not be read as ours. They were set aside, not deleted. */
  unreadableValues: number;
  /** Hours whose lists or cells disagree with what was counted into them: a fault of the gauge. */
  unbalancedHours: number;
}

/** Whose calls the figures are. The page says this first. */
export interface WhoseView {
  /** `ownOnly`: the gauge was installed by itself and sees its own calls only. */
  kind: 'ownOnly' | 'embedded';
  /** The app's name as its developer gave it, `null` for the gauge itself. */
  appName: string | null;
}

export interface OverviewAnswer {
  readAtMs: number;
  whose: WhoseView;
  metering: 'on' | 'off' | 'offByEnvironment';
  pools: PoolView[];
  /** The last 24 whole hours and the current one, oldest first. Hours without a call have no cells. */
  hours: HourView[];
  /** Most expensive first, over the same hours, five at most. */
  topEndpoints: EndpointView[];
  /** Newest first, ten at most. */
  throttles: ThrottleView[];
  books: BooksView;
  /** Hours that storage could not give this time; their figures are missing, not zero. */
  missingHoursMs: number[];
  /** `true`: the product could not say who asks, so only totals are shown. */
  totalsOnly: boolean;
  /** `null` when nothing was ever recorded here. */
  recordingSinceMs: number | null;
}

export interface EndpointsAnswer {
  readAtMs: number;
  fromMs: number;
  toMs: number;
  endpoints: EndpointView[];
  missingHoursMs: number[];
  books: BooksView;
}

export interface SettingsAnswer {
  readAtMs: number;
  metering: 'on' | 'off' | 'offByEnvironment';
  probe: {
    on: boolean;
    callsAnHour: number;
    /** What those calls cost an hour. */
    pointsAnHour: Points;
  };
  books: BooksView;
  versions: { app: string | null; schema: number };
}

/** What an admin may change; a field that is left out stays as it is. */
export interface SettingsChange {
  metering?: 'on' | 'off';
  probe?: 'on' | 'off';
}

export interface SaveSettingsAsk extends Ask {
  change: SettingsChange;
}
