import type { HourGap, QuotaLimit } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { fill } from '../text/message';
import { hourMs } from '../../../../src/time';

/** From this share of the gap on, what explains it is almost certain. */
const almostAll = 0.9;

/** Why there is nothing to compare: silence means less than 80% only where the counter could have spoken, and nothing was refused. */
export function noGapSentence(quotas: readonly QuotaLimit[], { text, format }: Words): string {
  const say = text.gaps;
  // The worst hour is the first of several that ran dry: the last one is that of the newest refusal.
  const full = quotas.flatMap(({ worst, refusals: { lastAtMs } }) => {
    if (worst === null || worst.basis === 'own') return [];
    return [worst.hourStartMs, ...(lastAtMs === null ? [] : [Math.floor(lastAtMs / hourMs) * hourMs])];
  });
  if (full.length > 0) return say.noneFull({ hour: format.utcHourSpan(Math.max(...full)) });
  const isRefused = quotas.some(({ refusals }) => refusals.calls > 0);
  return isRefused || quotas.every(({ policy }) => policy === null) ? say.noneNamed : say.none;
}

/** Which of others' draw and our own error a gap is, how likely, and why. */
export function gapSentence(gap: HourGap, { text, format }: Words): string {
  const say = text.gaps;
  const { cause, others, gapPoints, measuredShare, othersBySlot } = gap;
  const share = cause === 'others' ? others.low / gapPoints : 1 - others.high / gapPoints;
  const sure = share >= almostAll ? say.almostCertain : say.likely;
  const parts = [
    fill(say.why[cause], { low: format.atLeast(others.low), high: format.atMost(others.high), sure }),
  ];
  if (cause !== 'none') {
    parts.push(
      measuredShare > 0 ? say.because.measured({ share: format.percent(measuredShare) }) : say.because.range,
    );
    const slots = othersBySlot.map(
      ({ startMs, points }) => `${format.utcHour(startMs)} ${format.about(points)}`,
    );
    if (slots.length > 0) parts.push(say.slots({ parts: format.list(slots) }));
  }
  return parts.join(' ');
}
