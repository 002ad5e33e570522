// How time and memory grow when the data grow a hundredfold. An exponent of 1: a hundred times as much for a hundred times the data.
// Run: npm run bench -- growth   (exit 1 when something grows faster than the data)
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';
import { siteReport } from './site-report.mjs';

const source = await loadSource(`
  export { openHarness, callAt, counted, startMs, hourMs } from './test/support/ledger-workload';
  export { Writer } from './src/ledger/writer';
  export { rollUp } from './src/ledger/roll-up';
  export { exportStep } from './src/ledger/export-ledger';
  export { SiteMerger } from './src/reports/merge';
  export { completeReport } from './src/reports/complete';
  export { simulate } from './src/reports/simulation';
  export { htmlReport } from './src/reports/html-report';
  export { calibrate } from './src/insights/calibration/calibrate';
`);
const { openHarness, callAt, counted, startMs, hourMs, Writer, rollUp } = source;
const { exportStep, SiteMerger, completeReport, simulate, htmlReport, calibrate } = source;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** Found by a profile, of 5,000 records of as many processes. */
const rollUpMissed =
  'more than four tenths are the emulated storage (SQLite: deletes and pages of records), which the next figures tell and leave out';
const ownRollUpMissed =
  'a profile shows a fifth in the collection of garbage, a fifth in the client’s requests (275, of which 200 delete 25 records each) and its reading of JSON, and the rest in decoding, merging and the lists of 5,000 processes; names put together and checked anew for each record, and an hour encoded three times, were cut, which took a third away';
const noAdvice = { bridge: false, cacheShare: 0, spread: false };

/** @typedef {ReturnType<typeof import('../test/support/ledger-workload').openHarness>} Harness */

/**
 * Records of different processes in storage, waiting for the roll-up.
 * @param {number} count
 */
async function records(count) {
  const harness = openHarness();
  for (let i = 0; i < count; i += 1) {
    harness.clock.moveTo(startMs + Math.floor((i * hourMs) / count));
    const writer = new Writer(`writer${String(i % 40).padStart(4, '0')}x${Math.floor(i / 40)}`);
    for (let call = 0; call < 10; call += 1) writer.book(callAt(harness.clock.now(), call, i % 2));
    await writer.flush(harness.clock.now());
  }
  harness.clock.advance(60_000);
  return harness;
}

/** @param {Harness} harness */
async function rollUpAll({ clock }) {
  let merged = 0;
  for (let more = true; more;) {
    const run = await rollUp({ nowMs: clock.now(), isCounted: counted });
    merged += run.mergedRecords;
    more = run.more;
  }
  return merged;
}

/** @param {number} count */
async function hours(count) {
  const harness = openHarness();
  for (let hour = 0; hour < count; hour += 1) {
    harness.clock.moveTo(startMs + hour * hourMs);
    const writer = new Writer(`writer${String(hour).padStart(6, '0')}`);
    for (let call = 0; call < 20; call += 1) writer.book(callAt(harness.clock.now(), call, call % 2));
    await writer.flush(harness.clock.now());
  }
  await rollUpAll(harness);
  return harness;
}

/**
 * Of three days each: a thousand of a month would not fit into the memory that a bench is given.
 * @param {number} count
 */
const sites = (count) => Array.from({ length: count }, (_, i) => siteReport(i, 3));
/** @param {readonly ReturnType<typeof siteReport>[]} reports */
function merge(reports) {
  const merger = new SiteMerger();
  for (const report of reports) merger.add(report);
  return merger.result();
}

/**
 * Pairs of readings of a pool that others draw on, too, with two or three of twelve endpoints in each.
 * @param {number} count
 */
const samples = (count) =>
  Array.from({ length: count }, (_, i) => {
    const calls = Array.from({ length: 2 + (i % 2) }, (_, part) => {
      const number = (i * 7 + part * 5) % 12;
      const objects = 1 + ((i * 31 + part) % 40);
      return { endpoint: `GET /rest/api/3/thing${String(number).padStart(2, '0')}/{id}`, calls: 2, objects };
    }).sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
    const own = calls.reduce((sum, { calls, objects }) => sum + calls + objects, 0);
    return {
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: startMs + i * 7_000, elapsedMs: 5_000 },
      ...{ drawnPoints: own + ((i * 17) % 5), calls },
    };
  });

/**
 * What is measured, by the size of what it works on. `done` closes what `prepare` opened.
 * @template Input
 * @typedef {object} Task
 * @property {string} name
 * @property {string} unit
 * @property {readonly [small: number, large: number]} sizes
 * @property {(count: number) => Input | Promise<Input>} prepare
 * @property {(input: Input) => unknown} run
 * @property {(input: Input) => void} [done]
 * @property {import('./figures.mjs').More} [goal] of its throughput
 * @property {import('./figures.mjs').More} [ownGoal] of that without what the emulated storage does meanwhile
 */

/**
 * Measured where what it works on is known.
 * @template Input
 * @param {Task<Input>} task
 */
const taskOf = (task) => ({
  ...{
    name: task.name,
    unit: task.unit,
    sizes: task.sizes,
    isOpen: task.done !== undefined,
    goal: task.goal,
    ownGoal: task.ownGoal,
  },
  measure: (/** @type {number} */ size, /** @type {number} */ pieces) => measure(task, size, pieces),
});

/** @param {Harness} harness */
const close = ({ service }) => {
  service.close();
};

/** Each grows a hundredfold. */
const tasks = [
  taskOf({
    ...{ name: 'roll-up', unit: 'records', prepare: records, run: rollUpAll, done: close },
    sizes: [50, 5_000],
    goal: { least: 25_000, ifMissed: rollUpMissed },
    ownGoal: { least: 25_000, ifMissed: ownRollUpMissed },
  }),
  taskOf({
    ...{ name: 'export of the account', unit: 'hours', prepare: hours, done: close },
    sizes: [6, 600],
    run: async ({ clock }) => {
      let length = 0;
      /** @type {unknown} */
      let place = null;
      do {
        /** @type {{ lines: string[], next: unknown }} */
        const { lines, next } = await exportStep(place, clock.now());
        for (const line of lines) length += line.length;
        place = next;
      } while (place !== null);
      return length;
    },
  }),
  taskOf({ name: 'merge', unit: 'sites', sizes: [10, 1_000], prepare: sites, run: merge }),
  taskOf({
    ...{ name: 'simulate another tier', unit: 'hours' },
    sizes: [720, 72_000],
    prepare: (count) => merge([siteReport(1, count / 24)]),
    run: (account) => simulate(account, { kind: 'quota', points: 2_000 }, noAdvice),
  }),
  taskOf({
    ...{ name: 'report as HTML', unit: 'hours' },
    sizes: [72, 7_200],
    prepare: (count) => completeReport(merge([siteReport(1, count / 24)])),
    run: (report) => htmlReport(report).length,
  }),
  taskOf({
    ...{ name: 'calibrate', unit: 'pairs of readings', prepare: samples },
    sizes: [100, 10_000],
    run: (pairs) => calibrate(pairs).costs.length,
  }),
];

/** Processor time in milliseconds: what else the machine does is none of the data's doing. */
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** From now on: processor time within the emulated storage, which the app's own time has beside it. */
function countStorage() {
  const { __forge_fetch__: serve } = globalThis;
  let spentMs = 0;
  if (serve === undefined) return () => 0;
  globalThis.__forge_fetch__ = async (...args) => {
    const start = processorMs();
    const answer = await serve(...args);
    spentMs += processorMs() - start;
    return answer;
  };
  return () => {
    globalThis.__forge_fetch__ = serve;
    return spentMs;
  };
}

/**
 * Of so many pieces of a size together. Those that hold nothing open are taken one after the other and what is made of them is kept, as one
 * large one's is: what a heap costs that is beyond its young generation is then in both.
 * @template Input
 * @param {Task<Input>} task
 * @param {number} size
 * @param {number} pieces
 */
async function measure({ prepare, run, done }, size, pieces) {
  const rounds = [];
  let heldBytes = 0;
  for (let round = 0; round < 4; round += 1) {
    const inputs = [];
    for (let i = 0; i < pieces; i += 1) inputs.push(await prepare(size));
    collect();
    const before = process.memoryUsage().heapUsed;
    const inStorage = countStorage();
    const start = processorMs();
    const results = [];
    for (const input of inputs) results.push(await run(input));
    const [spentMs, spentInStorageMs] = [processorMs() - start, inStorage()];
    if (round > 0) {
      rounds.push({ ms: spentMs / pieces, storageMs: spentInStorageMs / pieces });
    }
    heldBytes = Math.max(heldBytes, (process.memoryUsage().heapUsed - before) / pieces);
    if (results.some((result) => result === null || result === 0)) throw new Error('Nothing was done.');
    for (const input of inputs) done?.(input);
  }
  // The least of the rounds: a collection of garbage in one of them is none of the data's doing.
  const least = rounds.reduce((a, b) => (b.ms < a.ms ? b : a));
  return { ...least, heldBytes };
}

for (const task of tasks) {
  const [small, large] = task.sizes;
  const few = await task.measure(small, task.isOpen ? 1 : large / small);
  const many = await task.measure(large, 1);
  const rate = large / (many.ms / 1000);
  figure(`${task.name}: throughput at ${large} ${task.unit}`, rate, `${task.unit}/s`, task.goal);
  if (many.storageMs > 0) {
    figure(`${task.name}: the emulated storage's part of its time`, (100 * many.storageMs) / many.ms, '%');
    const own = large / ((many.ms - many.storageMs) / 1000);
    figure(`${task.name}: throughput without that part`, own, `${task.unit}/s`, task.ownGoal);
  }
  // With what is garbage by then.
  figure(`${task.name}: heap taken at ${large} ${task.unit}`, many.heldBytes / 1_048_576, 'MB', {
    most: 100,
  });
  figure(
    `${task.name}: exponent of time, ${small} to ${large} ${task.unit}`,
    Math.log(many.ms / few.ms) / Math.log(large / small),
    '',
    { most: 1.1 },
  );
}
