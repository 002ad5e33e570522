/** Hours as the page draws them: the last 24 by route, the last 14 days as a map. */
import { hourMs } from '../../src/time';
import type { BestFigure } from '../estimate/best-figure';
import type { Span } from '../planning/spans';
import type { RouteHour } from '../store/hours';
import type { HeatOfHours, HourOfRoutes } from './contract';

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

/** @param isUnread an hour without a line is not known where this says so, and elsewhere none */
export function heatOf(
  figures: ReadonlyMap<number, HeatFigure>,
  isUnread: (hour: number) => boolean,
  lastHour: number,
): HeatOfHours {
  const first = firstHeatHour(lastHour);
  const hours = Array.from({ length: heatDays * 24 }, (_, at) => first + at);
  const unknown = (hour: number): number | null => (isUnread(hour) || hour > lastHour ? null : 0);
  return {
    firstDayMs: first * hourMs,
    points: hours.map((hour) => {
      const known = figures.get(hour);
      return known === undefined ? unknown(hour) : known.likelyPoints;
    }),
    between: hours.flatMap((hour, at) => {
      const known = figures.get(hour);
      return known !== undefined && 'lowPoints' in known && known.likelyPoints === null
        ? [{ at, lowPoints: known.lowPoints, highPoints: known.highPoints }]
        : [];
    }),
  };
}

/** Without one likely figure there are bounds. */
type HeatFigure = { likelyPoints: number } | Pick<BestFigure, 'lowPoints' | 'likelyPoints' | 'highPoints'>;

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
