import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState } from 'react';
import type { EndpointsAnswer } from '../../../../../src/admin/contract/contract';
import { nameOf, type EndpointsState } from '../../endpoints-state';
import { Card } from '../../parts/card';
import { DataTable } from '../../parts/data-table';
import { endpointRowKey } from '../../parts/endpoint-name';
import { useWords } from '../../words';
import { endpointColumns } from './columns';
import { filterEndpoints } from './filter';

interface EndpointTableProps {
  answer: EndpointsAnswer;
  state: EndpointsState;
  go: (part: Partial<EndpointsState>) => void;
}

const rowsAPage = 50;

export function EndpointTable({ answer, state, go }: EndpointTableProps) {
  const words = useWords();
  const { text, format } = words;
  const [ranges, setRanges] = useState(false);
  const id = useId();
  const totalPoints = answer.endpoints.reduce((sum, endpoint) => sum + endpoint.points.likely, 0);
  const shown = filterEndpoints(answer.endpoints, state.text, text);
  return (
    <Card
      title={text.pages.endpoints}
      subtitle={text.endpoints.shown({
        n: format.count(shown.length),
        all: format.count(answer.endpoints.length),
      })}
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
          value={state.text}
          onChange={(event) => {
            go({ text: event.currentTarget.value });
          }}
        />
      </div>
      {shown.length === 0 ? (
        <p className="subtle none">{answer.endpoints.length === 0 ? text.top.none : text.endpoints.none}</p>
      ) : (
        <DataTable
          className="endpoint-table"
          label={text.endpoints.table}
          columns={endpointColumns({
            words,
            totalPoints,
            ranges,
            narrow: state.open !== null,
            onOpen: (endpoint) => {
              go({ open: nameOf(endpoint) });
            },
          })}
          rows={shown}
          rowKey={endpointRowKey}
          initialSorting={{ key: 'points', descending: true }}
          rowsAPage={rowsAPage}
        />
      )}
    </Card>
  );
}
