import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { sourceTexts, type SourcesChange } from '../../../../../src/admin/contract/contract';
import { TextField } from '../../parts/text-field';
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
      <TextField
        label={say.app}
        value={app}
        wrong={app === '' || isGood.app ? null : say.appRule}
        disabled={disabled}
        onChange={setApp}
      />
      <TextField
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
