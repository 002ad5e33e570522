import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../paths.mjs';
import { messageOf, Problem, runMain } from '../problem.mjs';
import { ensureInstalled } from '../setup.mjs';
import { acceptedAs, placeOf, readAccepted, staleOf } from './accepted.mjs';
import { compilable } from './compile.mjs';
import { layers } from './layers.mjs';
import { mutationsOf } from './mutations.mjs';
import { aliveOf, at, keepOutcomes, keyOf, short } from './outcomes.mjs';
import { filesOf, playAll } from './play.mjs';

/** The same numbers for the same seed (mulberry32). @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @template T @param {readonly T[]} all @param {number} count @param {() => number} random */
function sample(all, count, random) {
  const rest = [...all];
  return Array.from({ length: Math.min(count, rest.length) }, () =>
    rest.splice(Math.floor(random() * rest.length), 1),
  ).flat();
}

/**
 * Plays a sample of one layer's mutants, and says which of them no test noticed.
 * @param {string} name
 * @param {{ count: number, seed: number, only: string, isThorough: boolean, isAgain: boolean }} options
 * @returns {Promise<boolean>} whether the layer's goal is reached, and the list of accepted changes is true
 */
async function playLayer(name, { count, seed, only, isThorough, isAgain }) {
  const layer = layers[name];
  if (layer === undefined)
    throw new Problem(`There is no layer "${name}". There are: ${Object.keys(layers).join(', ')}.`);
  const sources = layer.sources
    .flatMap((folder) => filesOf(folder, /(?<!\.test|\.d)\.ts$/))
    .filter((file) => file.includes(only));
  const all = sources
    .flatMap((file) => mutationsOf(readFileSync(file, 'utf8')).map((mutation) => ({ ...mutation, file })))
    .map((mutation, id) => ({ ...mutation, id }));
  const left = isAgain ? aliveOf(name) : null;
  const drawn = sample(
    left === null ? all : all.filter((mutant) => left.has(keyOf(placeOf(mutant)))),
    count,
    randomOf(seed),
  ).sort((a, b) => a.id - b.id);
  const mutants = compilable(drawn);
  console.log(
    `== ${name}: ${mutants.length} of ${all.length} mutants, seed ${seed}; ${drawn.length - mutants.length} more are refused by the compiler`,
  );
  const outcomes = await playAll(mutants, layer.tests, isThorough);
  const names = new Set(sources.map((file) => relative(root, file).replaceAll('\\', '/')));
  const accepted = readAccepted().filter(
    ({ file }) =>
      names.has(file) || layer.sources.some((folder) => file.startsWith(`${folder}/`) && only === ''),
  );
  const alive = outcomes.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  const known = alive.filter(({ mutant }) => acceptedAs(mutant, accepted) !== undefined);
  for (const { mutant, fate } of alive.filter((one) => !known.includes(one)))
    console.log(`  ${fate}  ${at(mutant)}  ${short(mutant.before)}  →  ${short(mutant.after)}`);
  keepOutcomes(name, outcomes);
  const killed = outcomes.filter((one) => !alive.includes(one));
  const share = (100 * killed.length) / (outcomes.length - known.length || 1);
  const goal = layer.goalPercent === undefined ? '' : ` (goal ${layer.goalPercent}%)`;
  console.log(
    `${name}: ${killed.length} of ${outcomes.length} killed, ${known.length} accepted as of no effect: ${share.toFixed(1)}%${goal}`,
  );
  const stale = staleOf(
    accepted,
    all,
    killed.map(({ mutant }) => mutant),
  );
  for (const fault of stale) console.log(`  accepted.json is stale: ${fault}`);
  return stale.length === 0 && share >= (layer.goalPercent ?? 0);
}

/**
 * `npm run mutants [-- layer…] [--count 150] [--seed n] [--only part-of-a-path] [--again] [--thorough]`: small changes of the pure layers, one at a time,
 * each of which a test ought to notice. A sample that differs from day to day; what survives is printed. Fails where less is noticed than
 * the layer's goal, and where accepted.json speaks of what is not so any more.
 */
await runMain(async () => {
  await ensureInstalled();
  // Whatever else the machine has to do goes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const { values, positionals } = readArguments();
  const day = Math.floor(Date.now() / 86_400_000);
  const count = Number(values.count);
  const seed = Number(values.seed ?? day);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
    throw new Problem('--count and --seed want whole numbers.');
  let isGood = true;
  for (const name of positionals.length > 0 ? positionals : Object.keys(layers))
    isGood =
      (await playLayer(name, {
        count,
        seed,
        only: values.only,
        isThorough: values.thorough,
        isAgain: values.again,
      })) && isGood;
  return isGood ? 0 : 1;
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '150' },
        seed: { type: 'string' },
        only: { type: 'string', default: '' },
        thorough: { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Problem(messageOf(error));
  }
}
