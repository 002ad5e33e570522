import type { PoolView, QuotaLimit } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** How full the pool is now, as far as it is bounded. */
export function quotaNow({ level, quotaPoints }: PoolView, { text, format }: Words): string {
  const say = text.limits.quota;
  const { lowPoints, highPoints } = level;
  const size = quotaPoints === null ? say.unknown : say.of({ quota: format.count(quotaPoints) });
  if (highPoints === lowPoints) return `${format.count(lowPoints)} ${size}`;
  if (highPoints === null)
    return `${lowPoints === 0 ? text.unknownFigure : say.atLeast({ low: format.atLeast(lowPoints) })}, ${size}`;
  return `${say.between({ low: format.atLeast(lowPoints), high: format.atMost(highPoints) })} ${size}`;
}

export function quotaWorst({ worst }: QuotaLimit, { text, format }: Words): string {
  const say = text.limits.quota;
  if (worst === null) return text.limits.noneSeen;
  return `${say.worst({ points: format.about(worst.usedPoints), hour: format.utcHourSpan(worst.hourStartMs) })} (${say.bases[worst.basis]})`;
}

export function quotaSource({ policy, view }: QuotaLimit, { text, format }: Words): string {
  const say = text.limits.quota;
  return policy === null || view.policySeenAtMs === null
    ? say.noSource
    : say.source({ policy, at: format.utcTime(view.policySeenAtMs) });
}
