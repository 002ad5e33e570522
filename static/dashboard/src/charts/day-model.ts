import type { HourCell, OverviewAnswer } from '../../../../src/admin/contract/contract';

type Route = HourCell['route'];
type Points = HourCell['points'];
type HourReading = OverviewAnswer['hours'][number]['readings'][number];
type HourLevel = OverviewAnswer['hours'][number]['levels'][number];

/** One hour of one pool, ready to be drawn or said. */
export interface DayBar {
  hourStartMs: number;
  /** Storage did not give the hour: nothing is known of it. */
  missing: boolean;
  /** The hour is not over. */
  current: boolean;
  /** By route, in the order of the catalogue, routes without points left out. */
  segments: { route: Route; points: number }[];
  points: Points;
  requests: number;
  throttles: number;
  /** Atlassian's own counter as last read in this hour; `null` where no header gave it. */
  reading: HourReading | null;
  /** What the counter had beyond our own likely spend: others, calls not metered, or our error. 0 without a reading. */
  othersPoints: number;
  /** How much of the whole pool was gone by the end of it, or is now; `null` where nothing tells. */
  level: HourLevel | null;
}

export function dayBars(
  answer: Pick<OverviewAnswer, 'hours' | 'missingHoursMs'>,
  pool: number,
  routeOrder: readonly Route[],
): DayBar[] {
  const missing = new Set(answer.missingHoursMs);
  const given = answer.hours.map((hour) => hour.hourStartMs);
  const lastStartMs = given.length === 0 ? null : Math.max(...given);
  const known = new Map(answer.hours.map((hour) => [hour.hourStartMs, hour]));
  // An hour that could not be read may be left out of `hours`; it still has its place on the axis.
  const starts = [...new Set([...given, ...missing])].sort((a, b) => a - b);
  return starts.map((hourStartMs) => {
    const cells = (known.get(hourStartMs)?.cells ?? []).filter((cell) => cell.pool === pool);
    const reading = known.get(hourStartMs)?.readings.find((each) => each.pool === pool) ?? null;
    const likely = sum(cells, (cell) => cell.points.likely);
    return {
      hourStartMs,
      missing: missing.has(hourStartMs),
      current: hourStartMs === lastStartMs,
      segments: routeOrder
        .map((route) => ({
          route,
          points: sum(
            cells.filter((cell) => cell.route === route),
            (c) => c.points.likely,
          ),
        }))
        .filter((segment) => segment.points > 0),
      points: {
        low: sum(cells, (cell) => cell.points.low),
        likely,
        high: sum(cells, (cell) => cell.points.high),
      },
      requests: sum(cells, (cell) => cell.requests),
      throttles: sum(cells, (cell) => cell.throttles),
      reading,
      othersPoints: reading === null ? 0 : Math.max(0, reading.usedPoints - likely),
      level: known.get(hourStartMs)?.levels.find((each) => each.pool === pool) ?? null,
    };
  });
}

/** Routes that some bar has, in the catalogue's order. */
export function routesOf(bars: DayBar[], routeOrder: readonly Route[]): Route[] {
  const seen = new Set(bars.flatMap((bar) => bar.segments.map((segment) => segment.route)));
  return routeOrder.filter((route) => seen.has(route));
}

function sum(cells: HourCell[], of: (cell: HourCell) => number): number {
  return cells.reduce((total, cell) => total + of(cell), 0);
}
