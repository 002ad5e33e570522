// Plays mutants in one process. Test files run in jest's own engine, without what jest builds around each of them: a module is
// compiled once and evaluated anew for every mutant. Fit for tests of pure code, which is all that there is to play here.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { jestExpect } = require('@jest/expect');
const { transformSync } = require('@swc/core');
const circus = require('jest-circus');
const { ModuleMocker } = require('jest-mock');
const { testMs } = require('../../test/support/patience.json');

const root = path.join(__dirname, '..', '..');
/** The sources of the layer, with all of their mutants in them. @type {Record<string, string>} */
const mutated = JSON.parse(readFileSync(process.env.POINTS_GAUGE_MUTATED ?? '', 'utf8'));

/** Which mutant is on; -1 for none. */
let active = -1;
/** One more than the highest id of a mutant. */
const ids = Object.values(mutated).reduce(
  (most, text) =>
    [...text.matchAll(/__mutant\((\d+)\)/g)].reduce((id, [, next]) => Math.max(id, Number(next) + 1), most),
  0,
);
/** A mutant may make a loop endless. Counted in steps, since a busy machine is slow without one. */
let steps = 0;
let mostSteps = Infinity;
/**
 * Which mutants were asked for, by the whole file and by each of its tests: a test that never comes by one cannot notice it.
 * @typedef {{ hits: number[], milliseconds: number }} Part
 * @type {{ file: Part, tests: Part[] }}
 */
let seen = { file: { hits: [], milliseconds: 0 }, tests: [] };
/** The mutants that were asked for since the last {@link takeHits}, 1 for each. */
const hits = new Uint8Array(ids);

function takeHits() {
  const taken = [...hits.keys()].filter((id) => hits[id] === 1);
  hits.fill(0);
  return taken;
}

/** @type {Map<string, string>} */
const compiled = new Map();

/** @param {string} file */
function compile(file) {
  const text = mutated[file] ?? readFileSync(file, 'utf8');
  const key = createHash('sha256').update(text).update(file).digest('hex');
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const { code } = transformSync(text, {
    filename: file,
    sourceMaps: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  compiled.set(key, code);
  return code;
}

// What Node offers to those who compile on the fly; deprecated, and not going away.
require.extensions['.ts'] = (/** @type {NodeModule} */ module, /** @type {string} */ file) => {
  /** @type {{ _compile: (code: string, file: string) => void }} */ (
    /** @type {unknown} */ (module)
  )._compile(compile(file), file);
};

// Before the others, as jest has it: `./catalogue` is catalogue.ts, and not the catalogue.json beside it.
for (const [ending, load] of Object.entries(require.extensions)) {
  if (ending === '.ts') continue;
  delete require.extensions[ending];
  require.extensions[ending] = load;
}

// The same examples for every mutant, and fewer than a run of the tests makes; which of several shows a fault is all the same here.
const fastCheckName = require.resolve('fast-check');
/** @type {typeof import('fast-check')} */
const fastCheck = require(fastCheckName);
fastCheck.configureGlobal({ seed: 1, endOnFailure: true });
const assertBounded = (
  /** @type {import('fast-check').IRawProperty<unknown>} */ property,
  /** @type {import('fast-check').Parameters<unknown>=} */ params,
) => fastCheck.assert(property, { ...params, numRuns: Math.min(params?.numRuns ?? 100, 100) });
const bounded = { ...fastCheck, assert: assertBounded };
/** @type {NodeModule} */ (require.cache[fastCheckName]).exports = { ...bounded, default: bounded };

const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
const mocker = new ModuleMocker(globalThis);
const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => {
    mocker.restoreAllMocks();
  },
  setTimeout: () => undefined,
};
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, jest });
Object.assign(globalThis, {
  expect: jestExpect,
  __mutant: (/** @type {number} */ id) => {
    hits[id] = 1;
    steps += 1;
    if (steps > mostSteps) {
      isNoticed = true;
      throw new Error(`Endless: more than ${mostSteps} steps`);
    }
    return id === active;
  },
});

/** One failure is enough. */
let isNoticed = false;
/** The tests that come by the mutant, by their place in the file; `null` for all. @type {Set<number> | null} */
let wanted = null;
let startedAtMs = 0;
/** Processor time: by the clock, a busy machine would leave fewer tests for a mutant to meet than a quiet one. */
const usedMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
circus.addEventHandler((event) => {
  if (event.name === 'test_start') {
    if (isNoticed || wanted?.has(seen.tests.length) === false) event.test.mode = 'skip';
    seen.file.hits.push(...takeHits());
    seen.tests.push({ hits: [], milliseconds: 0 });
    startedAtMs = usedMs();
  }
  if (event.name === 'test_done' || event.name === 'test_skip') {
    const part = seen.tests.at(-1);
    if (part !== undefined) {
      part.milliseconds = usedMs() - startedAtMs;
      part.hits = takeHits();
    }
    if (event.name === 'test_done' && event.test.errors.length > 0) isNoticed = true;
  }
});

let stuckLooks = 0;
/** @type {(() => void) | null} */
let giveUp = null;
/**
 * A test waits, and nothing is under way that it could wait for: no timer but the engine's own, no file, no process. It would wait until
 * that timer ends it, and on a slow machine no less.
 */
function lookWhetherStuck() {
  const pending = process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap' && name !== 'Pipe');
  const isIdle = giveUp !== null && pending.every((name) => name === 'Timeout') && pending.length <= 1;
  stuckLooks = isIdle ? stuckLooks + 1 : 0;
  if (stuckLooks > 2) giveUp?.();
}
setInterval(lookWhetherStuck, 300).unref();

/** @param {string} file @param {number[] | null} tests @param {number | null} limit of steps */
async function runFile(file, tests, limit) {
  steps = 0;
  mostSteps = limit ?? Infinity;
  seen = { file: { hits: [], milliseconds: 0 }, tests: [] };
  takeHits();
  wanted = tests === null ? null : new Set(tests);
  for (const name of Object.keys(require.cache))
    if (name.startsWith(root) && name.endsWith('.ts') && !name.includes(`${path.sep}node_modules${path.sep}`))
      delete require.cache[name];
  circus.resetState();
  circus.getState().testTimeout = testMs;
  isNoticed = false;
  jestExpect.setState({ testPath: file, currentTestName: '' });
  const load = Module.createRequire(file);
  try {
    load(file);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { unhandledErrors, testResults } = await circus.run();
  const [first] = [...unhandledErrors, ...testResults.flatMap(({ errors }) => errors)];
  if (steps > mostSteps) return `Endless: more than ${mostSteps} steps`;
  return first === undefined ? null : String(first);
}

/**
 * @typedef {{ file: string, tests: number[] | null, mostSteps: number | null }} Selection
 * @typedef {{ id: number, files: Selection[] }} Task
 * @typedef {{ file: string, failure: string | null, whole: Part, tests: Part[], steps: number, isStuck: boolean }} Run
 * @param {Task} task a mutant ends with the file that notices it; without one, all files are run
 */
async function play({ id, files }) {
  active = id;
  /** @type {Run[]} */
  const runs = [];
  for (const { file, tests, mostSteps: limit } of files) {
    const beganAtMs = usedMs();
    const stuck = new Promise((/** @type {(failure: string) => void} */ resolve) => {
      giveUp = () => {
        resolve('Stuck: it waits for what never comes');
      };
    });
    const failure = await Promise.race([runFile(file, tests, limit), stuck]);
    const isStuck = failure?.startsWith('Stuck') === true;
    giveUp = null;
    seen.file.milliseconds = usedMs() - beganAtMs;
    seen.file.hits.push(...takeHits());
    runs.push({ file, failure, whole: seen.file, tests: seen.tests, steps, isStuck });
    if (isStuck) break;
    if (id >= 0 && failure !== null) break;
  }
  return runs;
}

// What a mutant leaves behind must not end the process that plays the next one.
process.on('unhandledRejection', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (task) => {
  play(/** @type {Task} */ (task)).then((runs) => process.send?.(runs));
});
