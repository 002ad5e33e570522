import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, root } from '../paths.mjs';
import { messageOf, Problem, runMain } from '../problem.mjs';
import { ensureInstalled } from '../setup.mjs';
import { acceptedAs, placeOf, readAccepted, staleOf } from './accepted.mjs';
import { layers, slow } from './layers.mjs';
import { mutationsOf, withMutations } from './mutations.mjs';

/**
 * @typedef {import('./mutations.mjs').Mutation & { id: number, file: string }} Mutant
 * @typedef {{ file: string, tests: number[] | null }} Selection
 * @typedef {{ hits: number[], milliseconds: number }} Part
 * @typedef {{ file: string, failure: string | null, whole: Part, tests: Part[] }} Run
 * @typedef {{ mutant: Mutant, fate: 'killed' | 'survived' | 'hung' | 'unreached', by: string | null }} Outcome
 */

const cache = inRoot('.cache', 'mutants');
/** A mutant may make a loop endless; the tests of no layer take as long. */
const patienceMs = 60_000;

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
const filesOf = (folder, pattern) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(inRoot(folder), name));

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

/** A process that plays mutants, and is replaced when one of them keeps it busy for ever. */
class Player {
  /** @param {Record<string, string>} env */
  constructor(env) {
    this.env = env;
    /** @type {import('node:child_process').ChildProcess | null} */
    this.child = null;
  }

  /** @param {{ id: number, files: readonly Selection[] }} task @returns {Promise<Run[] | null>} `null` where it hung */
  play(task) {
    this.child ??= fork(inRoot('scripts', 'mutants', 'player.cjs'), {
      cwd: root,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { child } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          this.end();
          resolve(null);
        },
        task.id < 0 ? 10 * patienceMs : patienceMs,
      );
      /** @param {unknown} runs */
      const hear = (runs) => {
        clearTimeout(timer);
        child.off('exit', gone);
        resolve(/** @type {Run[]} */ (runs));
      };
      const gone = () => {
        clearTimeout(timer);
        child.off('message', hear);
        if (this.child === child) {
          this.child = null;
          reject(new Problem('The process that plays mutants ended by itself.'));
        }
      };
      child.once('message', hear);
      child.once('exit', gone);
      child.send(task);
    });
  }

  end() {
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
  }
}

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
 * @returns {Promise<Outcome[]>}
 */
async function playAll(mutants, tests) {
  const files = tests
    .flatMap((path) => (path.endsWith('.ts') ? [inRoot(path)] : filesOf(path, /\.test\.ts$/)))
    .filter((file) => !slow.includes(relative(root, file).replaceAll('\\', '/')));
  const mutated = writeMutated(mutants);
  const player = new Player({ POINTS_GAUGE_MUTATED: mutated });
  const plain = await player.play({ id: -1, files: files.map((file) => ({ file, tests: null })) });
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
      outcomes.push(await playOne(player, mutant, near.get(mutant.id) ?? []));
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
  /** @type {Map<number, (Selection & { milliseconds: number })[]>} */
  const near = new Map(mutants.map(({ id }) => [id, []]));
  for (const { file, whole, tests } of runs) {
    const wholeHits = new Set(whole.hits);
    const testHits = tests.map(({ hits }) => new Set(hits));
    for (const [id, selections] of near) {
      const those = testHits.flatMap((hits, index) => (hits.has(id) ? [index] : []));
      if (wholeHits.has(id)) selections.push({ file, tests: null, milliseconds: whole.milliseconds });
      else if (those.length > 0) {
        const milliseconds = those.reduce((sum, index) => sum + (tests[index]?.milliseconds ?? 0), 0);
        selections.push({ file, tests: those, milliseconds });
      }
    }
  }
  for (const selections of near.values()) selections.sort((a, b) => a.milliseconds - b.milliseconds);
  return near;
}

/**
 * @param {Player} player
 * @param {Mutant} mutant
 * @param {readonly Selection[]} near
 * @returns {Promise<Outcome>}
 */
async function playOne(player, mutant, near) {
  if (near.length === 0) return { mutant, fate: 'unreached', by: null };
  // What a test left in a memory may be what a later one reads: who lives through his own tests has to live through the whole files.
  const whole = near.filter(({ tests }) => tests !== null).map(({ file }) => ({ file, tests: null }));
  for (const files of whole.length > 0 ? [near, whole] : [near]) {
    const runs = await player.play({ id: mutant.id, files });
    if (runs === null) return { mutant, fate: 'hung', by: null };
    const by = runs.find(({ failure }) => failure !== null)?.file;
    if (by !== undefined) return { mutant, fate: 'killed', by };
  }
  return { mutant, fate: 'survived', by: null };
}

/** @param {Mutant} mutant */
const at = ({ file, line }) => `${relative(root, file).replaceAll('\\', '/')}:${line}`;

/** @param {string} text */
const short = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
};

/**
 * Plays a sample of one layer's mutants, and says which of them no test noticed.
 * @param {string} name
 * @param {{ count: number, seed: number, only: string }} options
 * @returns {Promise<boolean>} whether the layer's goal is reached, and the list of accepted changes is true
 */
async function playLayer(name, { count, seed, only }) {
  const layer = layers[name];
  if (layer === undefined)
    throw new Problem(`There is no layer "${name}". There are: ${Object.keys(layers).join(', ')}.`);
  const sources = layer.sources
    .flatMap((folder) => filesOf(folder, /(?<!\.test|\.d)\.ts$/))
    .filter((file) => file.includes(only));
  const all = sources
    .flatMap((file) => mutationsOf(readFileSync(file, 'utf8')).map((mutation) => ({ ...mutation, file })))
    .map((mutation, id) => ({ ...mutation, id }));
  const mutants = sample(all, count, randomOf(seed)).sort((a, b) => a.id - b.id);
  console.log(`== ${name}: ${mutants.length} of ${all.length} mutants, seed ${seed}`);
  const outcomes = await playAll(mutants, layer.tests);
  const names = new Set(sources.map((file) => relative(root, file).replaceAll('\\', '/')));
  const accepted = readAccepted().filter(
    ({ file }) =>
      names.has(file) || layer.sources.some((folder) => file.startsWith(`${folder}/`) && only === ''),
  );
  const alive = outcomes.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  const known = alive.filter(({ mutant }) => acceptedAs(mutant, accepted) !== undefined);
  for (const { mutant, fate } of alive.filter((one) => !known.includes(one)))
    console.log(`  ${fate}  ${at(mutant)}  ${short(mutant.before)}  →  ${short(mutant.after)}`);
  writeFileSync(
    join(cache, `${name}.json`),
    `${JSON.stringify(
      outcomes.map(({ mutant, ...rest }) => ({ ...rest, at: at(mutant), ...placeOf(mutant) })),
      null,
      1,
    )}\n`,
  );
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
 * `npm run mutants [-- layer…] [--count 150] [--seed n] [--only part-of-a-path]`: small changes of the pure layers, one at a time,
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
    isGood = (await playLayer(name, { count, seed, only: values.only })) && isGood;
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
      },
    });
  } catch (error) {
    throw new Problem(messageOf(error));
  }
}
