import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { inRoot, root } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { slow } from './layers.mjs';
import { withMutations } from './mutations.mjs';
import { cache, short } from './outcomes.mjs';
import { Player } from './process.mjs';

/**
 * @typedef {import('./outcomes.mjs').Mutant} Mutant
 * @typedef {import('./outcomes.mjs').Outcome} Outcome
 * @typedef {import('./process.mjs').Selection} Selection
 * @typedef {import('./process.mjs').Run} Run
 * @typedef {Selection & { milliseconds: number }} Timed
 */

/** Processor time of the tests that come by a mutant, unless all of them are asked for. */
const quickMs = 1_000;

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
export const filesOf = (folder, pattern) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(inRoot(folder), name));

/** @param {readonly Mutant[]} mutants */
function writeMutated(mutants) {
  /** @type {Record<string, string>} */
  const mutated = {};
  for (const file of new Set(mutants.map((mutant) => mutant.file)))
    mutated[file] = withMutations(
      readFileSync(file, 'utf8'),
      mutants.filter((mutant) => mutant.file === file),
    );
  mkdirSync(cache, { recursive: true });
  const name = join(cache, `mutated-${process.pid}.json`);
  writeFileSync(name, JSON.stringify(mutated));
  return name;
}

/**
 * @param {readonly Mutant[]} mutants
 * @param {readonly string[]} tests folders and files
 * @param {boolean} isThorough
 * @returns {Promise<Outcome[]>}
 */
export async function playAll(mutants, tests, isThorough) {
  const files = tests
    .flatMap((path) => (path.endsWith('.ts') ? [inRoot(path)] : filesOf(path, /\.test\.ts$/)))
    .filter((file) => !slow.includes(relative(root, file).replaceAll('\\', '/')));
  const mutated = writeMutated(mutants);
  const player = new Player({ POINTS_GAUGE_MUTATED: mutated });
  const plain = await player.play({
    id: -1,
    files: files.map((file) => ({ file, tests: null, mostSteps: null })),
  });
  if (plain === null) throw new Problem('The tests hang without any mutant.');
  for (const { file, failure } of plain)
    if (failure !== null)
      console.log(`  left out, since it fails here: ${relative(root, file)}: ${short(failure)}`);
  const usable = plain.filter(({ failure }) => failure === null);
  const near = nearby(usable, mutants);
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const mutant of mutants) {
      outcomes.push(await playOne(player, mutant, near.get(mutant.id) ?? [], isThorough));
      if (outcomes.length % 100 === 0) console.log(`  … ${outcomes.length} of ${mutants.length}`);
    }
  } finally {
    player.end();
    rmSync(mutated, { force: true });
  }
  return outcomes;
}

/**
 * The tests that come by each mutant, the quickest files first.
 * @param {readonly Run[]} runs
 * @param {readonly Mutant[]} mutants
 */
function nearby(runs, mutants) {
  /** @type {Map<number, Timed[]>} */
  const near = new Map(mutants.map(({ id }) => [id, []]));
  for (const { file, whole, tests, steps } of runs) {
    const mostSteps = 1_000_000 + 20 * steps;
    const wholeHits = new Set(whole.hits);
    const testHits = tests.map(({ hits }) => new Set(hits));
    for (const [id, selections] of near) {
      const those = testHits.flatMap((hits, index) => (hits.has(id) ? [index] : []));
      if (wholeHits.has(id))
        selections.push({ file, tests: null, mostSteps, milliseconds: whole.milliseconds });
      else if (those.length > 0) {
        const milliseconds = those.reduce((sum, index) => sum + (tests[index]?.milliseconds ?? 0), 0);
        selections.push({ file, tests: those, mostSteps, milliseconds });
      }
    }
  }
  for (const selections of near.values()) selections.sort((a, b) => a.milliseconds - b.milliseconds);
  return near;
}

/**
 * @param {Player} player
 * @param {Mutant} mutant
 * @param {readonly Timed[]} near
 * @param {boolean} isThorough
 * @returns {Promise<Outcome>}
 */
async function playOne(player, mutant, near, isThorough) {
  if (near.length === 0) return { mutant, fate: 'unreached', by: null };
  for (const files of isThorough
    ? [near, near.map((one) => ({ ...one, tests: null }))]
    : [quick(near, mutant.file)]) {
    const runs =
      (await player.play({ id: mutant.id, files })) ?? (await player.play({ id: mutant.id, files }));
    // Twice, since a machine may be that busy once.
    if (runs === null) return { mutant, fate: 'hung', by: null };
    const by = runs.find(({ failure }) => failure !== null)?.file;
    if (by !== undefined) return { mutant, fate: 'killed', by };
  }
  return { mutant, fate: 'survived', by: null };
}

/**
 * The quickest of the tests, as many as fit into {@link quickMs}, and one at least. Those of the file that bears the source's name come
 * first: a constant is met by every test that only loads it.
 * @param {readonly Timed[]} near
 * @param {string} source
 */
function quick(near, source) {
  const own = `${basename(source, '.ts')}.test.ts`;
  const rank = (/** @type {Timed} */ { file }) =>
    basename(file) === own ? 0 : dirname(file) === dirname(source) ? 1 : 2;
  let sum = 0;
  return near
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(({ milliseconds }, index) => {
      sum += milliseconds;
      return index === 0 || sum <= quickMs;
    });
}
