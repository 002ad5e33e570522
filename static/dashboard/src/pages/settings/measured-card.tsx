import { useState } from 'react';
import type { SettingsChange } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { probeCost } from '../../sentences/settings';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';
import { Confirm } from '../../parts/confirm';
import { SwitchRow } from './switch-row';

/** Whether calls are written down, whether the gauge makes some of its own (both are asked about first), and whether the app's developers are told. */
export function MeasuredCard({ answer, isBusy, save }: SettingsCardProps) {
  const words = useWords();
  const { text, format } = words;
  const { state, price } = answer.fleetLine;
  const [asked, setAsked] = useState<'probeOn' | 'meteringOff' | null>(null);
  const cost = probeCost(answer.probe, words);
  const close = () => {
    setAsked(null);
  };
  const confirmed = (change: SettingsChange) => {
    close();
    void save(change);
  };
  return (
    <Card title={text.settings.title}>
      <SwitchRow
        name={text.settings.metering}
        hint={
          answer.metering === 'offByEnvironment' ? text.settings.byEnvironment : text.settings.meteringHint
        }
        on={answer.metering === 'on'}
        disabled={isBusy || answer.metering === 'offByEnvironment'}
        onChange={() => {
          if (answer.metering === 'on') setAsked('meteringOff');
          else void save({ metering: 'on' });
        }}
      />
      <SwitchRow
        name={text.settings.probe}
        term="probe"
        hint={text.settings.probeHint({ calls: cost.calls, points: cost.points })}
        on={answer.probe.on}
        disabled={isBusy}
        onChange={() => {
          if (answer.probe.on) void save({ probe: 'off' });
          else setAsked('probeOn');
        }}
      />
      <SwitchRow
        name={text.settings.fleetLine}
        hint={
          state === 'on' || state === 'off'
            ? text.settings.fleetLineHint({
                quiet: format.dollars(price.quietDollars),
                most: format.dollars(price.mostDollars),
              })
            : text.settings.fleetLineBy[state]
        }
        on={state === 'on'}
        disabled={isBusy || (state !== 'on' && state !== 'off')}
        onChange={() => void save({ fleetLine: state === 'on' ? 'off' : 'on' })}
      />
      {asked === 'probeOn' && (
        <Confirm
          title={text.settings.confirmProbe}
          action={text.settings.turnProbeOn}
          appearance="primary"
          onConfirm={() => {
            confirmed({ probe: 'on' });
          }}
          onClose={close}
        >
          <p>{text.settings.confirmProbeBody({ calls: cost.calls, points: cost.points })}</p>
          <p>{text.settings.confirmProbeGain}</p>
        </Confirm>
      )}
      {asked === 'meteringOff' && (
        <Confirm
          title={text.settings.confirmOff}
          action={text.settings.turnOff}
          appearance="warning"
          onConfirm={() => {
            confirmed({ metering: 'off' });
          }}
          onClose={close}
        >
          <p>{text.settings.confirmOffBody}</p>
        </Confirm>
      )}
    </Card>
  );
}
