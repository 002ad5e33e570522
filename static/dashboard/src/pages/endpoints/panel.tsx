import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { EndpointName, EndpointsAnswer } from '../../../../../src/admin/contract/contract';
import { nameText, type EndpointsState } from '../../endpoints-state';
import { AdviceList } from '../../parts/advice-list';
import { EndpointName as Name, endpointRowKey } from '../../parts/endpoint-name';
import { stepName, stepSentence } from '../../sentences/endpoint';
import { useWords } from '../../words';
import { PanelFigures } from './panel-figures';
import { DataTable } from '../../parts/data-table';
import { StepChart, type StepBar } from '../../charts/step-chart';
import { TableToggle } from '../../charts/table-toggle';

interface EndpointPanelProps {
  name: EndpointName;
  answer: EndpointsAnswer;
  zone: EndpointsState['zone'];
  onClose: () => void;
}

const stepMs = { hour: 3_600_000, day: 24 * 3_600_000 } as const;

/** One endpoint beside the table: its course, what could be saved, who calls it and how it was answered. */
export function EndpointPanel({ name, answer, zone, onClose }: EndpointPanelProps) {
  const words = useWords();
  const { text } = words;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const row = answer.endpoints.find((endpoint) => nameText(endpoint) === nameText(name));
  const detail = answer.detail !== null && nameText(answer.detail) === nameText(name) ? answer.detail : null;
  const plain = `${name.method} ${name.template}`;
  const close = () => {
    onClose();
    // The way back for the keyboard: where the panel was opened.
    if (row !== undefined) {
      const buttons = [...document.querySelectorAll<HTMLElement>('[data-endpoint]')];
      buttons.find(({ dataset }) => dataset['endpoint'] === endpointRowKey(row))?.focus();
    }
  };
  return (
    <aside
      className="card panel"
      aria-label={text.endpoints.detailsOf({ name: plain })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header className="card-head">
        <h2 ref={heading} tabIndex={-1}>
          <Name endpoint={name} />
        </h2>
        <Button spacing="compact" onClick={close}>
          {text.detail.close}
        </Button>
      </header>
      {row === undefined ? (
        <p className="subtle">{text.detail.noCalls}</p>
      ) : (
        <StepPart
          title={text.detail.course[answer.step]}
          label={text.detail.chart({ name: plain })}
          bars={row.trend.map((points, index) => {
            const startMs = answer.fromMs + index * stepMs[answer.step];
            const step = { startMs, points, step: answer.step, zone };
            return {
              key: startMs,
              name: stepName(step, words),
              points,
              sentence: stepSentence(step, words),
            };
          })}
        />
      )}
      {detail !== null && (
        <>
          <section className="panel-part">
            <h3>{text.detail.advice}</h3>
            {detail.advice.length === 0 ? (
              <p className="subtle">{text.detail.noAdvice}</p>
            ) : (
              <AdviceList advice={detail.advice} withEndpoints={false} />
            )}
          </section>
          <PanelFigures detail={detail} />
        </>
      )}
    </aside>
  );
}

interface StepPartProps {
  title: string;
  /** Names the chart for those who do not see it. */
  label: string;
  /** Oldest first. */
  bars: StepBar[];
}

const stepsAPage = 25;

/** The course of one figure, drawn or as a table. */
function StepPart({ title, label, bars }: StepPartProps) {
  const { text, format } = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="panel-part">
      <header className="card-head">
        <h3>{title}</h3>
        <TableToggle asTable={asTable} onChange={setAsTable} />
      </header>
      {asTable ? (
        <DataTable
          label={label}
          columns={[
            { key: 'when', title: text.detail.when, rowHeader: true, cell: ({ name }) => name },
            {
              key: 'points',
              title: text.detail.columns.points,
              end: true,
              cell: ({ points }) => (points === null ? text.unknownFigure : format.count(points)),
            },
          ]}
          rows={[...bars].reverse()}
          rowKey={({ key }) => String(key)}
          rowsAPage={stepsAPage}
        />
      ) : (
        <StepChart label={label} bars={bars} />
      )}
    </section>
  );
}
