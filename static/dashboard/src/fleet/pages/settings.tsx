import type { FleetSettings } from '../../../../../fleet/pages/contract';
import { SavingMessage } from '../../parts/saving-message';
import { ThresholdsCard } from '../../pages/settings/thresholds-card';
import { useRequest, useSaving, type Loader } from '../../use-request';
import { useWords } from '../../words';
import { askSettings, saveThresholds } from '../api';
import { AlertsCard } from '../parts/alerts-card';
import { ImportCard } from '../parts/import-card';
import { OptionWords } from '../parts/option-words';
import { FleetFrame } from '../parts/fleet-frame';
import { useFleetText } from '../text/fleet-text';

export function FleetSettingsPage() {
  const own = useFleetText();
  const loader = useRequest(askSettings);
  return (
    <FleetFrame title={own.pages.settings} loader={loader} lead={() => own.settings.lead}>
      {(answer) => <Settings answer={answer} loader={loader} />}
    </FleetFrame>
  );
}

function Settings({ answer, loader }: { answer: FleetSettings; loader: Loader<FleetSettings> }) {
  const { text } = useWords();
  const { settings: own } = useFleetText();
  const { saving, run } = useSaving();
  const { version, thresholds, tellsSites } = answer;
  return (
    <>
      <SavingMessage saving={saving} />
      <ThresholdsCard
        // Those of somebody else begin the fields anew; a refresh that brings the same leaves what is typed.
        key={version}
        thresholds={thresholds}
        actions={own.actions}
        isBusy={saving.state === 'busy'}
        save={(wanted) =>
          run(
            async () => {
              const saved = await saveThresholds(version, wanted);
              // What holds now is what the person has to look at.
              if (!saved.ok && saved.error.code === 'changedMeanwhile') loader.refresh();
              return saved;
            },
            (data) => {
              loader.replace(data);
              return text.settings.saved;
            },
          )
        }
      >
        <p className="subtle">{own.hint}</p>
        {!tellsSites && (
          <p className="subtle">
            <OptionWords>{own.noKey}</OptionWords>
          </p>
        )}
      </ThresholdsCard>
      <AlertsCard receivers={answer.receivers} />
      <ImportCard />
    </>
  );
}
