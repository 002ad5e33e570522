import { isCount, isRecord } from '../account/codec';
import { decodeDay } from '../account/dayAccount';
import { decodeHour } from '../account/hourAccount';
import { decodeRecord, encodeRecord } from '../account/record';
import { isReadableVersion } from '../account/schema';
import { TransferError } from './exportLedger';
import { decodeUpkeep } from './kvsDays';
import { recordKey } from './names';
import type { LedgerStore, UpkeepState } from './store';

export interface ImportReport {
  days: number;
  hours: number;
  records: number;
  /** Lines that say what had been set aside, or that cannot be read: they are counted, and not imported. */
  leftOut: number;
}

/**
 * Takes in what {@link exportLedger} gave, into an installation that has no account yet. Each line is written by itself: an
 * import that is stopped leaves a part, and the installation has to be emptied before it is begun again.
 *
 * @throws TransferError for another file, or when this installation has an account of its own
 */
export async function importLedger(store: LedgerStore, lines: AsyncIterable<string>): Promise<ImportReport> {
  const report: ImportReport = { days: 0, hours: 0, records: 0, leftOut: 0 };
  let upkeep: UpkeepState | null | 'noHead' = 'noHead';
  for await (const text of lines) {
    const line = parse(text);
    if (upkeep === 'noHead') {
      upkeep = readHead(line);
      await requireEmpty(store);
    } else if (!(await takeLine(store, line, report))) {
      report.leftOut += 1;
    }
  }
  if (upkeep === 'noHead') throw new TransferError('The file is empty.');
  if (upkeep !== null) await store.writeUpkeep(upkeep);
  return report;
}

async function requireEmpty(store: LedgerStore): Promise<void> {
  const { upkeep } = await store.readDays([]);
  const { records } = await store.listRecords(1);
  if (upkeep !== 'never' || records.length > 0 || (await store.firstHour()) !== null)
    throw new TransferError('This installation has an account of its own. Two accounts cannot be joined.');
}

async function takeLine(store: LedgerStore, line: unknown, report: ImportReport): Promise<boolean> {
  if (!isRecord(line)) return false;
  const { day, hour, value } = line;
  const account = decodeHour(value);
  if (isCount(hour) && account !== null) {
    await store.writeHour(hour, account, null);
    report.hours += 1;
    return true;
  }
  const summary = decodeDay(value);
  if (isCount(day) && summary !== null) {
    await store.writeDay(day, summary, line['closed'] === true, null);
    report.days += 1;
    return true;
  }
  const record = decodeRecord(line['record']);
  if (record === null) return false;
  const sealed = { key: recordKey(record.id), value: encodeRecord(record), sealedAtMs: record.sealedAtMs };
  await store.putRecords([sealed]);
  report.records += 1;
  return true;
}

function readHead(line: unknown): UpkeepState | null {
  if (!isRecord(line) || line['pointsGauge'] !== 'ledger')
    throw new TransferError('This is not an export of Points Gauge: its first line does not say so.');
  if (!isReadableVersion(line['v']))
    throw new TransferError(
      'This export was made by another version of Points Gauge, which this one cannot read.',
    );
  return decodeUpkeep(line['upkeep']);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
