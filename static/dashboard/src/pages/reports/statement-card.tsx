import { editions } from '../../../../../src/admin/contract/contract';
import type { Statement } from '../../../../../src/reports/statement';
import { Card } from '../../parts/card';
import { Select } from '../../parts/select';
import { useWords } from '../../words';
import { Field } from './field';

interface StatementCardProps {
  said: Statement;
  /** The label, the edition and the users of several sites come with their files. */
  isMerged: boolean;
  onSay: (said: Statement) => void;
}

/** What the app cannot see and somebody states. */
export function StatementCard({ said, isMerged, onSay }: StatementCardProps) {
  const { text } = useWords();
  const words = text.reports;
  const lines = (value: string): string[] => value.split('\n');
  return (
    <Card title={words.stated} subtitle={words.statedHint}>
      {!isMerged && (
        <div className="report-fields">
          <Field label={words.label}>
            {(id) => (
              <input
                id={id}
                value={said.label ?? ''}
                maxLength={100}
                onChange={(event) => {
                  onSay({ ...said, label: event.currentTarget.value });
                }}
              />
            )}
          </Field>
          <Select
            label={words.edition}
            none={words.notStated}
            options={editions.map((value) => ({ value, name: value }))}
            chosen={said.edition}
            onChoose={(edition) => {
              onSay({ ...said, edition });
            }}
          />
          <Field label={words.users}>
            {(id) => (
              <input
                id={id}
                inputMode="numeric"
                value={said.users ?? ''}
                onChange={(event) => {
                  const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 7);
                  onSay({ ...said, users: digits === '' ? null : Number(digits) });
                }}
              />
            )}
          </Field>
        </div>
      )}
      <Field label={words.done}>
        {(id) => (
          <textarea
            id={id}
            rows={2}
            value={said.alreadyDone.join('\n')}
            onChange={(event) => {
              onSay({ ...said, alreadyDone: lines(event.currentTarget.value) });
            }}
          />
        )}
      </Field>
      <Field label={words.notes}>
        {(id) => (
          <textarea
            id={id}
            rows={2}
            value={said.notes.join('\n')}
            onChange={(event) => {
              onSay({ ...said, notes: lines(event.currentTarget.value) });
            }}
          />
        )}
      </Field>
      <p className="subtle">{words.noteHint}</p>
    </Card>
  );
}
