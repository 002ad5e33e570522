import { ModalTransition } from '@atlaskit/modal-dialog';
import { useState } from 'react';
import type { SettingsAnswer, SettingsChange } from '../../../../src/admin/contract';
import { askSettings, saveSettings } from '../api';
import { Card } from '../parts/card';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { troubleWords } from '../parts/trouble';
import { probeCost } from '../sentences/probe';
import { useAnswer, type Loader, type Trouble } from '../use-answer';
import { useWords } from '../words';
import { BooksCard } from './settings/books-card';
import { Confirm } from './settings/confirm';
import { SwitchRow } from './settings/switch-row';

export function SettingsPage() {
  const loader = useAnswer(askSettings);
  return (
    <PageFrame page="settings" loader={loader} lead={() => null}>
      {(answer) => <Settings answer={answer} loader={loader} />}
    </PageFrame>
  );
}

type Saving =
  { state: 'idle' } | { state: 'saving' } | { state: 'saved' } | { state: 'failed'; trouble: Trouble };

function Settings({ answer, loader }: { answer: SettingsAnswer; loader: Loader<SettingsAnswer> }) {
  const words = useWords();
  const { text } = words;
  const [asked, setAsked] = useState<'probeOn' | 'meteringOff' | null>(null);
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const cost = probeCost(answer.probe, words);
  const busy = saving.state === 'saving';
  const close = () => {
    setAsked(null);
  };

  const save = async (change: SettingsChange) => {
    setAsked(null);
    setSaving({ state: 'saving' });
    try {
      const saved = await saveSettings(change);
      if (saved.ok) loader.replace(saved.data);
      setSaving(saved.ok ? { state: 'saved' } : { state: 'failed', trouble: saved.error });
    } catch {
      setSaving({ state: 'failed', trouble: 'unreachable' });
    }
  };

  const failed = saving.state === 'failed' ? troubleWords(saving.trouble, words) : null;
  return (
    <>
      {failed !== null && (
        <Message kind="error" title={failed.title}>
          {failed.detail ?? failed.body}
        </Message>
      )}
      {saving.state === 'saved' && <Message kind="info">{text.settings.saved}</Message>}
      <Card title={text.settings.title}>
        <SwitchRow
          name={text.settings.metering}
          hint={
            answer.metering === 'offByEnvironment' ? text.settings.byEnvironment : text.settings.meteringHint
          }
          on={answer.metering === 'on'}
          disabled={busy || answer.metering === 'offByEnvironment'}
          onChange={() => {
            if (answer.metering === 'on') setAsked('meteringOff');
            else void save({ metering: 'on' });
          }}
        />
        <SwitchRow
          name={text.settings.probe}
          hint={text.settings.probeHint(cost.calls, cost.points)}
          on={answer.probe.on}
          disabled={busy}
          onChange={() => {
            if (answer.probe.on) void save({ probe: 'off' });
            else setAsked('probeOn');
          }}
        />
      </Card>
      <BooksCard books={answer.books} />
      <Card title={text.settings.versions}>
        <dl className="figures">
          <div>
            <dt>{text.settings.appVersion}</dt>
            <dd>{answer.versions.app ?? text.unknownFigure}</dd>
          </div>
          <div>
            <dt>{text.settings.schemaVersion}</dt>
            <dd>{answer.versions.schema}</dd>
          </div>
        </dl>
      </Card>
      <ModalTransition>
        {asked === 'probeOn' && (
          <Confirm
            title={text.settings.confirmProbe}
            action={text.settings.turnProbeOn}
            appearance="primary"
            onConfirm={() => void save({ probe: 'on' })}
            onClose={close}
          >
            <p>{text.settings.confirmProbeBody(cost.calls, cost.points)}</p>
            <p>{text.settings.confirmProbeGain}</p>
          </Confirm>
        )}
        {asked === 'meteringOff' && (
          <Confirm
            title={text.settings.confirmOff}
            action={text.settings.turnOff}
            appearance="warning"
            onConfirm={() => void save({ metering: 'off' })}
            onClose={close}
          >
            <p>{text.settings.confirmOffBody}</p>
          </Confirm>
        )}
      </ModalTransition>
    </>
  );
}
