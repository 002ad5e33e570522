import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { settingBounds } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { NumberField, isGoodNumber } from '../../parts/number-field';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';

const names = ['hourDays', 'dayDays'] as const;

/** How long the account is kept. */
export function KeepCard({ answer, isBusy, save }: SettingsCardProps) {
  const { text } = useWords();
  const say = text.settings.keep;
  const [values, setValues] = useState({
    hourDays: String(answer.retention.hourDays),
    dayDays: String(answer.retention.dayDays),
  });
  const isGood = names.every((name) => isGoodNumber(values[name], settingBounds[name]));
  const labels = { hourDays: say.hourDays, dayDays: say.dayDays };
  return (
    <Card title={say.title}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          const { hourDays, dayDays } = values;
          void save({ hourDays: Number(hourDays), dayDays: Number(dayDays) });
        }}
      >
        {names.map((name) => (
          <NumberField
            key={name}
            label={labels[name]}
            value={values[name]}
            bounds={settingBounds[name]}
            disabled={isBusy}
            onChange={(value) => {
              setValues({ ...values, [name]: value });
            }}
          />
        ))}
        <Button type="submit" isDisabled={isBusy || !isGood}>
          {text.settings.save}
        </Button>
      </form>
      <p className="subtle">{say.keepHint}</p>
    </Card>
  );
}
