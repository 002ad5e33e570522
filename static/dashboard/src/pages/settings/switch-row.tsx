import Toggle from '@atlaskit/toggle';
import { useId } from 'react';
import { useExplanation, type TermName } from '../../parts/term';

interface SwitchRowProps {
  name: string;
  hint: string;
  /** The word of the name that is explained. */
  term?: TermName;
  on: boolean;
  disabled: boolean;
  onChange: () => void;
}

/** A switch with its name, and under it what it does and costs. */
export function SwitchRow({ name, hint, term, on, disabled, onChange }: SwitchRowProps) {
  const id = useId();
  const { around, tip } = useExplanation(term);
  return (
    <div className="switch-row">
      <Toggle id={id} size="large" isChecked={on} isDisabled={disabled} onChange={onChange} />
      <div>
        <span className="term-around" {...around}>
          <label htmlFor={id} className={term === undefined ? '' : 'term'}>
            {name}
          </label>
          {tip}
        </span>
        <p className="subtle">{hint}</p>
      </div>
    </div>
  );
}
