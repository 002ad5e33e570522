import { readState, changeSettings } from '../../ledger/settings';
import { deleteSnapshot, keptSnapshots, readSnapshot, readSnapshots } from '../../ledger/snapshots';
import type { ReportAccount } from '../../reports/account';
import { readReport } from '../../reports/read-report';
import { CannotDo } from './account';
import type { SnapshotCommand } from '../contract/record-asks';
import type { SnapshotsAnswer } from '../contract/snapshot-views';

/** What months are kept, after the command was carried out. Throws `CannotDo` where a month cannot be opened. */
export async function snapshotsAnswer(command: SnapshotCommand): Promise<SnapshotsAnswer> {
  const { settings } = await readState();
  let isOn = settings.isSnapshotOn;
  let account: ReportAccount | null = null;
  if (command !== null && 'switch' in command) {
    const wanted = command.switch === 'on';
    ({ isSnapshotOn: isOn } = await changeSettings((now) => ({ ...now, isSnapshotOn: wanted })));
  } else if (command !== null && 'delete' in command) await deleteSnapshot(command.delete);
  else if (command !== null) account = await opened(command.open);
  const { snapshots } = await readSnapshots();
  return {
    isOn,
    snapshots: snapshots
      .map(({ month, madeAtMs, characters }) => ({ month, madeAtMs, characters }))
      .reverse(),
    most: keptSnapshots,
    account,
  };
}

async function opened(month: string): Promise<ReportAccount> {
  const text = await readSnapshot(month);
  if (text === null) throw new CannotDo(`The evidence of ${month} is not there, or not as it was written.`);
  const reading = readReport(JSON.parse(text));
  if (reading.kind === 'refused') throw new CannotDo(`The evidence of ${month}: ${reading.why}`);
  return reading.account;
}
