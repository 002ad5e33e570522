import Button from '@atlaskit/button/new';
import { useState, type ReactNode } from 'react';
import { mostThresholds, settingBounds } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { NumberField, isGoodNumber } from '../../parts/number-field';
import { Tick } from '../../parts/tick';
import { useWords } from '../../words';

interface ThresholdsCardProps<A extends string> {
  thresholds: readonly { percent: number; actions: readonly A[] }[];
  /** What each may set off, in their order; a new one begins with the first. */
  actions: Readonly<Record<A, string>>;
  isBusy: boolean;
  save: (thresholds: { percent: number; actions: A[] }[]) => Promise<void>;
  /** What is said below them. */
  children: ReactNode;
}

/** From where on a pool is called near its limit, and what each of these shares sets off. */
export function ThresholdsCard<A extends string>({
  thresholds,
  actions: labels,
  isBusy,
  save,
  children,
}: ThresholdsCardProps<A>) {
  const { text } = useWords();
  const say = text.settings.thresholds;
  const [rows, setRows] = useState(
    thresholds.map(({ percent, actions }) => ({ percent: String(percent), actions: [...actions] })),
  );
  const all = Object.keys(labels) as A[];
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
          void save(wanted.sort((a, b) => a.percent - b.percent));
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
            {all.map((action) => (
              <Tick
                key={action}
                label={labels[action]}
                on={actions.includes(action)}
                onChange={(on) => {
                  const isOn = (one: A): boolean => (one === action ? on : actions.includes(one));
                  change(at, { actions: all.filter(isOn) });
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
                setRows([...rows, { percent: '', actions: all.slice(0, 1) }]);
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
      {children}
    </Card>
  );
}
