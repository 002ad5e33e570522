import { busiestHours, type HeatCell } from '../charts/heat-model';
import type { Words } from '../words';
import { hourMs } from '../../../../src/time';

export function heatSentence({ startMs, points, between, gone }: HeatCell, words: Words): string {
  const { text, format } = words;
  const hour = format.utcHourSpan(startMs);
  if (points === null && between !== null) {
    const [low, high] = between;
    return text.heat.between({ hour, low: format.atLeast(low), high: format.atMost(high) });
  }
  if (points === null) return text.heat.unknown({ hour });
  const own =
    points === 0
      ? text.heat.empty({ hour })
      : text.heat.hour({ hour, p: Math.round(points), points: format.count(points) });
  if (gone === null) return own;
  return `${own} ${goneSentence(...gone, words)}`;
}

/** What is known of the whole pool in an hour, as the gauge says it of the running one: others are in it, as far as anything tells. */
export function goneSentence(low: number, high: number | null, { text, format }: Words): string {
  const say = text.chart.gone;
  if (high === null) return say.unbounded;
  if (Math.round(low) === Math.round(high)) return say.exactly({ points: format.count(high) });
  return say.between({ low: format.atLeast(low), high: format.atMost(high) });
}

/** The hours of the day that recur as the busiest; `null` when nothing was spent, or nothing recurred yet. The running hour is not over. */
export function peaksSentence(
  cells: readonly HeatCell[],
  nowMs: number,
  { text, format }: Words,
): string | null {
  const over = cells.filter(({ startMs }) => startMs + hourMs <= nowMs);
  const peaks = busiestHours(over, 2).map(({ hour, points }) =>
    text.heat.peak({ hour: format.utcHour(hour * hourMs), points: format.about(points) }),
  );
  return peaks.length === 0 ? null : text.heat.peaks({ hours: format.list(peaks) });
}
