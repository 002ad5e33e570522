/** Hours as the page draws them: the last 24 by route, the last 14 days as a map. */
import { hourMs } from '../../src/time';
import type { Span } from '../planning/spans';
import type { RouteHour } from '../store/hours';
import type { HourOfRoutes } from './contract';

export const courseHours = 24;
export const heatDays = 14;

export function courseOf(
  hours: readonly RouteHour[],
  counters: ReadonlyMap<number, { drawnPoints: number; lastAtMs: number }>,
  isUnread: (hour: number) => boolean,
  lastHour: number,
  allPoints: ReadonlyMap<number, number | null>,
): HourOfRoutes[] {
  return Array.from({ length: courseHours }, (_, at) => {
    const hour = lastHour - courseHours + 1 + at;
    const counter = counters.get(hour);
    return {
      hourStartMs: hour * hourMs,
      isRead: !isUnread(hour),
      allPoints: allPoints.get(hour) ?? null,
      routes: hours
        .filter((one) => one.hour === hour)
        .map(({ route, requests, points, refused }) => ({ route, requests, points, refused })),
      counter: counter === undefined ? null : { drawnPoints: counter.drawnPoints, atMs: counter.lastAtMs },
    };
  });
}

/** First hour of the map: that of a full day. */
export function firstHeatHour(lastHour: number): number {
  return (Math.floor(lastHour / 24) - heatDays + 1) * 24;
}

/**
 * @param likely `null`: something is known of the hour, and no one figure
 * @param isUnread an hour without a line is not known where this says so, and elsewhere none
 */
export function heatOf(
  likely: ReadonlyMap<number, number | null>,
  isUnread: (hour: number) => boolean,
  lastHour: number,
): { firstDayMs: number; points: (number | null)[] } {
  const first = firstHeatHour(lastHour);
  const points = Array.from({ length: heatDays * 24 }, (_, at) => {
    const hour = first + at;
    const known = likely.get(hour);
    return known !== undefined ? known : isUnread(hour) || hour > lastHour ? null : 0;
  });
  return { firstDayMs: first * hourMs, points };
}

/** What was not read to its end yet, or read and not summed up. The running hour is read as far as it goes. */
export function unreadIn(
  gaps: readonly Span[],
  stale: ReadonlySet<number>,
  lastHour: number,
): (hour: number) => boolean {
  return (hour) =>
    hour < lastHour &&
    (stale.has(hour) ||
      gaps.some(({ fromMs, toMs }) => fromMs < (hour + 1) * hourMs && toMs > hour * hourMs));
}
