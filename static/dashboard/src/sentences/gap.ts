import type { HourGap } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** From this share of the gap on, what explains it is almost certain. */
const almostAll = 0.9;

/** Which of others' draw and our own error a gap is, how likely, and why. */
export function gapSentence(gap: HourGap, { text, format }: Words): string {
  const say = text.gaps;
  const { cause, others, gapPoints, measuredShare, othersBySlot } = gap;
  const share = cause === 'others' ? others.low / gapPoints : 1 - others.high / gapPoints;
  const sure = share >= almostAll ? say.almostCertain : say.likely;
  const parts = [say.why[cause](format.atLeast(others.low), format.atMost(others.high), sure)];
  if (cause !== 'none') {
    parts.push(measuredShare > 0 ? say.because.measured(format.percent(measuredShare)) : say.because.range);
    const slots = othersBySlot.map(
      ({ startMs, points }) => `${format.utcHour(startMs)} ${format.about(points)}`,
    );
    if (slots.length > 0) parts.push(say.slots(format.list(slots)));
  }
  return parts.join(' ');
}
