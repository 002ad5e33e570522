import { useMemo, useState } from 'react';
import type { HeatOfHours, HourOfRoutes } from '../../../../../fleet/pages/contract';
import { dayBars, type DayBar } from '../../charts/day-model';
import { DayTable } from '../../charts/day-table';
import { HeatChart } from '../../charts/heat-chart';
import { HeatLegend } from '../../charts/heat-legend';
import { heatCells, heatStepPoints, leastPoints, untilNow } from '../../charts/heat-model';
import { routeOrder } from '../../charts/route-order';
import { TableToggle } from '../../charts/table-toggle';
import { Card } from '../../parts/card';
import { peaksSentence } from '../../sentences/heat';
import { useWords, WordsProvider, type Words } from '../../words';
import { useFleetText } from '../text/fleet-text';
import { usualPercents } from '../../../../../src/admin/contract/contract';
import { daySeries } from '../../charts/course-series';
import { TimeChart } from '../../charts/time-chart';
import type { TimeRange } from '../../charts/time-model';

interface CourseCardProps {
  title: string;
  subtitle: string;
  /** Whose calls they are. */
  name: string;
  hours: HourOfRoutes[];
  /** `null` draws no limit: a site's own points have none while the pool is all sites'. */
  quotaPoints: number | null;
  /** Drawn into it. */
  thresholdPercents?: readonly number[];
}

/** The last 24 hours by route, drawn or as a table. */
export function CourseCard({
  title,
  subtitle,
  name,
  hours,
  quotaPoints,
  thresholdPercents = [],
}: CourseCardProps) {
  const text = useFleetText();
  const [asTable, setAsTable] = useState(false);
  // Of an hour that is not read to its end some lines may be there: they are shown.
  const missingHoursMs = hours
    .filter(
      ({ isRead, routes, counter, allPoints }) =>
        !isRead && routes.length === 0 && counter === null && allPoints === null,
    )
    .map(({ hourStartMs }) => hourStartMs);
  const all = new Map(hours.map(({ hourStartMs, allPoints }) => [hourStartMs, allPoints]));
  const bars = dayBars({ hours: hours.map(hourView), missingHoursMs }, 0, routeOrder).map((bar) => ({
    ...bar,
    othersPoints: Math.max(0, (all.get(bar.hourStartMs) ?? 0) - bar.points.likely),
  }));
  const wholeOf = ({ hourStartMs }: DayBar): number | null => all.get(hourStartMs) ?? null;
  const words = useCourseWords(quotaPoints === null);
  const label = text.course.label({ name });
  return (
    <Card title={title} subtitle={subtitle} actions={<TableToggle asTable={asTable} onChange={setAsTable} />}>
      <WordsProvider value={words}>
        {asTable ? (
          <DayTable
            bars={bars}
            label={label}
            {...(quotaPoints === null ? {} : { whole: { title: text.course.whole, pointsOf: wholeOf } })}
          />
        ) : (
          <DayChart
            bars={bars}
            quotaPoints={quotaPoints}
            label={label}
            thresholdPercents={thresholdPercents}
          />
        )}
      </WordsProvider>
    </Card>
  );
}

/** The chart's own words, but for what means something else here. */
function useCourseWords(isSite: boolean): Words {
  const words = useWords();
  const own = useFleetText();
  return useMemo(() => {
    const { day } = words.text;
    const { missing, missingHour, emptyHour, others, othersHour, siteOthers, siteOthersHour } = own.course;
    const hour = {
      ...day.hour,
      ...{ missing: missingHour, empty: emptyHour, others: isSite ? siteOthersHour : othersHour },
    };
    const beyond = isSite ? siteOthers : others;
    return { ...words, text: { ...words.text, day: { ...day, missing, others: beyond, hour } } };
  }, [words, own, isSite]);
}

function hourView({ hourStartMs, routes, counter }: HourOfRoutes) {
  return {
    hourStartMs,
    levels: [],
    cells: routes.map(({ route, requests, points, refused }) => ({
      ...{ pool: 0, route, requests, points, throttles: refused },
    })),
    readings: counter === null ? [] : [{ pool: 0, usedPoints: counter.drawnPoints, atMs: counter.atMs }],
  };
}

interface HeatCardProps {
  name: string;
  /** Whose points they are. */
  subtitle: string;
  heat: HeatOfHours;
  readAtMs: number;
}

/** Two weeks by day and hour: when it recurs is seen, and what was not read yet. */
export function FleetHeatCard({ name, subtitle, heat, readAtMs }: HeatCardProps) {
  const words = useWords();
  const own = useFleetText();
  const { firstDayMs, points } = heat;
  const between = new Map(
    heat.between.map(({ at, lowPoints, highPoints }) => [at, [lowPoints, highPoints] as [number, number]]),
  );
  const cells = untilNow(heatCells({ firstDayMs, pools: [points] }, 0, between), readAtMs);
  const stepPoints = heatStepPoints(cells.map(leastPoints));
  const peaks = peaksSentence(cells, readAtMs, words);
  return (
    <Card title={own.heat.title} subtitle={subtitle}>
      {peaks !== null && <p>{peaks}</p>}
      <HeatLegend stepPoints={stepPoints} />
      <HeatChart cells={cells} label={own.heat.label({ name })} />
    </Card>
  );
}

interface DayChartProps {
  bars: DayBar[];
  quotaPoints: number | null;
  label: string;
  thresholdPercents?: readonly number[];
}

/** Hours in stacked bars by route. */
function DayChart({ bars, quotaPoints, label, thresholdPercents = usualPercents }: DayChartProps) {
  const words = useWords();
  const [range, setRange] = useState<TimeRange | null>(null);
  const series = daySeries(bars, { quotaPoints, thresholdPercents }, words);
  return <TimeChart label={label} series={series} range={range} onRange={setRange} />;
}
