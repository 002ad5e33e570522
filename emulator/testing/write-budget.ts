import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { budgetOf, budgetText } from './budget-file';

/**
 * Writes what each feature of the cloud spent, for `points-gauge budget compare`; folders that are missing are made. Suites that run
 * beside each other have a file each: the command takes a folder, too.
 * @throws TypeError for what is no cloud.
 */
export function writeBudget(cloud: unknown, file: string): void {
  const text = budgetText(budgetOf(cloud));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
