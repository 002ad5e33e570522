import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { settingBounds } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { NumberField, isGoodNumber } from '../../parts/number-field';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';

const names = ['nearPercent', 'hourDays', 'dayDays'] as const;

/** From when on a pool is called near its limit, and how long the account is kept. */
export function WarnCard({ answer, isBusy, save }: SettingsCardProps) {
  const { text } = useWords();
  const say = text.settings.warn;
  const [values, setValues] = useState({
    nearPercent: String(answer.nearPercent),
    hourDays: String(answer.retention.hourDays),
    dayDays: String(answer.retention.dayDays),
  });
  const isGood = names.every((name) => isGoodNumber(values[name], settingBounds[name]));
  const labels = { nearPercent: say.near, hourDays: say.hourDays, dayDays: say.dayDays };
  return (
    <Card title={say.title}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          const { nearPercent, hourDays, dayDays } = values;
          void save({
            nearPercent: Number(nearPercent),
            hourDays: Number(hourDays),
            dayDays: Number(dayDays),
          });
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
      <p className="subtle">{say.nearHint}</p>
      <p className="subtle">{say.keepHint}</p>
    </Card>
  );
}
