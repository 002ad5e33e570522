import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { IncidentAnswer, WallView } from '../../../../../../src/admin/contract/contract';
import { rangeQuery, readRange } from '../../../charts/course-state';
import { TableToggle } from '../../../charts/table-toggle';
import { TimeChart } from '../../../charts/time-chart';
import { seenCsv, within } from '../../../charts/time-model';
import { TimeTable } from '../../../charts/time-table';
import { download, fileStem } from '../../../download';
import { useNavigation } from '../../../navigation';
import { Card } from '../../../parts/card';
import { ChoiceButtons } from '../../../parts/choice-buttons';
import { poolName } from '../../../sentences/pool';
import { hourText } from '../../../wall-address';
import { useWords } from '../../../words';
import { courseSeries, type CourseBy } from './course-series';

interface WallCourseCardProps {
  wall: WallView;
  course: NonNullable<WallView['course']>;
  answer: Pick<IncidentAnswer, 'readAtMs' | 'thresholdPercents'>;
}

/** The hour minute by minute: what had been drawn by then, by route or by endpoint, beside Atlassian's counter and the limit. */
export function WallCourseCard({ wall, course, answer }: WallCourseCardProps) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident.course;
  const { query, change } = useNavigation();
  const [asTable, setAsTable] = useState(false);
  const by: CourseBy = query.get('by') === 'endpoint' ? 'endpoint' : 'route';
  const series = courseSeries({ wall, course, by, ...answer }, words);
  const range = readRange(query);
  const shown = within(series, range);
  const label = say.chart({ pool: poolName(wall, words) });
  return (
    <Card
      title={say.title}
      subtitle={say.subtitle}
      actions={
        <>
          <ChoiceButtons
            label={say.by}
            options={[
              { value: 'route', name: say.byRoute },
              { value: 'endpoint', name: say.byEndpoint },
            ]}
            chosen={by}
            onChoose={(value) => {
              change({ by: value === 'route' ? null : value }, 'replace');
            }}
          />
          <TableToggle asTable={asTable} onChange={setAsTable} />
          <Button
            spacing="compact"
            onClick={() => {
              const csv = seenCsv(shown, text.chart.csv);
              const stem = fileStem('minutes', poolName(wall, words), hourText(wall.hourStartMs));
              download(`${stem}.csv`, [csv], 'text/csv');
            }}
          >
            {text.chart.csv.button}
          </Button>
        </>
      }
    >
      {asTable ? (
        <TimeTable series={shown} label={label} />
      ) : (
        <TimeChart
          label={label}
          series={series}
          range={range}
          onRange={(to) => {
            change(rangeQuery(to), 'replace');
          }}
          shape="area"
          restAtMs={wall.firstAtMs}
        />
      )}
      {course.unplacedPoints > 0 && (
        <p className="subtle">{say.unplaced({ points: format.count(course.unplacedPoints) })}</p>
      )}
    </Card>
  );
}
