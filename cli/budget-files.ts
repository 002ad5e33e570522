import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBudget, type Budget, type FeatureBudget } from '../emulator/testing/budget-file';
import { InputError } from './report-files';

/** A budget of a thousand features with a hundred endpoints each has about 10 MB. */
const mostBytes = 32 * 1024 * 1024;

/** What a file of `writeBudget` says, or all `.json` of a folder together. @throws InputError */
export async function budgetOfPath(path: string): Promise<Budget> {
  const features: FeatureBudget[] = [];
  for (const file of await filesOf(path)) {
    const budget = readBudget(await textOf(file));
    if (typeof budget === 'string') throw new InputError(`${file}: ${budget}`);
    features.push(...budget.features);
  }
  return { features };
}

async function filesOf(path: string): Promise<string[]> {
  const entry = await asked(path, () => stat(path));
  if (!entry.isDirectory()) return [path];
  const files = (await asked(path, () => readdir(path))).filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new InputError(`${path}: there is no .json file in this folder.`);
  return files.map((name) => join(path, name));
}

async function textOf(file: string): Promise<string> {
  const { size } = await asked(file, () => stat(file));
  if (size > mostBytes) throw new InputError(`${file}: it has ${size} bytes; ${mostBytes} are read at most.`);
  return asked(file, () => readFile(file, 'utf8'));
}

async function asked<T>(path: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new InputError(
      `${path}: it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
