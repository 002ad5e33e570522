import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import { sourceTexts, type SourcesChange } from '../../../../../src/admin/contract';
import { useWords } from '../../words';

interface SourceFormProps {
  disabled: boolean;
  onMake: (change: SourcesChange) => void;
}

/** Names a new source: the app and the environment are the pool that its calls are booked on. */
export function SourceForm({ disabled, onMake }: SourceFormProps) {
  const { text } = useWords();
  const say = text.sources;
  const [app, setApp] = useState('');
  const [environment, setEnvironment] = useState('PRODUCTION');
  const isGood = {
    app: sourceTexts.app.test(app.trim()),
    environment: sourceTexts.environment.test(environment),
  };
  return (
    <form
      className="fields"
      aria-label={say.make}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isGood.app || !isGood.environment) return;
        onMake({ kind: 'make', app: app.trim(), environment });
        setApp('');
      }}
    >
      <NameField
        label={say.app}
        value={app}
        wrong={app === '' || isGood.app ? null : say.appRule}
        disabled={disabled}
        onChange={setApp}
      />
      <NameField
        label={say.environment}
        value={environment}
        wrong={isGood.environment ? null : say.environmentRule}
        disabled={disabled}
        onChange={setEnvironment}
      />
      <Button type="submit" isDisabled={disabled || !isGood.app || !isGood.environment}>
        {say.make}
      </Button>
    </form>
  );
}

interface NameFieldProps {
  label: string;
  value: string;
  /** What is wrong with it; `null` for nothing. */
  wrong: string | null;
  disabled: boolean;
  onChange: (value: string) => void;
}

function NameField({ label, value, wrong, disabled, onChange }: NameFieldProps) {
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
