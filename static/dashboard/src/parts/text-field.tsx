import { useId } from 'react';

interface TextFieldProps {
  label: string;
  value: string;
  /** What is wrong with it; `null` for nothing. */
  wrong: string | null;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** A line of text with what is wrong with it, if anything. */
export function TextField({ label, value, wrong, disabled, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        disabled={disabled}
        autoComplete="off"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}w`}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      {wrong !== null && (
        <p id={`${id}w`} className="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
