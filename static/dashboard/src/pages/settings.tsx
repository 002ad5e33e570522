import { useState } from 'react';
import type { SettingsAnswer, SettingsChange } from '../../../../src/admin/contract/contract';
import { askSettings, saveSettings, writeNote, askSources } from '../api';
import { Card } from '../parts/card';
import { PageFrame } from '../parts/page-frame';
import { SavingMessage } from '../parts/saving-message';
import { useRequest, type Loader } from '../use-request';
import { useSaving } from '../use-request';
import { useWords } from '../words';
import { AccountCard } from './settings/account-card';
import { AdminLogCard } from './settings/admin-log-card';
import { IntegrityCard } from './settings/integrity-card';
import { CheckCard } from './settings/check-card';
import { ConflictMessage, type Conflict } from './settings/conflict-message';
import { CoverageCard } from './settings/coverage-card';
import { KeepCard } from './settings/keep-card';
import { MeasuredCard } from './settings/measured-card';
import { PricesCard } from './settings/prices-card';
import { Sections, SectionTitle } from './settings/sections';
import { SiteCard } from './settings/site-card';
import { ThresholdsCard } from './settings/thresholds-card';
import { WarningTest } from './settings/warning-test';
import { WorkItemCard } from './settings/work-item-card';
import { AskedCard } from '../parts/asked-card';
import { SourceList } from './settings/source-list';

export function SettingsPage() {
  const loader = useRequest(askSettings);
  return (
    <PageFrame page="settings" loader={loader} lead={() => null}>
      {(answer) => <Settings answer={answer} loader={loader} />}
    </PageFrame>
  );
}

function Settings({ answer, loader }: { answer: SettingsAnswer; loader: Loader<SettingsAnswer> }) {
  const { text } = useWords();
  const say = text.settings;
  const { saving, run } = useSaving();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // Another value of these from the app begins the fields anew; a refresh that brings the same leaves what is typed.
  const [stated, kept, warned] = [answer.stated, answer.retention, answer.thresholds].map((part) =>
    JSON.stringify(part),
  );
  const isBusy = saving.state === 'busy';
  const save = (change: SettingsChange) =>
    run(
      async () => {
        const saved = await saveSettings(change, answer.version);
        // What holds now is what the person has to look at.
        const isConflict = !saved.ok && saved.error.code === 'changedMeanwhile';
        setConflict(isConflict ? { before: answer, wanted: change } : null);
        if (isConflict) loader.refresh();
        return saved;
      },
      (data) => {
        loader.replace(data);
        return text.settings.saved;
      },
    );
  return (
    <>
      <Sections names={say.sections} />
      <SavingMessage saving={saving} />
      {saving.state === 'failed' && conflict !== null && <ConflictMessage conflict={conflict} now={answer} />}
      <SectionTitle of="measuring" names={say.sections} />
      <MeasuredCard answer={answer} isBusy={isBusy} save={save} />
      <SiteCard key={`s${stated ?? ''}`} answer={answer} isBusy={isBusy} save={save} />
      <SourcesCard />
      <SectionTitle of="warning" names={say.sections} />
      <ThresholdsCard
        key={`t${warned ?? ''}`}
        thresholds={answer.thresholds}
        actions={say.thresholds.actions}
        isBusy={isBusy}
        save={(thresholds) => save({ thresholds })}
      >
        <p className="subtle">{say.thresholds.hint}</p>
        <p className="subtle">{say.thresholds.nearHint}</p>
        <WarningTest answer={answer} isBusy={isBusy} />
      </ThresholdsCard>
      <WorkItemCard
        key={`i${answer.workItem.projectKey ?? ''}`}
        answer={answer}
        isBusy={isBusy}
        save={save}
      />
      <SectionTitle of="prices" names={say.sections} />
      <PricesCard />
      <SectionTitle of="data" names={say.sections} />
      <KeepCard key={`k${kept ?? ''}`} answer={answer} isBusy={isBusy} save={save} />
      <CoverageCard coverage={answer.coverage} />
      <IntegrityCard answer={answer} />
      <AccountCard onChanged={loader.refresh} />
      <SectionTitle of="installation" names={say.sections} />
      <CheckCard />
      <AdminLogCard
        log={answer.log}
        isBusy={isBusy}
        onNote={(note, kept) => {
          void run(
            () => writeNote(note),
            (data) => {
              loader.replace(data);
              kept();
              return say.saved;
            },
          );
        }}
      />
      <Versions versions={answer.versions} />
    </>
  );
}

function Versions({ versions }: { versions: SettingsAnswer['versions'] }) {
  const { text } = useWords();
  return (
    <Card title={text.settings.versions}>
      <dl className="figures">
        <div>
          <dt>{text.settings.appVersion}</dt>
          <dd>{versions.app ?? text.unknownFigure}</dd>
        </div>
        <div>
          <dt>{text.settings.schemaVersion}</dt>
          <dd>{versions.schema}</dd>
        </div>
      </dl>
    </Card>
  );
}

/** Back ends outside of Forge that report their calls here. */
function SourcesCard() {
  const { text } = useWords();
  return (
    <AskedCard title={text.sources.title} ask={askSources}>
      {(answer, replace) => <SourceList answer={answer} onChanged={replace} />}
    </AskedCard>
  );
}
