import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import { deleteAccount } from '../../api';
import { download, fileStem } from '../../download';
import { hostContext } from '../../host';
import { Card } from '../../parts/card';
import { SavingMessage } from '../../parts/saving-message';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';
import { Confirm } from '../../parts/confirm';
import { exportAll, importAll } from './transfer';

/** Export, import and deletion of all that was recorded. A deletion is asked about twice. */
export function AccountCard({ onChanged }: { onChanged: () => void }) {
  const { text, format } = useWords();
  const say = text.settings.account;
  const { saving, run } = useSaving();
  const [progress, setProgress] = useState('');
  const [asked, setAsked] = useState<'first' | 'second' | null>(null);
  const id = useId();
  const isBusy = saving.state === 'busy';
  const close = () => {
    setAsked(null);
  };

  const take = async (file: File) => {
    const content = await file.text();
    setProgress('');
    await run(
      () =>
        importAll(content, Date.now(), (sent, all) => {
          setProgress(say.importing({ sent: format.count(sent), all: format.count(all) }));
        }),
      (data) => {
        onChanged();
        const [hours, days, records, leftOut] = [data.hours, data.days, data.records, data.leftOut];
        return say.imported({
          hours: format.count(hours),
          days: format.count(days),
          records: format.count(records),
          leftOut: format.count(leftOut),
        });
      },
    );
  };

  const exportNow = () => {
    setProgress('');
    void run(
      () =>
        exportAll((kilobytes) => {
          setProgress(say.exporting({ size: format.kilobytes(Math.round(kilobytes)) }));
        }),
      (data) => {
        const day = new Date().toISOString().slice(0, 10);
        void hostContext().then(({ site }) => {
          download(`${fileStem('account', site, day)}.jsonl`, data.parts);
        });
        return say.exported({ n: data.lines, lines: format.count(data.lines) });
      },
    );
  };

  return (
    <Card title={say.title}>
      <SavingMessage saving={saving} />
      {isBusy && progress !== '' && <p role="status">{progress}</p>}
      <div className="account-row">
        <Button
          isDisabled={isBusy}
          onClick={() => {
            exportNow();
          }}
        >
          {say.export}
        </Button>
        <p className="subtle">{say.exportHint}</p>
      </div>
      <div className="field">
        <label htmlFor={id}>{say.choose}</label>
        <input
          id={id}
          type="file"
          accept=".jsonl,.json,.txt"
          disabled={isBusy}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) void take(file);
          }}
        />
        <p className="subtle">{say.importHint}</p>
      </div>
      <div className="account-row">
        <Button
          appearance="danger"
          isDisabled={isBusy}
          onClick={() => {
            setAsked('first');
          }}
        >
          {say.delete}
        </Button>
      </div>
      {asked === 'first' && (
        <Confirm
          key="first"
          title={say.first}
          action={say.goOn}
          appearance="warning"
          onConfirm={() => {
            setAsked('second');
          }}
          onClose={close}
        >
          <p>{say.goes}</p>
          <p>{say.stays}</p>
          <p>
            <Button
              onClick={() => {
                close();
                exportNow();
              }}
            >
              {say.exportFirst}
            </Button>
          </p>
        </Confirm>
      )}
      {asked === 'second' && (
        <Confirm
          key="second"
          title={say.second}
          action={say.really}
          appearance="danger"
          onConfirm={() => {
            close();
            void run(deleteAccount, () => {
              onChanged();
              return say.deleted;
            });
          }}
          onClose={close}
        >
          <p>{say.noWay}</p>
        </Confirm>
      )}
    </Card>
  );
}
