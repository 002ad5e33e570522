import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { mostThresholds, settingBounds, thresholdActions } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { NumberField, isGoodNumber } from '../../parts/number-field';
import { Tick } from '../../parts/tick';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';
import { WarningTest } from './warning-test';

/** From where on a pool is called near its limit, and what each of these shares sets off. */
export function ThresholdsCard({ answer, isBusy, save }: SettingsCardProps) {
  const { text } = useWords();
  const say = text.settings.thresholds;
  const [rows, setRows] = useState(
    answer.thresholds.map(({ percent, actions }) => ({ percent: String(percent), actions: [...actions] })),
  );
  const bounds = settingBounds.thresholdPercent;
  const isWhole = rows.every(({ percent }) => isGoodNumber(percent, bounds));
  const isOnce = new Set(rows.map(({ percent }) => Number(percent))).size === rows.length;
  const isGood = isWhole && isOnce;
  const change = (at: number, part: Partial<(typeof rows)[number]>): void => {
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  };
  return (
    <Card title={say.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          const wanted = rows.map(({ percent, actions }) => ({ percent: Number(percent), actions }));
          void save({ thresholds: wanted.sort((a, b) => a.percent - b.percent) });
        }}
      >
        {rows.map(({ percent, actions }, at) => (
          <div key={at} className="fields threshold" role="group" aria-label={say.row({ n: String(at + 1) })}>
            <NumberField
              label={say.percent}
              value={percent}
              bounds={bounds}
              disabled={isBusy}
              onChange={(value) => {
                change(at, { percent: value });
              }}
            />
            {thresholdActions.map((action) => (
              <Tick
                key={action}
                label={say.actions[action]}
                on={actions.includes(action)}
                onChange={(on) => {
                  const isOn = (one: typeof action): boolean => (one === action ? on : actions.includes(one));
                  change(at, { actions: thresholdActions.filter(isOn) });
                }}
              />
            ))}
            {rows.length > 1 && (
              <Button
                aria-label={say.removeOf({ percent })}
                onClick={() => {
                  setRows(rows.filter((_, index) => index !== at));
                }}
              >
                {say.remove}
              </Button>
            )}
          </div>
        ))}
        {isWhole && !isOnce && <p className="field-wrong">{say.once}</p>}
        <div className="account-row">
          {rows.length < mostThresholds && (
            <Button
              isDisabled={isBusy}
              onClick={() => {
                setRows([...rows, { percent: '', actions: ['banner'] }]);
              }}
            >
              {say.add}
            </Button>
          )}
          <Button type="submit" isDisabled={isBusy || !isGood}>
            {text.settings.save}
          </Button>
        </div>
      </form>
      <p className="subtle">{say.hint}</p>
      <p className="subtle">{say.nearHint}</p>
      <WarningTest answer={answer} isBusy={isBusy} />
    </Card>
  );
}
