import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { noteLength, type AdminLogView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { TextField } from '../../parts/text-field';
import { useWords } from '../../words';

const rowsAPage = 10;

interface AdminLogCardProps {
  log: AdminLogView[];
  isBusy: boolean;
  /** @param kept when it is written down: what failed is not lost */
  onNote: (note: string, kept: () => void) => void;
}

/** Who changed what and when, without a name, and a line to say what else happened. */
export function AdminLogCard({ log, isBusy, onNote }: AdminLogCardProps) {
  const { text, format } = useWords();
  const [note, setNote] = useState('');
  const say = text.adminLog;
  const columns: Column<AdminLogView>[] = [
    { key: 'at', title: say.columns.at, cell: ({ atMs }) => format.utcDayTime(atMs) },
    {
      key: 'what',
      title: say.columns.what,
      rowHeader: true,
      wrap: true,
      cell: ({ what, failed }) => (failed ? say.failed({ what: say.what[what] }) : say.what[what]),
    },
    { key: 'by', title: say.columns.by, wrap: true, cell: ({ by }) => say.by[by] },
    { key: 'about', title: say.columns.about, wrap: true, cell: ({ about }) => about },
  ];
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          const said = note.trim();
          if (said === '') return;
          onNote(said, () => {
            setNote('');
          });
        }}
      >
        <TextField
          label={say.note.label}
          value={note}
          wrong={
            note.trim().length > noteLength ? say.note.tooLong({ most: format.count(noteLength) }) : null
          }
          disabled={isBusy}
          onChange={setNote}
        />
        <Button type="submit" isDisabled={isBusy || note.trim() === '' || note.trim().length > noteLength}>
          {say.note.add}
        </Button>
      </form>
      <p className="subtle">{say.note.hint}</p>
      {log.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <DataTable
          label={say.title}
          columns={columns}
          rows={log}
          rowKey={({ id }) => id}
          rowsAPage={rowsAPage}
        />
      )}
    </Card>
  );
}
