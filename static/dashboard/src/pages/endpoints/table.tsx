import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { EndpointsAnswer, EndpointView } from '../../../../../src/admin/contract/contract';
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
  // What is typed stands in its field at once; the rows follow, drawn in slices.
  const wanted = useDeferredValue(state.text);
  const shown = useMemo(
    () => filterEndpoints(answer.endpoints, wanted, text),
    [answer.endpoints, wanted, text],
  );
  // Each letter makes another `go`, which knows the address of now: the rows that stand need not be drawn anew for it.
  const latestGo = useRef(go);
  useEffect(() => {
    latestGo.current = go;
  }, [go]);
  const onOpen = useCallback((endpoint: EndpointView) => {
    latestGo.current({ open: nameOf(endpoint) });
  }, []);
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
        <EndpointRows
          rows={shown}
          totalPoints={totalPoints}
          ranges={ranges}
          narrow={state.open !== null}
          onOpen={onOpen}
        />
      )}
    </Card>
  );
}

interface EndpointRowsProps {
  rows: EndpointView[];
  totalPoints: number;
  ranges: boolean;
  narrow: boolean;
  onOpen: (endpoint: EndpointView) => void;
}

const EndpointRows = memo(function EndpointRows({ rows, ...shown }: EndpointRowsProps) {
  const words = useWords();
  return (
    <DataTable
      className="endpoint-table"
      label={words.text.endpoints.table}
      columns={endpointColumns({ words, ...shown })}
      rows={rows}
      rowKey={endpointRowKey}
      initialSorting={{ key: 'points', descending: true }}
      rowsAPage={rowsAPage}
    />
  );
});
