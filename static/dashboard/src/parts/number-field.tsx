import { useId } from 'react';
import { useWords } from '../words';

interface NumberFieldProps {
  label: string;
  /** As typed; empty for nothing. */
  value: string;
  bounds: readonly [number, number];
  /** Whether nothing may be said. */
  optional?: boolean;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** Whether the text is a whole number within the bounds, or nothing where that is allowed. */
export function isGoodNumber(
  value: string,
  [low, high]: readonly [number, number],
  optional = false,
): boolean {
  if (value === '') return optional;
  return /^\d{1,9}$/.test(value) && Number(value) >= low && Number(value) <= high;
}

export function NumberField({
  label,
  value,
  bounds,
  optional = false,
  disabled,
  onChange,
}: NumberFieldProps) {
  const { text, format } = useWords();
  const id = useId();
  const isGood = isGoodNumber(value, bounds, optional);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        value={value}
        disabled={disabled}
        aria-invalid={!isGood}
        aria-describedby={isGood ? undefined : `${id}w`}
        onChange={(event) => {
          onChange(event.currentTarget.value.trim());
        }}
      />
      {!isGood && (
        <p id={`${id}w`} className="field-wrong">
          {text.settings.keep.range({ low: format.count(bounds[0]), high: format.count(bounds[1]) })}
        </p>
      )}
    </div>
  );
}
