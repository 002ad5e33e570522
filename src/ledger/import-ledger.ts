import { isCount } from '../usage/numbers';
import { dayOf } from '../usage/day';
import { encodeDayWithin } from '../usage/day-account';
import { hourOf } from '../usage/hour';
import { encodeHourWithin } from '../usage/hour-account';
import { importedDay, importedHour, importedRecord } from '../usage/imported';
import { encodeRecord } from '../usage/record';
import { isReadableVersion } from '../usage/schema';
import { maxBodyBytes, maxListBytes, reachDays } from './bounds';
import { writeStoredExperiment } from './experiments';
import { isImportRunning, readImportState, writeImportState, type ImportState } from './import-state';
import { writeKeptValue } from './kept-values';
import { admittedLine, type ImportLine } from './import-line';
import { dayKey, hourKey, recordKey } from './names';
import { keepOperation } from './operations';
import { rememberSince } from './settings';
import { listRecords, putRecords } from './records';
import { decodeRetention, firstHour, readStoredDays, writeDay, writeRetention } from './stored-days';
import { putListPart, readStoredHours, writeHour } from './stored-hours';
import type { RetentionState } from './stored';
import { parseLine, TransferError } from './transfer-line';
import { isRecord } from '../object';

export interface ImportReport {
  days: number;
  hours: number;
  records: number;
  /** Lines that say what had been set aside, that cannot be read, or whose time is out of reach: counted, and not imported. */
  leftOut: number;
}

/** Whole lines of an export, sent in order. */
export interface ImportPart {
  /** When the page began: the same for all parts. */
  begunAtMs: number;
  /** Counted from 0. The first begins with the export's head. */
  part: number;
  isLast: boolean;
  lines: readonly string[];
}

/**
 * Takes in the next part of what `exportStep` gave, into an installation that has no account yet. A part that is sent again,
 * since its answer was lost, changes nothing. An import that is stopped leaves a part of the account, and the installation
 * has to be emptied before it is begun again.
 *
 * @throws TransferError for another file, for a part out of turn, or when this installation has an account of its own
 */
export async function importPart(
  { begunAtMs, part, isLast, lines }: ImportPart,
  nowMs: number,
): Promise<ImportReport> {
  const report: ImportReport = { days: 0, hours: 0, records: 0, leftOut: 0 };
  const known = await readImportState();
  const same = known?.begunAtMs === begunAtMs ? known : null;
  if (part === 0 && lines.length === 0) throw new TransferError('The file is empty.');
  const state = part === 0 ? (same ?? (await begin(lines[0] ?? '', begunAtMs, nowMs))) : same;
  const isInTurn = state !== null && (part === state.nextPart || part === state.nextPart - 1);
  if (!isInTurn || (!state.isDone && !isImportRunning(state, nowMs)))
    throw new TransferError(
      'The import was interrupted. Delete all recorded data here, then begin the import again.',
    );
  for (const text of part === 0 ? lines.slice(1) : lines) {
    const line = admittedLine(text, nowMs);
    count(report, line);
    if (line !== null && !state.isDone) await take(line);
  }
  if (state.isDone) return report;
  if (isLast && state.upkeep !== null) await writeRetention(state.upkeep);
  if (isLast && state.sinceMs !== null) await rememberSince(state.sinceMs);
  await writeImportState({ ...state, atMs: nowMs, nextPart: part + 1, isDone: isLast });
  return report;
}

async function begin(head: string, begunAtMs: number, nowMs: number): Promise<ImportState> {
  const line = parseLine(head);
  if (!isRecord(line) || line['pointsGauge'] !== 'ledger')
    throw new TransferError('This is not an export of Points Gauge: its first line does not say so.');
  if (!isReadableVersion(line['v']))
    throw new TransferError(
      'This export was made by another version of Points Gauge, which this one cannot read.',
    );
  await requireEmpty();
  const sinceMs = isCount(line['sinceMs']) ? line['sinceMs'] : null;
  const retention = retentionInReach(decodeRetention(line['upkeep']), nowMs);
  const state = { begunAtMs, atMs: nowMs, nextPart: 0, isDone: false, upkeep: retention, sinceMs };
  // Said before the first line is written: from then on no roll-up may touch what is not whole yet.
  await writeImportState(state);
  return state;
}

/** A file may say anything: who walks the days from here on walks so many at most. */
function retentionInReach(retention: RetentionState | null, nowMs: number): RetentionState | null {
  if (retention === null) return null;
  const today = dayOf(hourOf(nowMs));
  const within = (day: number): number => Math.min(today, Math.max(today - reachDays, day));
  return {
    firstDay: within(retention.firstDay),
    openDay: within(retention.openDay),
    firstDayWithHours: within(retention.firstDayWithHours),
    firstKeptDay: within(retention.firstKeptDay),
  };
}

async function requireEmpty(): Promise<void> {
  const { retention } = await readStoredDays([]);
  const { records, unreadable } = await listRecords(1);
  const isEmpty = retention === 'never' && records.length + unreadable.length === 0;
  if (!isEmpty || (await firstHour()) !== null)
    throw new TransferError(
      'This installation has an account of its own, and two accounts cannot be joined. Delete all recorded data here first.',
    );
}

async function take(line: ImportLine): Promise<void> {
  switch (line.kind) {
    case 'hour': {
      const { hour } = line;
      const account = importedHour(line.account);
      if (await writeHour(hour, account, null)) return;
      const there = (await readStoredHours([hour])).get(hour);
      const isSame =
        there?.kind === 'found' &&
        isEqual(there.account, account, (a) => encodeHourWithin(a, maxBodyBytes, maxListBytes)?.body);
      if (!isSame) throw begunMeanwhile(hourKey(hour));
      return;
    }
    case 'lists':
      await putListPart(line.hour, line.part, line.lists);
      return;
    case 'day': {
      const { day, isClosed } = line;
      const account = importedDay(line.account);
      if (await writeDay(day, account, isClosed, null)) return;
      const there = (await readStoredDays([day])).days.get(day);
      const isSame =
        there?.kind === 'found' && isEqual(there.account, account, (a) => encodeDayWithin(a, maxBodyBytes));
      if (!isSame) throw begunMeanwhile(dayKey(day));
      return;
    }
    case 'record': {
      const record = importedRecord(line.record);
      const sealed = {
        key: recordKey(record.id),
        value: encodeRecord(record),
        sealedAtMs: record.sealedAtMs,
      };
      await putRecords([sealed]);
      return;
    }
    case 'operation': {
      await keepOperation(line.operation);
      return;
    }
    case 'kept':
      await writeKeptValue(line.kept);
      return;
    case 'experiment':
      await writeStoredExperiment(line.value);
  }
}

function count(report: ImportReport, line: ImportLine | null): void {
  if (line === null) report.leftOut += 1;
  else if (line.kind === 'hour') report.hours += 1;
  else if (line.kind === 'day') report.days += 1;
  else if (line.kind === 'record') report.records += 1;
}

function isEqual<T>(a: T, b: T, encode: (account: T) => unknown): boolean {
  return JSON.stringify(encode(a)) === JSON.stringify(encode(b));
}

function begunMeanwhile(key: string): TransferError {
  return new TransferError(
    `Storage has or refuses another value for ${key}. Delete all recorded data here, then begin the import again.`,
  );
}
