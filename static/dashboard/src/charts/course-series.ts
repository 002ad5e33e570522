import type { Happening, HeatView, HourCell } from '../../../../src/admin/contract/contract';
import { dayMs, hourMs } from '../../../../src/time';
import { heatSentence } from '../sentences/heat';
import { hourSentence } from '../sentences/hour';
import type { Words } from '../words';
import { routesOf, type DayBar } from './day-model';
import { heatCells } from './heat-model';
import { routeClass, routeOrder } from './route-order';
import type { TimeLine, TimeMark, TimeSeries } from './time-model';

type Route = HourCell['route'];

/** The pool's quota, and from which percents of it on an administrator is warned. */
interface Limit {
  quotaPoints: number | null;
  thresholdPercents: readonly number[];
}

/** Hours by route, and what others drew where the counter showed it. */
export function daySeries(bars: readonly DayBar[], limit: Limit, words: Words): TimeSeries {
  const { text } = words;
  const pointsOf = (bar: DayBar, route: Route): number =>
    bar.segments.find((segment) => segment.route === route)?.points ?? 0;
  const others = bars.map(({ othersPoints }) => othersPoints);
  return {
    slots: bars.map((bar) => ({
      startMs: bar.hourStartMs,
      isMissing: bar.missing,
      refused: bar.throttles,
      sentence: hourSentence(bar, words),
      upToPoints: bar.level?.basis === 'silent' ? bar.level.highPoints : null,
    })),
    stepMs: hourMs,
    layers: [
      ...routesOf([...bars], routeOrder).map((route) => ({
        ...{ key: route, name: text.routes[route], className: routeClass(route) },
        values: bars.map((bar) => pointsOf(bar, route)),
      })),
      ...(others.some((points) => points > 0)
        ? [{ key: 'others', name: text.day.others, className: 'gauge-others', values: others }]
        : []),
    ],
    ...{
      line: null,
      marks: [],
      dots: [],
      limitPoints: limit.quotaPoints,
      thresholdPercents: limit.thresholdPercents,
      missing: text.day.missing,
    },
  };
}

/** Hours of many days: of each what this site spent, and how much of the pool may have been gone. */
export function pastSeries(
  heat: Omit<HeatView, 'days'>,
  pool: number,
  { fromMs, ...limit }: Limit & { fromMs: number },
  words: Words,
): TimeSeries {
  const { text } = words;
  const isKnown = ({ points }: { points: number | null }): boolean => points !== null;
  const cells = heatCells(heat, pool).filter(({ startMs }) => startMs >= fromMs);
  // Days before anything was recorded say nothing, and the rest of today is not yet.
  const first = cells.find(isKnown)?.startMs ?? fromMs;
  const seen = cells
    .slice(0, cells.findLastIndex(isKnown) + 1)
    .filter(({ startMs }) => startMs >= first - (first % dayMs));
  return {
    slots: seen.map((cell) => {
      const [, most] = cell.gone ?? [0, null];
      return {
        startMs: cell.startMs,
        isMissing: cell.points === null,
        refused: cell.refused,
        sentence: heatSentence(cell, words),
        upToPoints: most !== null && most > (cell.points ?? 0) ? most : null,
      };
    }),
    stepMs: hourMs,
    layers: [
      {
        ...{ key: 'own', name: text.chart.own, className: 'gauge-own' },
        values: seen.map(({ points }) => points ?? 0),
      },
    ],
    ...{
      line: null,
      marks: [],
      dots: [],
      limitPoints: limit.quotaPoints,
      thresholdPercents: limit.thresholdPercents,
      missing: text.heat.missing,
    },
  };
}

/** What happened in the time that is drawn, in words. */
export function marksOf(
  happenings: readonly Happening[],
  { slots, stepMs }: Pick<TimeSeries, 'slots' | 'stepMs'>,
  words: Words,
): TimeMark[] {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return [];
  return happenings
    .filter(({ atMs }) => atMs >= first.startMs && atMs < last.startMs + stepMs)
    .map((happening) => ({ atMs: happening.atMs, kind: happening.kind, text: happened(happening, words) }));
}

function happened(happening: Happening, { text, format }: Words): string {
  const say = text.chart.happened;
  switch (happening.kind) {
    case 'note':
      return happening.text;
    case 'tier':
      return say.tier;
    case 'version':
      return say.version({ version: happening.version });
    case 'price': {
      const { method, template, fromPoints, toPoints } = happening;
      return say.price({
        endpoint: `${method} ${template}`,
        from: fromPoints === null ? text.unknownFigure : format.decimal(fromPoints),
        to: format.decimal(toPoints),
      });
    }
  }
}

/** What this site spent so many days before each step, as far as the last thirty days know it. */
export function comparedWith(
  { slots }: Pick<TimeSeries, 'slots'>,
  heat: Pick<HeatView, 'firstDayMs' | 'pools'>,
  { pool, daysBefore, name }: { pool: number; daysBefore: number; name: string },
): TimeLine {
  const hours = heat.pools[pool] ?? [];
  const indexOf = (startMs: number): number => (startMs - heat.firstDayMs) / hourMs - 24 * daysBefore;
  return { name, values: slots.map(({ startMs }) => hours[indexOf(startMs)] ?? null) };
}
