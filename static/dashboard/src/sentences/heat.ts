import { busiestHours, type HeatCell } from '../charts/heat-model';
import type { Words } from '../words';
import { hourMs } from '../../../../src/time';

export function heatSentence({ startMs, points }: HeatCell, { text, format }: Words): string {
  const hour = format.utcHourSpan(startMs);
  if (points === null) return text.heat.unknown({ hour });
  return points === 0 ? text.heat.empty({ hour }) : text.heat.hour({ hour, points: format.count(points) });
}

/** The hours of the day that recur as the busiest; `null` when nothing was spent. */
export function peaksSentence(cells: readonly HeatCell[], { text, format }: Words): string | null {
  const peaks = busiestHours(cells, 2).map(({ hour, points }) =>
    text.heat.peak({ hour: format.utcHour(hour * hourMs), points: format.about(points) }),
  );
  return peaks.length === 0 ? null : text.heat.peaks({ hours: format.list(peaks) });
}
