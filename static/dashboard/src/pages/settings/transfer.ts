import {
  type AccountExport,
  type AccountImport,
  type Answer,
} from '../../../../../src/admin/contract/contract';
import { exportAccount, importAccount } from '../../api';
import { partsOf } from './import-parts';

export interface ExportedAccount {
  parts: string[];
  lines: number;
}

/** Storage may be busy for a moment. A part can be sent again: it changes nothing that is there already. */
const tries = 3;

/** Asks for the account part by part. `tell` hears of the kilobytes so far. */
export async function exportAll(tell: (kilobytes: number) => void): Promise<Answer<ExportedAccount>> {
  const parts: string[] = [];
  let [lines, characters] = [0, 0];
  const step = (at: AccountExport['next']) => patiently(() => exportAccount({ at }));
  for (let answer = await step(null); ;) {
    if (!answer.ok) return answer;
    const { text, next } = answer.data;
    parts.push(text);
    lines += answer.data.lines;
    characters += text.length;
    if (next === null) return { ...answer, data: { parts, lines } };
    tell(characters / 1000);
    answer = await step(next);
  }
}

/** Sends an export part by part. `tell` hears of the parts that are sent. */
export async function importAll(
  content: string,
  begunAtMs: number,
  tell: (sent: number, all: number) => void,
): Promise<Answer<AccountImport>> {
  const { parts, tooLong } = partsOf(content);
  const sum: AccountImport = { days: 0, hours: 0, records: 0, leftOut: tooLong };
  for (let part = 0; ; part += 1) {
    const isLast = part >= parts.length - 1;
    const answer = await patiently(() => importAccount({ begunAtMs, part, isLast, text: parts[part] ?? '' }));
    if (!answer.ok) return answer;
    const { days, hours, records, leftOut } = answer.data;
    sum.days += days;
    sum.hours += hours;
    sum.records += records;
    sum.leftOut += leftOut;
    if (isLast) return { ...answer, data: sum };
    tell(part + 1, parts.length);
  }
}

async function patiently<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await ask();
      const isBusy = !answer.ok && answer.error.code === 'storage';
      if (!isBusy || attempt === tries) return answer;
    } catch (error) {
      if (attempt === tries) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000 * attempt));
  }
}
