import { deleteLedger } from '../../ledger/delete-ledger';
import { exportStep } from '../../ledger/export-ledger';
import { importPart } from '../../ledger/import-ledger';
import { TransferError } from '../../ledger/transfer-line';
import {
  accountBounds,
  type AccountDeleted,
  type AccountExport,
  type AccountImport,
  type ExportAccountAsk,
  type ImportAccountAsk,
} from '../contract/contract';

/** What was asked is understood and cannot be done now; the message says why, for the person who asked. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** Throws `CannotDo` where storage does not give a part of it now. */
export async function exportAccount({ at }: ExportAccountAsk, nowMs: number): Promise<AccountExport> {
  const all: string[] = [];
  let characters = 0;
  let place = at;
  return transfer(async () => {
    do {
      const { lines, next } = await exportStep(place, nowMs);
      all.push(...lines);
      characters += lines.reduce((sum, line) => sum + line.length + 1, 0);
      place = next;
    } while (place !== null && characters < accountBounds.exportCharacters);
    return { text: all.map((line) => `${line}\n`).join(''), lines: all.length, next: place };
  });
}

/** Throws `CannotDo` where the text is no export, or this installation has an account of its own. */
export async function importAccount(
  { begunAtMs, part, isLast, text }: ImportAccountAsk,
  nowMs: number,
): Promise<AccountImport> {
  const lines = text.split('\n').filter((line) => line !== '');
  return transfer(() => importPart({ begunAtMs, part, isLast, lines }, nowMs));
}

/** The question who may do this was a call, too: it goes with the rest, so that an account is empty after its deletion. */
export async function deleteAccount(context: {
  dropHeld: () => void;
  nowMs: () => number;
}): Promise<AccountDeleted> {
  const nowMs = context.nowMs();
  await deleteLedger(nowMs);
  context.dropHeld();
  return { deletedAtMs: nowMs };
}

async function transfer<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TransferError) throw new CannotDo(error.message);
    throw error;
  }
}
