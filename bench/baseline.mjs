// Ratios and counts that must not get worse. No times in seconds: those belong to a machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown } from './figures.mjs';

export const baselineFile = 'bench/baseline.json';
const path = join(import.meta.dirname, '..', baselineFile);

/**
 * @typedef {Record<string, { value: number, tolerance: number, isMoreBetter?: boolean }>} Baseline
 * @returns {Baseline}
 */
export const readBaseline = () => JSON.parse(readFileSync(path, 'utf8'));

/** @param {readonly import('./figures.mjs').Figure[]} figures */
export function writeBaseline(figures) {
  const guarded = figures.filter(({ tolerance }) => tolerance !== undefined);
  const entries = guarded.map(({ name, value, tolerance, isMoreBetter }) => [
    name,
    {
      value: Number(Number(value).toPrecision(4)),
      tolerance,
      ...(isMoreBetter === true ? { isMoreBetter } : {}),
    },
  ]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries.sort()), null, 2)}\n`);
}

/**
 * A line for each figure that is worse than its tolerance allows, or that the baseline does not know.
 * @param {readonly import('./figures.mjs').Figure[]} figures
 * @param {Baseline} baseline
 */
export function compare(figures, baseline) {
  return figures
    .filter(({ tolerance }) => tolerance !== undefined)
    .flatMap(({ name, value, unit }) => {
      const known = baseline[name];
      if (known === undefined) return [`New: "${name}". Run npm run bench -- --baseline to guard it.`];
      const { value: before, tolerance, isMoreBetter = false } = known;
      const limit = isMoreBetter ? before * (1 - tolerance) : before * (1 + tolerance);
      if (isMoreBetter ? Number(value) >= limit : Number(value) <= limit) return [];
      return [
        `Worse: "${name}" is ${shown(value)} ${unit}, was ${shown(before)}; ${shown(limit)} was allowed.`,
      ];
    });
}
