import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from '../paths.mjs';
import { placeOf } from './accepted.mjs';

/**
 * @typedef {import('./mutations.mjs').Mutation & { id: number, file: string }} Mutant
 * @typedef {{ mutant: Mutant, fate: 'killed' | 'survived' | 'hung' | 'unreached', by: string | null }} Outcome
 */

export const cache = inRoot('.cache', 'mutants');

/** @param {Mutant} mutant */
export const at = ({ file, line }) => `${relative(root, file).replaceAll('\\', '/')}:${line}`;

/** @param {string} text */
export const short = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
};

/** @param {ReturnType<typeof placeOf>} place */
export const keyOf = ({ file, line, before, after }) => JSON.stringify([file, line, before, after]);

/** @typedef {ReturnType<typeof placeOf> & { at: string, fate: string, by: string | null }} Kept */

/** What the last runs of a layer came to. @param {string} name @returns {Kept[]} */
function keptOutcomes(name) {
  const file = join(cache, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

/** The newest outcome of each mutant. @param {string} name @param {readonly Outcome[]} outcomes */
export function keepOutcomes(name, outcomes) {
  const played = outcomes.map(({ mutant, ...rest }) => ({ ...rest, at: at(mutant), ...placeOf(mutant) }));
  const places = new Set(played.map(keyOf));
  const all = [...keptOutcomes(name).filter((one) => !places.has(keyOf(one))), ...played];
  writeFileSync(join(cache, `${name}.json`), `${JSON.stringify(all, null, 1)}\n`);
}

/** Those that were alive when they were played last. @param {string} name */
export const aliveOf = (name) =>
  new Set(
    keptOutcomes(name)
      .filter(({ fate }) => fate === 'survived' || fate === 'unreached')
      .map(keyOf),
  );
