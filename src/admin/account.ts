import { kvsLedgerStore } from '../ledger/kvsStore';
import { deleteLedger } from '../ledger/deleteLedger';
import { exportLedger, TransferError } from '../ledger/exportLedger';
import { importLedger } from '../ledger/importLedger';
import type { AccountDeleted, AccountExport, AccountImport } from './accountView';
import { accountBounds } from './accountView';

/** What was asked is understood and cannot be done now; the message says why, for the person who asked. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** Throws `CannotDo` where the account is larger than one answer may be, or storage gives only a part of it. */
export async function exportAccount(nowMs: number): Promise<AccountExport> {
  const lines: string[] = [];
  let characters = 0;
  await transfer(async () => {
    for await (const line of exportLedger(kvsLedgerStore, nowMs)) {
      lines.push(line);
      characters += line.length + 1;
      if (characters > accountBounds.exportCharacters)
        throw new CannotDo(
          'The account is larger than the platform lets a page receive at once. Shorten the retention.',
        );
    }
  });
  return { text: `${lines.join('\n')}\n`, lines: lines.length };
}

/** Throws `CannotDo` where the text is no export, or this installation has an account of its own. */
export async function importAccount(text: string): Promise<AccountImport> {
  const lines = text.split('\n').filter((line) => line !== '');
  return transfer(() => importLedger(kvsLedgerStore, each(lines)));
}

export async function deleteAccount(nowMs: number): Promise<AccountDeleted> {
  await deleteLedger(kvsLedgerStore, nowMs);
  return { deletedAtMs: nowMs };
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

async function transfer<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TransferError) throw new CannotDo(error.message);
    throw error;
  }
}
