/**
 * What the app's owner tells a site of its pool (docs/fleet.md): a short text to a static web trigger, signed with a key of which the
 * sites hold the public half alone. It is the owner's word and nobody else's: it may narrow what a site knows and warn of more, and
 * never takes away what Atlassian's own headers said.
 */
import type { PoolStatus } from '../insights/views';
import { minuteMs } from '../time';
import type { Enforcement, PoolId } from '../model';

export const noticeVersion = 1;

/** Longest body, UTF-8 bytes: eight pools with their course are half of it. */
export const longestNoticeBytes = 8_192;
/** So long it is taken after it was sealed, and so long its figures are good. */
export const noticeLifeMs = 10 * minuteMs;
/** A clock that is farther ahead than this is not waited for. */
export const noticeClockToleranceMs = 2 * minuteMs;
export const mostNoticePools = 8;
/** Of an app's and an environment's name, characters; and of any count of points. A message with one beyond it is none. */
export const longestNoticeName = 64;
export const mostNoticePoints = 2 ** 31 - 1;

/** In lower case. The value is the Ed25519 signature in base64url. */
export const noticeSignatureHeader = 'x-points-gauge-notice-signature';

/** Bands are in steps of this share of the quota: an exact sum would tell customers an owner's volume. */
export const bandShare = 0.1;

/** One pool of all sites together. */
export interface NoticePool {
  pool: PoolId;
  /** What the figures speak of, epoch milliseconds: older than the message. */
  asOfMs: number;
  /** Points an hour. */
  quotaPoints: number;
  /** `null`: no answer that the owner heard of has said. */
  enforcement: Enforcement | null;
  status: PoolStatus;
  /** At least so many points of the hour were gone then. */
  lowPoints: number;
  /** `null` where the owner tells bands alone. */
  likelyPoints: number | null;
  /** `null`: of the sites that are counted only, so that nothing bounds it. */
  highPoints: number | null;
  /** Likely gone by the end of each five minutes of the hour, of bands their lower end; `null`: not known. */
  course: readonly (number | null)[];
  /** Sites whose calls are in it. */
  sites: number;
}

export interface PoolNotice {
  /** As the developer console shows them. */
  appId: string;
  environmentId: string;
  /** Hours since 1970. */
  hour: number;
  /** Rises with each message of the app's environment. */
  sequence: number;
  sealedAtMs: number;
  pools: readonly NoticePool[];
}
