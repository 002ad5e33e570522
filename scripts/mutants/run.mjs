import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, root } from '../paths.mjs';
import { messageOf, Problem, runMain } from '../problem.mjs';
import { ensureInstalled } from '../setup.mjs';
import { layers } from './layers.mjs';
import { mutationsOf, withMutations } from './mutations.mjs';

/**
 * @typedef {import('./mutations.mjs').Mutation & { id: number, file: string }} Mutant
 * @typedef {{ file: string, milliseconds: number, failure: string | null, hits: number[] }} Run
 * @typedef {{ mutant: Mutant, fate: 'killed' | 'survived' | 'hung' | 'unreached', by: string | null }} Outcome
 * @typedef {{ file: string, before: string, after: string, reason: string }} Accepted
 */

const cache = inRoot('.cache', 'mutants');
const acceptedFile = inRoot('scripts', 'mutants', 'accepted.json');
/** A mutant may make a loop endless; the tests of no layer take as long. */
const patienceMs = 120_000;

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

  /** @param {{ id: number, files: readonly string[] }} task @returns {Promise<Run[] | null>} `null` where it hung */
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
  const files = tests.flatMap((path) =>
    path.endsWith('.ts') ? [inRoot(path)] : filesOf(path, /\.test\.ts$/),
  );
  const mutated = writeMutated(mutants);
  const player = new Player({ POINTS_GAUGE_MUTATED: mutated });
  const plain = await player.play({ id: -1, files });
  if (plain === null) throw new Problem('The tests hang without any mutant.');
  for (const { file, failure } of plain)
    if (failure !== null)
      console.log(`  left out, since it fails here: ${relative(root, file)}: ${short(failure)}`);
  const usable = plain
    .filter(({ failure }) => failure === null)
    .map((run) => ({ ...run, hits: new Set(run.hits) }))
    .sort((a, b) => a.milliseconds - b.milliseconds);
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const mutant of mutants) {
      const passing = usable.filter(({ hits }) => hits.has(mutant.id)).map(({ file }) => file);
      const runs = passing.length === 0 ? undefined : await player.play({ id: mutant.id, files: passing });
      const by = runs?.find(({ failure }) => failure !== null)?.file ?? null;
      const fate =
        runs === undefined ? 'unreached' : runs === null ? 'hung' : by === null ? 'survived' : 'killed';
      outcomes.push({ mutant, fate, by });
      if (outcomes.length % 25 === 0) console.log(`  … ${outcomes.length} of ${mutants.length}`);
    }
  } finally {
    player.end();
    rmSync(mutated, { force: true });
  }
  return outcomes;
}

/** @param {Mutant} mutant */
const placeOf = ({ file, line }) => `${relative(root, file).replaceAll('\\', '/')}:${line}`;

/** @param {string} text */
const short = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
};

/** @returns {Accepted[]} */
const readAccepted = () => JSON.parse(readFileSync(acceptedFile, 'utf8'));

/** By the text and not by the line, which moves. @param {Mutant} mutant @param {readonly Accepted[]} accepted */
const reasonOf = ({ file, before, after }, accepted) =>
  accepted.find(
    (one) =>
      one.file === relative(root, file).replaceAll('\\', '/') && one.before === before && one.after === after,
  )?.reason;

/**
 * Plays a sample of one layer's mutants, and says which of them no test noticed.
 * @param {string} name
 * @param {{ count: number, seed: number, only: string }} options
 */
async function playLayer(name, { count, seed, only }) {
  const layer = layers[name];
  if (layer === undefined)
    throw new Problem(`There is no layer "${name}". There are: ${Object.keys(layers).join(', ')}.`);
  const all = layer.sources
    .flatMap((folder) => filesOf(folder, /(?<!\.test|\.d)\.ts$/))
    .filter((file) => file.includes(only))
    .flatMap((file) => mutationsOf(readFileSync(file, 'utf8')).map((mutation) => ({ ...mutation, file })))
    .map((mutation, id) => ({ ...mutation, id }));
  const mutants = sample(all, count, randomOf(seed)).sort((a, b) => a.id - b.id);
  console.log(`== ${name}: ${mutants.length} of ${all.length} mutants, seed ${seed}`);
  const outcomes = await playAll(mutants, layer.tests);
  const accepted = readAccepted();
  const alive = outcomes.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  const known = alive.filter(({ mutant }) => reasonOf(mutant, accepted) !== undefined);
  for (const { mutant, fate } of alive.filter((one) => !known.includes(one)))
    console.log(`  ${fate}  ${placeOf(mutant)}  ${short(mutant.before)}  →  ${short(mutant.after)}`);
  writeFileSync(
    join(cache, `${name}.json`),
    `${JSON.stringify(
      outcomes.map(({ mutant, ...rest }) => ({ ...rest, ...mutant, file: placeOf(mutant) })),
      null,
      1,
    )}\n`,
  );
  const killed = outcomes.length - alive.length;
  const share = ((100 * killed) / (outcomes.length - known.length || 1)).toFixed(1);
  console.log(
    `${name}: ${killed} of ${outcomes.length} killed, ${known.length} accepted as of no effect: ${share}%`,
  );
}

/**
 * `npm run mutants [-- layer…] [--count 150] [--seed n] [--only part-of-a-path]`: small changes of the pure layers, one at a time,
 * each of which a test ought to notice. A sample that differs from day to day; what survives is printed, and nothing fails.
 */
await runMain(async () => {
  await ensureInstalled();
  // Whatever else the machine has to do goes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const { values, positionals } = readArguments();
  const day = Math.floor(Date.now() / 86_400_000);
  const count = Number(values.count);
  const seed = Number(values.seed ?? day);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
    throw new Problem('--count and --seed want whole numbers.');
  for (const name of positionals.length > 0 ? positionals : Object.keys(layers))
    await playLayer(name, { count, seed, only: values.only });
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
