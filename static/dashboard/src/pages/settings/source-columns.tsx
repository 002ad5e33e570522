import Button from '@atlaskit/button/new';
import type { SourceView } from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import {
  badCallWords,
  clockWords,
  refusalWords,
  refusedBatches,
  takenBatches,
} from '../../sentences/sources';
import type { Words } from '../../words';

export interface SourceCommands {
  kind: 'rotate' | 'revoke';
  source: SourceView;
}

export function sourceColumns(
  words: Words,
  isBusy: boolean,
  onWish: (command: SourceCommands) => void,
): Column<SourceView>[] {
  const { text, format } = words;
  const say = text.sources;
  return [
    {
      key: 'app',
      title: say.app,
      rowHeader: true,
      sortBy: ({ app }) => app,
      cell: ({ app, environment, id }) => (
        <>
          {app}, {environment}
          <br />
          <code>{id}</code>
        </>
      ),
    },
    {
      key: 'last',
      title: say.lastReport,
      sortBy: ({ lastReportAtMs }) => lastReportAtMs,
      wrap: true,
      cell: (source) => (
        <>
          {source.lastReportAtMs === null ? say.never : `${format.utcDayTime(source.lastReportAtMs)} UTC`}
          <ClockNote note={clockWords(source, words)} />
        </>
      ),
    },
    { key: 'taken', title: say.taken, end: true, cell: ({ batches }) => format.count(takenBatches(batches)) },
    {
      key: 'refused',
      title: say.refused,
      wrap: true,
      cell: ({ batches }) => (refusedBatches(batches) === 0 ? format.count(0) : refusalWords(batches, words)),
    },
    { key: 'calls', title: say.calls, end: true, cell: ({ calls }) => format.count(calls) },
    { key: 'dropped', title: say.dropped, end: true, cell: ({ droppedCalls }) => format.count(droppedCalls) },
    { key: 'bad', title: say.bad, wrap: true, cell: (source) => badCallWords(source, words) },
    {
      key: 'actions',
      title: say.actions,
      cell: (source) => (
        <div className="row-actions">
          {(['rotate', 'revoke'] as const).map((kind) => (
            <Button
              key={kind}
              spacing="compact"
              isDisabled={isBusy}
              aria-label={`${say.action[kind]}: ${source.app}, ${source.environment}`}
              onClick={() => {
                onWish({ kind, source });
              }}
            >
              {say.action[kind]}
            </Button>
          ))}
        </div>
      ),
    },
  ];
}

function ClockNote({ note }: { note: string | null }) {
  return note === null ? null : (
    <>
      <br />
      {note}
    </>
  );
}
