import Toggle from '@atlaskit/toggle';
import { useId } from 'react';

interface SwitchRowProps {
  name: string;
  hint: string;
  on: boolean;
  disabled: boolean;
  onChange: () => void;
}

/** A switch with its name, and under it what it does and costs. */
export function SwitchRow({ name, hint, on, disabled, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="switch-row">
      <Toggle id={id} size="large" isChecked={on} isDisabled={disabled} onChange={onChange} />
      <div>
        <label htmlFor={id}>{name}</label>
        <p className="subtle">{hint}</p>
      </div>
    </div>
  );
}
