import { readState, changeSettings } from '../../ledger/settings';
import { deleteSnapshot, keptSnapshots, readSnapshot, readSnapshots } from '../../ledger/snapshots';
import type { ReportAccount } from '../../reports/account';
import { readReport } from '../../reports/read-report';
import { CannotDo } from './account';
import type { SnapshotWish } from '../contract/record-asks';
import type { SnapshotsAnswer } from '../contract/snapshot-views';

/** What months are kept, after the wish was carried out. Throws `CannotDo` where a month cannot be opened. */
export async function snapshotsAnswer(wish: SnapshotWish): Promise<SnapshotsAnswer> {
  const { settings } = await readState();
  let isOn = settings.isSnapshotOn;
  let account: ReportAccount | null = null;
  if (wish !== null && 'switch' in wish) {
    const wanted = wish.switch === 'on';
    ({ isSnapshotOn: isOn } = await changeSettings((now) => ({ ...now, isSnapshotOn: wanted })));
  } else if (wish !== null && 'delete' in wish) await deleteSnapshot(wish.delete);
  else if (wish !== null) account = await opened(wish.open);
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
