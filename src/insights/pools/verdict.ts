import { silentBelowShare } from './level';
import type { PoolView } from '../views';

/** How a pool stands and will end, in one word: the headline, the mark beside the pool's name and the advice are made of it. */
export const verdictKinds = [
  /** Empty, and calls are refused until the reset. */
  'refused',
  /** Empty by the counter of a limit that is only announced: calls are served. */
  'usedUp',
  /** Will likely be empty within the hour. */
  'runsDry',
  /** May be empty within minutes, at the quickest pace that is foreseen. */
  'mayRunDry',
  /** As much is gone as an administrator wants to be warned of, or as a header warns of. */
  'near',
  /** Will likely end so high. */
  'close',
  /** Was likely to run dry minutes ago, and has slowed down since. */
  'easing',
  /** The hour before ran dry; this one is fine. */
  'recovering',
  'fine',
  /** No answer of this hour has named the quota. */
  'unknown',
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

export interface Verdict {
  kind: VerdictKind;
  /** When the pool is empty, or will be; `null` where it will not be within the hour. */
  dryAtMs: number | null;
  /** Parts of the quota, 0 to 1 and more: likely gone now, and likely gone at the end of the hour; `null` where not known. */
  usedShare: number | null;
  endShare: number | null;
  /**
   * Whose use `usedShare` is: `pool`, the counter's word on all of it; `site`, only what this site's own calls likely cost; `header`,
   * an answer said without a figure that so much is passed; `owner`, the word of the app's owner on all of it.
   */
  usedBy: 'pool' | 'site' | 'header' | 'owner';
}

/** The one judgement of a pool that every sentence rests on. Nothing of it contradicts the status, which the alarms are made of. */
export function verdictOf(view: PoolView): Verdict {
  const { status, level, forecast, quotaPoints, enforcement } = view;
  const shareOf = (points: number | undefined): number | null =>
    points === undefined || quotaPoints === null || quotaPoints <= 0 ? null : points / quotaPoints;
  const isCounted = level.basis === 'reading' || level.basis === 'refused';
  const usedShare = shareOf(level.likelyPoints);
  const endShare = shareOf(forecast?.endPoints.likely);
  const nearShare = Math.min(...view.thresholdPercents) / 100;
  const verdict = (kind: VerdictKind, dryAtMs: number | null = null): Verdict => {
    const usedBy = isCounted ? 'pool' : level.basis === 'told' ? 'owner' : 'site';
    return { kind, dryAtMs, usedShare, endShare, usedBy };
  };
  if (status === 'exhausted')
    return verdict(enforcement === 'beta' ? 'usedUp' : 'refused', level.told?.asOfMs ?? level.readAtMs);
  const wallAtMs = forecast?.wallAtMs ?? null;
  if (wallAtMs !== null && quotaPoints !== null) return verdict('runsDry', wallAtMs);
  if (status === 'watch') {
    const earliestMs = forecast?.earliestWallAtMs ?? null;
    // An alarm whose reason has gone is kept for ten minutes.
    return earliestMs === null || view.calmSinceMs !== null
      ? verdict('easing')
      : verdict('mayRunDry', earliestMs);
  }
  if (status === 'near') {
    const isBelow = (usedShare ?? 0) < Math.min(nearShare, silentBelowShare);
    return { ...verdict('near'), ...(isBelow ? { usedShare: silentBelowShare, usedBy: 'header' } : {}) };
  }
  if (endShare !== null && endShare >= nearShare) return verdict('close');
  if (status === 'unknown') return verdict('unknown');
  return verdict(status);
}
