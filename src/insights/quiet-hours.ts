import type { QuietHours } from './endpoints/advice-views';

const windowHours = 6;
/** The quietest hours must cost at most this part of the busiest for work to be better off there. */
const mostShare = 0.5;

/**
 * When large work that can choose its time disturbs least: the six hours of the day, UTC, in which this account spends least, and
 * whether weekends are quieter still. `null` where the day is even, or too few hours are known.
 * @param hours points by hour; an hour that is not listed had no call
 */
export function quietHours(
  hours: readonly { startMs: number; points: number }[],
  days: number,
): QuietHours | null {
  if (hours.length < 24 || days < 0.9) return null;
  const byHour = Array.from({ length: 24 }, () => 0);
  const weekend = { points: 0, days: new Set<string>() };
  const weekdays = new Set<string>();
  for (const { startMs, points } of hours) {
    const at = new Date(startMs);
    const day = at.toISOString().slice(0, 10);
    const hour = at.getUTCHours();
    byHour[hour] = (byHour[hour] ?? 0) + points;
    if (at.getUTCDay() % 6 === 0) {
      weekend.points += points;
      weekend.days.add(day);
    } else weekdays.add(day);
  }
  const each = byHour.map((_, from) => {
    const sum = Array.from({ length: windowHours }, (_, n) => byHour[(from + n) % 24] ?? 0);
    return sum.reduce((all, points) => all + points, 0) / windowHours / Math.max(1, days);
  });
  const least = Math.min(...each);
  const most = Math.max(...each);
  if (most <= 0 || least > mostShare * most) return null;
  const from = each.indexOf(least);
  const knowsBoth = weekend.days.size > 0 && weekdays.size > 0;
  return {
    fromHourUtc: from,
    toHourUtc: (from + windowHours) % 24,
    pointsAnHour: Math.round(least),
    busiestPointsAnHour: Math.round(most),
    weekendPointsAnHour: knowsBoth ? Math.round(weekend.points / weekend.days.size / 24) : null,
    hours: hours.length,
  };
}
