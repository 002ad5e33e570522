interface ChoiceButtonsProps<T extends string> {
  label: string;
  options: { value: T; name: string }[];
  chosen: T | null;
  onChoose: (value: T) => void;
}

/** A few values side by side, one of them pressed. */
export function ChoiceButtons<T extends string>({ label, options, chosen, onChoose }: ChoiceButtonsProps<T>) {
  return (
    <div role="group" aria-label={label} className="pool-choice">
      {options.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => {
            onChoose(value);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
