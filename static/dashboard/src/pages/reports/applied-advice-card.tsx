import Button from '@atlaskit/button/new';
import { useEffect, useState } from 'react';
import {
  appliedAdviceBounds,
  appliedAdviceKinds,
  type AppliedAdvice,
  type AppliedAdviceKind,
} from '../../../../../src/reports/applied-advice';
import { askRouting, askAppliedAdvice } from '../../api';
import { Card } from '../../parts/card';
import { SavingMessage } from '../../parts/saving-message';
import { outcomeOf, useSaving, type Trouble } from '../../use-request';
import { useWords } from '../../words';
import { Field } from './field';

interface Suggestion {
  kind: AppliedAdviceKind;
  endpoint: string | null;
}

interface AppliedAdviceCardProps {
  /** By the app's clock, `YYYY-MM-DD`. */
  today: string;
  taken: readonly AppliedAdvice[];
  onTaken: (taken: AppliedAdvice[]) => void;
  /** The record could not be read, so nobody knows what is in it. */
  onTrouble: (trouble: Trouble) => void;
}

/** The app's own record of what was done to spend less: an administrator ticks an advice as taken. It is stored. */
export function AppliedAdviceCard({ today, taken, onTaken, onTrouble }: AppliedAdviceCardProps) {
  const { text } = useWords();
  const words = text.record;
  const { saving, run } = useSaving();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [chosen, setChosen] = useState('');
  const [day, setDay] = useState(today);
  const [note, setNote] = useState('');
  useEffect(() => {
    let isGone = false;
    // The form works without them.
    void outcomeOf(() => askAppliedAdvice(null)).then((record) => {
      if (isGone) return;
      if (record.ok) onTaken(record.data.taken);
      else onTrouble(record.trouble);
    });
    void outcomeOf(() => askRouting({ period: '7d', whatIf: 'cheapest' })).then((routing) => {
      if (routing.ok && !isGone) setSuggestions(routing.data.advice.map(suggestionOf));
    });
    return () => {
      isGone = true;
    };
  }, [onTaken, onTrouble]);
  const nameOf = ({ kind, endpoint }: Suggestion) =>
    endpoint === null ? words.kinds[kind] : `${words.kinds[kind]}: ${endpoint}`;
  const open = suggestions.filter(
    ({ kind, endpoint }) => !taken.some((one) => one.kind === kind && one.endpoint === endpoint),
  );
  // The empty choice is something else, and no number: Number('') is 0, the first advice.
  const command = open.find((one) => nameOf(one) === chosen) ?? { kind: 'other' as const, endpoint: null };
  const isGood = day !== '' && day <= today && (command.kind !== 'other' || note.trim() !== '');
  return (
    <Card title={words.title} subtitle={words.hint}>
      {taken.length === 0 && <p className="subtle none">{words.none}</p>}
      <ul className="report-record">
        {taken.map((entry) => (
          <li key={JSON.stringify(entry)}>
            <span>
              {entry.day}: {nameOf(entry)}
              {entry.note !== '' && <span className="subtle"> {entry.note}</span>}
            </span>
            <Button
              spacing="compact"
              appearance="subtle"
              onClick={() => {
                void run(
                  () => askAppliedAdvice({ remove: entry }),
                  (data) => {
                    onTaken(data.taken);
                    return words.removed;
                  },
                );
              }}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="report-fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          void run(
            () => askAppliedAdvice({ add: { ...command, day, note } }),
            (data) => {
              onTaken(data.taken);
              setNote('');
              setChosen('');
              return words.added;
            },
          );
        }}
      >
        <Field label={words.what}>
          {(id) => (
            <select
              id={id}
              value={chosen}
              onChange={(event) => {
                setChosen(event.currentTarget.value);
              }}
            >
              <option value="">{words.kinds.other}</option>
              {open.map((one) => (
                <option key={nameOf(one)} value={nameOf(one)}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.day}>
          {(id) => (
            <input
              id={id}
              type="date"
              value={day}
              max={today}
              onChange={(event) => {
                setDay(event.currentTarget.value);
              }}
            />
          )}
        </Field>
        <Field label={words.note}>
          {(id) => (
            <input
              id={id}
              value={note}
              maxLength={appliedAdviceBounds.noteCharacters}
              onChange={(event) => {
                setNote(event.currentTarget.value);
              }}
            />
          )}
        </Field>
        <Button type="submit" isDisabled={!isGood || taken.length >= appliedAdviceBounds.entries}>
          {words.add}
        </Button>
      </form>
      <SavingMessage saving={saving} />
    </Card>
  );
}

function suggestionOf(advice: {
  kind: string;
  endpoint: { method: string; template: string } | null;
}): Suggestion {
  const { endpoint } = advice;
  return {
    kind: appliedAdviceKinds.find((kind) => kind === advice.kind) ?? 'other',
    endpoint: endpoint === null ? null : `${endpoint.method} ${endpoint.template}`,
  };
}
