import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { FleetSettings, TestedAlerts } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { SavingMessage } from '../../parts/saving-message';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';
import { testAlerts } from '../api';
import { useFleetText, type FleetText } from '../text/fleet-text';
import { OptionWords } from './option-words';

/** Where alerts go, and a test of it: what each receiver answered, and nothing of its address. */
export function AlertsCard({ receivers }: Pick<FleetSettings, 'receivers'>) {
  const own = useFleetText().alerts;
  const { format } = useWords();
  const { saving, run } = useSaving();
  const [tested, setTested] = useState<TestedAlerts | null>(null);
  return (
    <Card title={own.title}>
      {receivers.length === 0 ? (
        <p>
          <OptionWords>{own.none}</OptionWords>
        </p>
      ) : (
        <>
          <ul className="bullets">
            {receivers.map(({ format: kind }, at) => {
              const sent = tested?.receivers[at]?.sent;
              return (
                <li key={kind}>
                  {own.formats[kind]}
                  {sent !== undefined && `: ${sentWords(sent, own)}`}
                </li>
              );
            })}
          </ul>
          {tested !== null && <p className="subtle">{own.testedAt({ at: format.utcTime(tested.atMs) })}</p>}
          <Button
            isDisabled={saving.state === 'busy'}
            onClick={() => {
              void run(testAlerts, (data) => {
                setTested(data);
                return own.sent;
              });
            }}
          >
            {own.test}
          </Button>
          <SavingMessage saving={saving} />
        </>
      )}
    </Card>
  );
}

function sentWords(sent: TestedAlerts['receivers'][number]['sent'], own: FleetText['alerts']): string {
  switch (sent.kind) {
    case 'taken':
      return own.taken;
    case 'refused':
      return own.refused({ status: String(sent.status) });
    case 'unreachable':
      return sent.code === null ? own.unreachable : own.unreachableCode({ code: sent.code });
    case 'slow':
      return own.slow;
  }
}
