import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot, root } from '../paths.mjs';

/**
 * A change that no test can notice, since nothing would differ. Its place is the text of its line, and not the number, which moves.
 * @typedef {{ file: string, line: string, before: string, after: string, reason: string }} Accepted
 * @typedef {import('./mutations.mjs').Mutation & { file: string }} Mutant
 */

const name = 'scripts/mutants/accepted.json';

/** @returns {Accepted[]} */
export const readAccepted = () => JSON.parse(readFileSync(inRoot(name), 'utf8'));

/** @param {string} text */
const oneLine = (text) => text.replaceAll(/\s+/g, ' ').trim();

/** @type {Map<string, string[]>} */
const linesOfFiles = new Map();

/** What the list would have to say of a mutant. @param {Mutant} mutant @returns {Omit<Accepted, 'reason'>} */
export function placeOf({ file, line, before, after }) {
  const lines = linesOfFiles.get(file) ?? readFileSync(file, 'utf8').split('\n');
  linesOfFiles.set(file, lines);
  return {
    file: relative(root, file).replaceAll('\\', '/'),
    line: oneLine(lines[line - 1] ?? ''),
    before: oneLine(before),
    after: oneLine(after),
  };
}

/** @param {Mutant} mutant @param {readonly Accepted[]} accepted */
export function acceptedAs(mutant, accepted) {
  const place = placeOf(mutant);
  return accepted.find(
    (one) =>
      one.file === place.file &&
      one.line === place.line &&
      one.before === place.before &&
      one.after === place.after,
  );
}

/**
 * What of the list is true no more: its place is gone, or a test noticed the change after all.
 * @param {readonly Accepted[]} accepted those of the played files
 * @param {readonly Mutant[]} all every mutant of these files
 * @param {readonly Mutant[]} killed
 */
export function staleOf(accepted, all, killed) {
  const known = new Set(all.map((mutant) => acceptedAs(mutant, accepted)));
  const noticed = new Set(killed.map((mutant) => acceptedAs(mutant, accepted)));
  return accepted.flatMap((one) => {
    const at = `${one.file}: ${one.line}: ${one.before}  →  ${one.after}`;
    if (!known.has(one)) return [`no such place: ${at}`];
    return noticed.has(one) ? [`a test notices it: ${at}`] : [];
  });
}
