import { usualPercents, type PoolView } from '../../../../src/admin/contract/contract';

/** Shares of the gauge's width, 0 to 1. */
export interface Span {
  from: number;
  to: number;
}

export interface GaugeShape {
  /** What this site's metered calls spent, likely. */
  own: Span;
  /** Gone for certain beyond our own spend; `null` when there is none. */
  others: Span | null;
  /** May be gone or not: drawn as a band. */
  possible: Span | null;
  /** Where the hour will likely end, within its band; `null` where nothing is foreseen. */
  end: (Span & { at: number }) | null;
  /** Where warnings begin, the lowest first, and the limit. */
  warnAt: { percent: number; at: number }[];
  limitAt: number;
}

/** What of a pool the gauge draws. */
export type GaugePool = Pick<
  PoolView,
  'own' | 'level' | 'quotaPoints' | 'forecast' | 'status' | 'resetAtMs'
> &
  Partial<Pick<PoolView, 'thresholdPercents'>>;

/** `null` while no header has said how large the pool is: there is no scale then. */
export function gaugeShape({
  own,
  level,
  quotaPoints,
  forecast,
  status,
  thresholdPercents = usualPercents,
}: GaugePool): GaugeShape | null {
  if (quotaPoints === null || quotaPoints <= 0) return null;
  const certain = Math.max(own.likely, level.lowPoints);
  // Without an upper bound anything up to the limit is possible, except where the hour is known to be spent.
  const highest =
    level.basis === 'refused' ? Math.max(certain, quotaPoints) : (level.highPoints ?? quotaPoints);
  const gone = level.basis === 'refused' ? highest : certain;
  const scalePoints = Math.max(quotaPoints, gone);
  const share = (points: number) => Math.min(1, Math.max(0, points / scalePoints));
  return {
    own: { from: 0, to: share(own.likely) },
    others: gone > own.likely ? { from: share(own.likely), to: share(gone) } : null,
    possible: highest > gone ? { from: share(gone), to: share(highest) } : null,
    end:
      forecast === null || status === 'exhausted'
        ? null
        : {
            from: share(forecast.endPoints.low),
            at: share(forecast.endPoints.likely),
            to: share(forecast.endPoints.high),
          },
    warnAt: thresholdPercents.map((percent) => ({ percent, at: share((quotaPoints * percent) / 100) })),
    limitAt: share(quotaPoints),
  };
}
