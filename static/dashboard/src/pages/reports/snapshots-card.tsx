import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { SnapshotsAnswer } from '../../../../../src/admin/contract/contract';
import type { ReportAccount } from '../../../../../src/reports/account';
import { askSnapshots } from '../../api';
import { Card } from '../../parts/card';
import { type Column, DataTable } from '../../parts/data-table';
import { SavingMessage } from '../../parts/saving-message';
import { useRequest, useSaving } from '../../use-request';
import { useWords } from '../../words';
import { Confirm } from '../../parts/confirm';
import { SwitchRow } from '../settings/switch-row';

const whichAreKept = () => askSnapshots(null);

type Snapshot = SnapshotsAnswer['snapshots'][number];

interface SnapshotsCardProps {
  /** The month that the page shows; `null` when it shows another period. */
  opened: string | null;
  onOpen: (month: string, account: ReportAccount) => void;
}

/** Months whose evidence the app kept by itself: to open, and from there to download, or to delete. */
export function SnapshotsCard({ opened, onOpen }: SnapshotsCardProps) {
  const { text, format } = useWords();
  const words = text.snapshots;
  const { state, replace: take } = useRequest(whichAreKept, { once: true });
  const answer = state.phase === 'ready' ? state.data : null;
  const trouble = state.phase === 'failed' ? state.trouble : null;
  const { saving, run } = useSaving();
  const [leaving, setLeaving] = useState<string | null>(null);
  const isBusy = saving.state === 'busy';
  const ask = (command: Parameters<typeof askSnapshots>[0], said: (data: SnapshotsAnswer) => string) =>
    void run(
      () => askSnapshots(command),
      (data) => {
        take(data);
        return said(data);
      },
    );
  const columns: Column<Snapshot>[] = [
    { key: 'month', title: words.month, rowHeader: true, cell: ({ month }) => month },
    { key: 'made', title: words.made, cell: ({ madeAtMs }) => format.utcDayTime(madeAtMs) },
    {
      key: 'size',
      title: words.size,
      end: true,
      cell: ({ characters }) => format.kilobytes(characters / 1000),
    },
    {
      key: 'actions',
      title: words.actions,
      cell: ({ month }) => (
        <span className="cell-actions">
          <Button
            spacing="compact"
            isDisabled={isBusy}
            isSelected={month === opened}
            onClick={() => {
              ask({ open: month }, ({ account }) => {
                if (account !== null) onOpen(month, account);
                return words.opened({ month });
              });
            }}
          >
            {words.open}
          </Button>
          <Button
            spacing="compact"
            appearance="subtle"
            isDisabled={isBusy}
            onClick={() => {
              setLeaving(month);
            }}
          >
            {words.remove}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card title={words.title} subtitle={words.hint({ most: format.count(answer?.most ?? 13) })}>
      {trouble !== null && <SavingMessage saving={{ state: 'failed', trouble }} />}
      {answer !== null && (
        <>
          <SwitchRow
            name={words.keep}
            hint={words.keepHint}
            on={answer.isOn}
            disabled={isBusy}
            onChange={() => {
              ask({ switch: answer.isOn ? 'off' : 'on' }, ({ isOn }) => (isOn ? words.on : words.off));
            }}
          />
          {answer.snapshots.length === 0 ? (
            <p className="subtle none">{words.none}</p>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={answer.snapshots}
              rowKey={({ month }) => month}
            />
          )}
        </>
      )}
      <SavingMessage saving={saving} />
      {leaving !== null && (
        <Confirm
          title={words.sure({ month: leaving })}
          action={words.remove}
          appearance="danger"
          onClose={() => {
            setLeaving(null);
          }}
          onConfirm={() => {
            setLeaving(null);
            ask({ delete: leaving }, () => words.removed({ month: leaving }));
          }}
        >
          <p>{words.gone}</p>
        </Confirm>
      )}
    </Card>
  );
}
