import type { PoolState } from '../../insights/views';
import type { Enforcement, PoolId } from '../../model';

/** Every request carries the grant of the last answer, if there was one: it saves asking the product again. */
export interface Ask {
  grant?: string;
}

export const errorCodes = [
  /** The person is not an administrator of the product. */
  'notAdmin',
  /** The product could not be asked, so nobody can be let in to what was asked for; try again at `retryAtMs`. */
  'cannotVerify',
  /** The same, and the reason is the app's own pool of points: it is used up until `retryAtMs`. */
  'poolEmpty',
  /** Somebody else changed the same thing meanwhile; nothing of this change was written. */
  'changedMeanwhile',
  /** The request is not what this contract says; the message names the field. */
  'badRequest',
  /** Storage refused or did not answer; nothing was lost, the message says what is missing. */
  'storage',
  /** Understood, and not to be done now; the message says why. */
  'cannotDo',
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

export interface AlarmView extends Pick<PoolState, 'status' | 'sinceMs' | 'reachedPercent'> {
  pool: PoolId;
  enforcement: Enforcement | null;
}

/** What every page warns of. */
export interface AlarmsView {
  /** Pools that are to be watched, near their limit or exhausted in the running hour, the worst first. */
  alarms: AlarmView[];
  resetAtMs: number;
}

/** `alarms` comes with the answer to a page's own question, so that the warning needs none of its own. */
export type Answer<T> =
  { ok: true; data: T; grant: string | null; alarms?: AlarmsView | null } | { ok: false; error: AnswerError };

/** As it travels: with the version of the gauge that answered. A page of another version does not read it. */
export type SentAnswer = Answer<unknown> & { gauge: string };
