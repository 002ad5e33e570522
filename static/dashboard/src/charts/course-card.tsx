import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { OverviewAnswer } from '../../../../src/admin/contract/contract';
import { dayMs } from '../../../../src/time';
import { download, fileStem } from '../download';
import { useNavigation } from '../navigation';
import { Card } from '../parts/card';
import { ChoiceButtons } from '../parts/choice-buttons';
import { PoolChoice } from '../parts/pool-choice';
import { poolName } from '../sentences/pool';
import { useWords } from '../words';
import { comparedWith, daySeries, marksOf, pastSeries } from './course-series';
import { comparisons, courseQuery, daysBefore, readCourse, spans, type CourseState } from './course-state';
import { dayBars } from './day-model';
import { DayTable } from './day-table';
import { routeOrder } from './route-order';
import { TableToggle } from './table-toggle';
import { TimeChart } from './time-chart';
import { seenCsv, within, type TimeSeries } from './time-model';
import { TimeTable } from './time-table';

const daysOf = { '24h': 1, '7d': 7, '30d': 30 } as const;

/** One pool's hours: the last day by route, or the last weeks, drawn or as a table. What is chosen is in the address. */
export function CourseCard({ answer }: { answer: OverviewAnswer }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.chart;
  const { query, change } = useNavigation();
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState(0);
  const state = readCourse(query);
  const { span, compare, range } = state;
  const pool = Math.min(chosen, answer.pools.length - 1);
  const view = answer.pools[pool];
  if (view === undefined) return null;
  const go = (part: Partial<CourseState>): void => {
    change(courseQuery(part), 'replace');
  };
  const name = poolName(view, words);
  const label = span === '24h' ? text.day.chart({ pool: name }) : text.heat.chart({ pool: name });
  const bars = dayBars(answer, pool, routeOrder);
  const { heat } = answer;
  const spent = ((): TimeSeries => {
    if (span === '24h' || heat === null) return daySeries(bars, view, words);
    const fromMs = Math.max(heat.firstDayMs, Math.floor(answer.readAtMs / dayMs - daysOf[span] + 1) * dayMs);
    return pastSeries(heat, pool, { ...view, fromMs }, words);
  })();
  const before = daysBefore(span, compare);
  const series: TimeSeries = {
    ...spent,
    marks: marksOf(answer.happenings, spent, words),
    line:
      before === null || heat === null
        ? null
        : comparedWith(spent, heat, { pool, daysBefore: before, name: say.compare[compare ?? 'week'] }),
  };
  const shown = within(series, range);
  const compared = shown.slots.find((_, index) => shown.line?.values[index] != null);
  return (
    <Card
      title={span === '24h' ? text.day.title : say.titles[span]}
      subtitle={span === '24h' ? text.day.subtitle : text.heat.subtitle}
      actions={
        <>
          {answer.pools.length > 1 && <PoolChoice views={answer.pools} chosen={pool} onChoose={setChosen} />}
          {heat !== null && (
            <ChoiceButtons
              label={say.span}
              options={spans.map((value) => ({ value, name: say.spans[value] }))}
              chosen={span}
              onChoose={(value) => {
                go({ span: value });
              }}
            />
          )}
          <TableToggle asTable={asTable} onChange={setAsTable} />
          <Button
            spacing="compact"
            onClick={() => {
              const day = new Date(answer.readAtMs).toISOString().slice(0, 10);
              const csv = seenCsv(shown, say.csv);
              download(`${fileStem('course', name, day)}.csv`, [csv], 'text/csv');
            }}
          >
            {say.csv.button}
          </Button>
        </>
      }
    >
      {asTable ? (
        span === '24h' && range === null ? (
          <DayTable bars={bars} label={label} />
        ) : (
          <TimeTable series={shown} label={label} />
        )
      ) : (
        <TimeChart
          key={`${span} ${pool}`}
          label={label}
          series={series}
          range={range}
          onRange={(to) => {
            go({ range: to });
          }}
        />
      )}
      {heat !== null && !asTable && (
        <div className="account-row">
          <span className="subtle" aria-hidden="true">
            {say.comparison}
          </span>
          <ChoiceButtons
            label={say.comparison}
            options={comparisons
              .filter((one) => daysBefore(span, one) !== null)
              .map((value) => ({ value, name: say.compare[value] }))}
            chosen={compare}
            onChoose={(value) => {
              // Pressed again it is taken off.
              go({ compare: value === compare ? null : value });
            }}
          />
        </div>
      )}
      {before !== null && compared !== undefined && (
        <p className="subtle">{say.comparedOwn({ day: format.utcDay(compared.startMs - before * dayMs) })}</p>
      )}
    </Card>
  );
}
