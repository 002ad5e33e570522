import { useId } from 'react';
import { experimentBounds, type ExperimentSuggestion } from '../../../../../src/admin/contract/contract';
import { NumberField } from '../../parts/number-field';
import { Select } from '../../parts/select';
import { useWords } from '../../words';
import { faultOf } from './experiment-lines';

interface ExperimentChoiceProps {
  suggested: readonly ExperimentSuggestion[];
  lines: readonly string[];
  repeats: string;
  disabled: boolean;
  onLines: (lines: string[]) => void;
  onRepeats: (repeats: string) => void;
}

const own = 'GET /rest/api/3/';

/** Which reads, and how often. */
export function ExperimentChoice(props: ExperimentChoiceProps) {
  const { suggested, lines, repeats, disabled, onLines, onRepeats } = props;
  const { text, format } = useWords();
  const says = text.routing.experiment;
  const left = suggested.filter(({ line }) => !lines.includes(line));
  const options = left.map(({ line, calls }) => ({
    value: line,
    name: calls === null ? line : says.recorded({ line, n: calls, calls: format.count(calls) }),
  }));
  return (
    <>
      <fieldset className="experiment-reads">
        <legend>{says.reads}</legend>
        {lines.map((line, place) => (
          <Read
            key={place}
            line={line}
            number={format.count(place + 1)}
            disabled={disabled}
            onChange={(changed) => {
              onLines(lines.map((before, at) => (at === place ? changed : before)));
            }}
            onRemove={
              lines.length === 1
                ? null
                : () => {
                    onLines(lines.filter((_, at) => at !== place));
                  }
            }
          />
        ))}
      </fieldset>
      <div className="fields experiment-size">
        <Select
          label={says.add}
          none={says.addNone}
          options={[...options, { value: own, name: says.addOwn }]}
          chosen={null}
          disabled={disabled || lines.length >= experimentBounds.calls}
          onChoose={(line) => {
            if (line !== null) onLines([...lines, line]);
          }}
        />
        <NumberField
          label={says.repeats}
          value={repeats}
          bounds={[1, experimentBounds.repeats]}
          disabled={disabled}
          onChange={onRepeats}
        />
      </div>
    </>
  );
}

interface ReadProps {
  line: string;
  number: string;
  disabled: boolean;
  onChange: (line: string) => void;
  /** `null` for the only one. */
  onRemove: (() => void) | null;
}

function Read({ line, number, disabled, onChange, onRemove }: ReadProps) {
  const { text } = useWords();
  const says = text.routing.experiment;
  const id = useId();
  const fault = faultOf(line);
  return (
    <div className="experiment-read">
      <div className="field">
        <label htmlFor={id}>{says.read({ n: number })}</label>
        <input
          id={id}
          value={line}
          spellCheck={false}
          autoComplete="off"
          disabled={disabled}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${id}w`}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
        {fault !== null && (
          <p id={`${id}w`} className="field-wrong">
            {fault.kind === 'fillIn' ? says.fillIn({ part: fault.part }) : says.notARead}
          </p>
        )}
      </div>
      {onRemove !== null && (
        <button
          type="button"
          className="experiment-remove"
          aria-label={says.remove({ n: number })}
          title={says.remove({ n: number })}
          disabled={disabled}
          onClick={onRemove}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  );
}
