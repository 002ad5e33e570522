import { parseArgs } from 'node:util';
import {
  type Allowance,
  compareBudgets,
  comparisonText,
  type FeatureChange,
} from '../emulator/testing/compare-budgets';
import { printable } from '../emulator/testing/text-table';
import { InputError, orUsage } from '../src/input-error';
import type { Streams } from './report-files';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Budget, type FeatureBudget, readBudget } from '../emulator/testing/budget-file';

/** A budget of a thousand features with a hundred endpoints each has about 10 MB. */
const mostBytes = 32 * 1024 * 1024;

/** What a file of `writeBudget` says, or all `.json` of a folder together. @throws InputError */
async function budgetOfPath(path: string): Promise<Budget> {
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

export const budgetUsage = `points-gauge budget compare base.json head.json [--allow 5%|20]
  Compares what each feature cost in two test runs, by the files that writeBudget (points-gauge/testing) wrote, and names the
  endpoint whose points grew most. Instead of a file: a folder, whose .json files count together.
  --allow    how much dearer a feature may be than on the base: a percentage, or points; nothing if left out
Exit: 0 when no feature costs more than allowed, 1 when one does, 2 when the files or options could not be read.
A feature that the base has not is new and passes.`;

/** Runs `points-gauge budget`; resolves to the exit code. */
export async function budget(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const asked = parsed(args);
    if (asked === 'help') {
      streams.out.write(`${budgetUsage}\n`);
      return 0;
    }
    const [base, head] = [await budgetOfPath(asked.base), await budgetOfPath(asked.head)];
    if (head.features.length === 0)
      throw new InputError(
        `${asked.head}: no feature spent anything. Run the calls within cloud.feature(name, work).`,
      );
    const changes = compareBudgets(base, head, asked.allowance);
    streams.out.write(comparisonText(changes));
    const tooDear = changes.filter(({ isTooDear }) => isTooDear);
    streams.out.write(`\n${verdict(tooDear, asked.allowance)}\n`);
    return tooDear.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge budget: ${error.message}\n`);
    return 2;
  }
}

function verdict(tooDear: readonly FeatureChange[], allowance: Allowance): string {
  const more = 'points' in allowance ? `${allowance.points} points` : `${allowance.percent}%`;
  const limit = 'points' in allowance && allowance.points === 0 ? 'the base' : `the base and ${more}`;
  if (tooDear.length === 0) return `No feature costs more than ${limit}.`;
  return `Dearer than ${limit}: ${tooDear.map(({ feature }) => printable(feature)).join(', ')}`;
}

function parsed(args: readonly string[]): { base: string; head: string; allowance: Allowance } | 'help' {
  const { values, positionals } = typed(args);
  if (values.help === true) return 'help';
  const [what, base, head, ...others] = positionals;
  if (what !== 'compare' || base === undefined || head === undefined || others.length > 0)
    throw new InputError(`say what to compare: the base's file and the head's.\n\n${budgetUsage}`);
  return { base, head, allowance: values.allow === undefined ? { points: 0 } : allowanceOf(values.allow) };
}

function typed(args: readonly string[]) {
  return orUsage(budgetUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { allow: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }),
  );
}

function allowanceOf(text: string): Allowance {
  const [, figure, percent] = /^(\d{1,9}(?:\.\d{1,3})?)(%?)$/.exec(text) ?? [];
  if (figure === undefined)
    throw new InputError(`--allow "${text}" must be a percentage, as 5%, or points, as 20.`);
  return percent === '%' ? { percent: Number(figure) } : { points: Number(figure) };
}
