import { useState } from 'react';
import {
  type SourcesAnswer,
  type SourcesChange,
  sourceTexts,
} from '../../../../../src/admin/contract/contract';
import { changeSources } from '../../api';
import { CopyField } from '../../parts/copy-field';
import { DataTable } from '../../parts/data-table';
import { SavingMessage } from '../../parts/saving-message';
import { isCopyName, refusalWords, refusedBatches } from '../../sentences/sources';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';
import { Confirm } from '../../parts/confirm';
import { sourceColumns, type SourceCommands } from './source-columns';
import Button from '@atlaskit/button/new';
import { Message } from '../../parts/message';
import { TextField } from '../../parts/text-field';

interface SourceFormProps {
  disabled: boolean;
  onMake: (change: SourcesChange) => void;
}

/** Names a new source: the app and the environment are the pool that its calls are booked on. */
function SourceForm({ disabled, onMake }: SourceFormProps) {
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

interface ShownOnceProps {
  app: string;
  id: string;
  secret: string;
  onKept: () => void;
}

/** Id and secret of a source that was just made or given a new one. The page forgets the secret when it is put away. */
function ShownOnce({ app, id, secret, onKept }: ShownOnceProps) {
  const { text } = useWords();
  const say = text.sources;
  return (
    <Message
      kind="warning"
      title={say.secretTitle({ app })}
      actions={<Button onClick={onKept}>{say.kept}</Button>}
    >
      <p>{say.secretOnce}</p>
      <div className="copy-fields">
        <CopyField label={say.id} value={id} />
        <CopyField label={say.secret} value={secret} />
      </div>
    </Message>
  );
}

interface SourceListProps {
  answer: SourcesAnswer;
  onChanged: (answer: SourcesAnswer) => void;
}

export function SourceList({ answer, onChanged }: SourceListProps) {
  const words = useWords();
  const { text, format } = words;
  const say = text.sources;
  const { saving, run } = useSaving();
  const [asked, setAsked] = useState<SourceCommands | null>(null);
  // Here and nowhere else: a refresh of the list, which has no secret, must not take it away.
  const [shownOnce, setShownOnce] = useState<SourcesAnswer['shownOnce']>(null);
  const isBusy = saving.state === 'busy';
  const { sources, unsigned, refusedNotices, url } = answer;
  const copies = sources.map(({ app }) => app).filter((app) => isCopyName(app));
  const shownOf = sources.find(({ id }) => id === shownOnce?.id);

  const change = (command: SourcesChange) =>
    void run(
      () => changeSources(command),
      (data) => {
        setShownOnce(data.shownOnce);
        onChanged(data);
        return say.done[command.kind];
      },
    );
  const confirmed = ({ kind, source }: SourceCommands) => {
    setAsked(null);
    change({ kind, id: source.id });
  };
  return (
    <>
      <p>{say.lead}</p>
      <SavingMessage saving={saving} />
      {shownOnce !== null && (
        <ShownOnce
          key={shownOnce.secret}
          app={shownOf?.app ?? ''}
          id={shownOnce.id}
          secret={shownOnce.secret}
          onKept={() => {
            setShownOnce(null);
          }}
        />
      )}
      {sources.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <DataTable
          label={say.title}
          columns={sourceColumns(words, isBusy, setAsked)}
          rows={sources}
          rowKey={({ id }) => id}
        />
      )}
      {copies.length > 0 && <p>{say.copies({ list: format.list(copies) })}</p>}
      {refusedBatches(unsigned) > 0 && <p>{say.unsigned({ list: refusalWords(unsigned, words) })}</p>}
      {refusedNotices > 0 && (
        <p>{say.refusedNotices({ n: refusedNotices, shown: format.count(refusedNotices) })}</p>
      )}
      {sources.length < answer.maxSources ? (
        <SourceForm disabled={isBusy} onMake={change} />
      ) : (
        <p className="subtle">{say.full({ most: format.count(answer.maxSources) })}</p>
      )}
      {url === null ? <p>{say.noAddress}</p> : <CopyField label={say.address} value={url} />}
      <p className="subtle">{say.protocol}</p>
      {asked !== null && (
        <Confirm
          title={say.sure[asked.kind]({ app: asked.source.app, environment: asked.source.environment })}
          action={say.action[asked.kind]}
          appearance={asked.kind === 'revoke' ? 'danger' : 'warning'}
          onConfirm={() => {
            confirmed(asked);
          }}
          onClose={() => {
            setAsked(null);
          }}
        >
          <p>{say.sureBody[asked.kind]}</p>
        </Confirm>
      )}
    </>
  );
}
