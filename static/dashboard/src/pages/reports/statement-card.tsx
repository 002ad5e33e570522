import { useId, type ReactNode } from 'react';
import { editions } from '../../../../../src/admin/contract';
import type { Statement } from '../../../../../src/reports/statement';
import { Card } from '../../parts/card';
import { Select } from '../../parts/select';
import { useWords } from '../../words';

interface StatementCardProps {
  said: Statement;
  onSay: (said: Statement) => void;
}

/** What the app cannot see and somebody states. */
export function StatementCard({ said, onSay }: StatementCardProps) {
  const { text } = useWords();
  const words = text.reports;
  const lines = (value: string): string[] => value.split('\n');
  return (
    <Card title={words.stated} subtitle={words.statedHint}>
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

export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
