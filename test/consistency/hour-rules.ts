import { dayBars } from '../../static/dashboard/src/charts/day-model';
import { heatCells } from '../../static/dashboard/src/charts/heat-model';
import { routeOrder } from '../../static/dashboard/src/charts/route-order';
import { goneSentence, heatSentence } from '../../static/dashboard/src/sentences/heat';
import { hourSentence } from '../../static/dashboard/src/sentences/hour';
import { each, words, type Rules } from './rule';

/** What must hold between an hour's sentence in the chart of the day and in the calendar of hours below it. */
export const hourRules: Rules = {
  'an hour has the same points and the same whole pool in the chart of the day and in the calendar': (
    answers,
  ) =>
    each(answers, (_, pool) => {
      const { hours, heat, routing } = answers;
      const bars = dayBars({ hours, missingHoursMs: routing.missingMs }, pool, routeOrder);
      const cells = heatCells(heat, pool);
      return bars.flatMap((bar) => {
        const cell = cells.find(({ startMs }) => startMs === bar.hourStartMs);
        if (bar.missing || cell === undefined || cell.points === null) return [];
        const [inChart, inCalendar] = [hourSentence(bar, words), heatSentence(cell, words)];
        const both = `chart “${inChart}”, calendar “${inCalendar}”`;
        const shown = words.format.count(bar.points.likely);
        // An hour whose calls all failed has points in neither.
        const isSame = bar.points.likely === 0 || inCalendar.includes(`: ${shown} point`);
        const { reading, level } = bar;
        const gone = cell.gone === null ? null : goneSentence(...cell.gone, words);
        const isSameWhole =
          reading !== null || level === null || bar.requests === 0 || gone === null || inChart.includes(gone);
        // The calendar has the end of the hour: what a counter read within it is no more than that.
        const high = cell.gone?.[1] ?? Infinity;
        const isWithin = reading === null || Math.round(reading.usedPoints) <= Math.round(high);
        return [!isSame && both, !isSameWhole && both, !isWithin && both];
      });
    }),
};
