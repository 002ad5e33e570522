import { hourMs } from '../time';
import { noticeClockToleranceMs, noticeLifeMs, type PoolNotice } from './notice';

/** Why a message is not taken. Who sends it learns none of it; a site counts it. */
export const noticeRefusals = [
  /** The app has no public key: nobody may tell it anything. */
  'off',
  /** No message, too long, or without a signature. */
  'malformed',
  /** Signed with no key that the app knows. */
  'unsigned',
  'otherApp',
  'otherEnvironment',
  /** Sealed more than ten minutes ago, or for an hour that is over. */
  'old',
  /** Of a clock that is ahead. */
  'future',
  /** Not later than the last one that was taken. */
  'replayed',
] as const;
export type NoticeRefusal = (typeof noticeRefusals)[number];

export interface Here {
  appId: string;
  environmentId: string;
  nowMs: number;
}

/** Whether a message that is signed rightly is for this app's environment and this moment; asks nothing of storage. */
export function refusalOf(notice: PoolNotice, { appId, environmentId, nowMs }: Here): NoticeRefusal | null {
  if (bareAppId(notice.appId) !== bareAppId(appId)) return 'otherApp';
  if (notice.environmentId !== environmentId) return 'otherEnvironment';
  if (notice.sealedAtMs > nowMs + noticeClockToleranceMs) return 'future';
  if (notice.pools.some(({ asOfMs }) => asOfMs > notice.sealedAtMs)) return 'future';
  const isOver = notice.hour !== Math.floor(nowMs / hourMs);
  if (isOver && notice.hour > Math.floor(nowMs / hourMs)) return 'future';
  return isOver || nowMs >= goodUntilMs(notice) ? 'old' : null;
}

/** Ten minutes, and never beyond the hour: the pool is full again then. */
export function goodUntilMs({ sealedAtMs, hour }: Pick<PoolNotice, 'sealedAtMs' | 'hour'>): number {
  return Math.min(sealedAtMs + noticeLifeMs, (hour + 1) * hourMs);
}

/** An app's id with or without what its ARI begins with. */
function bareAppId(appId: string): string {
  return appId.slice(appId.lastIndexOf('/') + 1);
}
