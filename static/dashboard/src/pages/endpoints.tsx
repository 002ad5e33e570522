import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState } from 'react';
import type { EndpointsAnswer } from '../../../../src/admin/contract';
import { askEndpoints } from '../api';
import { Card } from '../parts/card';
import { DataTable } from '../parts/data-table';
import { endpointKey } from '../parts/endpoint-name';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { booksProblems } from '../sentences/books';
import { useAnswer } from '../use-answer';
import { useWords } from '../words';
import { endpointColumns } from './endpoints/columns';
import { filterEndpoints } from './endpoints/filter';

export function EndpointsPage() {
  const { text, format } = useWords();
  const loader = useAnswer(askEndpoints);
  const lead = ({ fromMs, toMs }: EndpointsAnswer) =>
    text.endpoints.subtitle(format.utcDayTime(fromMs), format.utcDayTime(toMs));
  return (
    <PageFrame page="endpoints" loader={loader} lead={lead}>
      {(answer) => <Endpoints answer={answer} />}
    </PageFrame>
  );
}

function Endpoints({ answer }: { answer: EndpointsAnswer }) {
  const words = useWords();
  const { text, format } = words;
  const [filter, setFilter] = useState('');
  const [ranges, setRanges] = useState(false);
  const id = useId();
  const totalPoints = answer.endpoints.reduce((sum, endpoint) => sum + endpoint.points.likely, 0);
  const shown = filterEndpoints(answer.endpoints, filter, text);
  const problems = answer.books === null ? [] : booksProblems(answer.books, answer.missingMs.length, words);
  return (
    <>
      {problems.length > 0 && (
        <Message kind="warning" title={text.books.partial}>
          {problems.join(' ')}
        </Message>
      )}
      <Card
        title={text.pages.endpoints}
        subtitle={text.endpoints.shown(format.count(shown.length), format.count(answer.endpoints.length))}
        actions={
          <Button
            spacing="compact"
            aria-pressed={ranges}
            onClick={() => {
              setRanges(!ranges);
            }}
          >
            {ranges ? text.endpoints.hideRanges : text.endpoints.showRanges}
          </Button>
        }
      >
        <div className="filter">
          <label htmlFor={id}>{text.endpoints.filter}</label>
          <Textfield
            id={id}
            isCompact
            value={filter}
            onChange={(event) => {
              setFilter(event.currentTarget.value);
            }}
          />
        </div>
        {shown.length === 0 ? (
          <p className="subtle none">{answer.endpoints.length === 0 ? text.top.none : text.endpoints.none}</p>
        ) : (
          <DataTable
            label={text.endpoints.table}
            columns={endpointColumns({ words, totalPoints, ranges })}
            rows={shown}
            rowKey={endpointKey}
            initialSorting={{ key: 'points', descending: true }}
          />
        )}
      </Card>
    </>
  );
}
