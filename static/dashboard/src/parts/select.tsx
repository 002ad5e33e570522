import { useId } from 'react';

interface SelectProps<T extends string> {
  label: string;
  /** What is shown for no choice; left out where there always is one. */
  none?: string;
  options: { value: T; name: string }[];
  chosen: T | null;
  disabled?: boolean;
  onChoose: (value: T | null) => void;
}

/** The browser's own list: every keyboard and screen reader knows it, and it weighs nothing. */
export function Select<T extends string>({
  label,
  none,
  options,
  chosen,
  disabled,
  onChoose,
}: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen ?? ''}
        disabled={disabled}
        onChange={(event) => {
          const value = event.currentTarget.value;
          onChoose(options.find((option) => option.value === value)?.value ?? null);
        }}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
