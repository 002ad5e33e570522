import { silentBelowShare } from '../pools/level';
import type { PoolLevel } from '../views';

/** At this share of the quota nobody should spend points to learn something. */
const neverFromShare = 0.95;
/** From `silentBelowShare` on a run may take less than this share of what remains: there the header's difference shows. */
const smallShare = 0.02;
/** The least hourly quota that any app has. Source: Jira rate limiting, Tier 1 and Tier 2 of Free, 2026-10. */
const leastQuotaPoints = 65_000;

export const experimentVerdicts = ['allowed', 'tooDear', 'nearLimit'] as const;
export type ExperimentVerdict = (typeof experimentVerdicts)[number];

export interface ExperimentRoom {
  verdict: ExperimentVerdict;
  /** At least so many points remain in the pool; `null` where no header of this hour says anything. */
  remainingPoints: number | null;
  /** What the run may spend at most. */
  allowedPoints: number;
}

/** Whether a run that spends so many points at most may start, or go on, with the pool as it is. */
export function experimentRoom(
  wantedPoints: number,
  level: Pick<PoolLevel, 'basis' | 'lowPoints' | 'highPoints'>,
  quotaPoints: number | null,
): ExperimentRoom {
  const quota = quotaPoints ?? leastQuotaPoints;
  const used = level.basis === 'none' ? null : (level.highPoints ?? quota);
  if (used === null) {
    // Nothing was heard this hour: a run small enough for the worst hour in which one may start at all.
    const allowedPoints = quota * (1 - silentBelowShare) * smallShare;
    return { verdict: verdictOf(wantedPoints, allowedPoints), remainingPoints: null, allowedPoints };
  }
  const remainingPoints = Math.max(0, quota - used);
  if (used >= quota * neverFromShare) return { verdict: 'nearLimit', remainingPoints, allowedPoints: 0 };
  const isSilent = level.basis === 'silent' && used <= quota * silentBelowShare;
  const isBelow = isSilent || used < quota * silentBelowShare;
  const untilNever = quota * neverFromShare - used;
  const allowedPoints = Math.min(untilNever, isBelow ? remainingPoints : remainingPoints * smallShare);
  return { verdict: verdictOf(wantedPoints, allowedPoints), remainingPoints, allowedPoints };
}

function verdictOf(wanted: number, allowed: number): ExperimentVerdict {
  return wanted < allowed ? 'allowed' : 'tooDear';
}
