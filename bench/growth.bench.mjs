// How time and memory grow when the data grow tenfold. An exponent of 1: ten times as much for ten times the data.
// Run: npm run bench -- growth   (exit 1 when something grows faster than the data)
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';
import { siteReport } from './site-report.mjs';

const source = await loadSource(`
  export { openDesk, callAt, counted, startMs, hourMs } from './test/support/ledger-workload';
  export { Writer } from './src/ledger/writer';
  export { rollUp } from './src/ledger/roll-up';
  export { exportStep } from './src/ledger/export-ledger';
  export { SiteMerger } from './src/reports/merge';
  export { completeReport } from './src/reports/complete';
  export { simulate } from './src/reports/simulation';
  export { htmlReport } from './src/reports/html-report';
`);
const { openDesk, callAt, counted, startMs, hourMs, Writer, rollUp } = source;
const { exportStep, SiteMerger, completeReport, simulate, htmlReport } = source;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const noAdvice = { bridge: false, cacheShare: 0, spread: false };

/** Records of different processes in storage, waiting for the roll-up. */
async function records(count) {
  const desk = openDesk();
  for (let i = 0; i < count; i += 1) {
    desk.clock.moveTo(startMs + Math.floor((i * hourMs) / count));
    const writer = new Writer(`writer${String(i % 40).padStart(4, '0')}x${Math.floor(i / 40)}`);
    for (let call = 0; call < 10; call += 1) writer.book(callAt(desk.clock.now(), call, i % 2));
    await writer.flush(desk.clock.now());
  }
  desk.clock.advance(60_000);
  return desk;
}

async function rollUpAll({ clock }) {
  let merged = 0;
  for (let more = true; more;) {
    const run = await rollUp({ nowMs: clock.now(), isCounted: counted });
    merged += run.mergedRecords;
    more = run.more;
  }
  return merged;
}

async function hours(count) {
  const desk = openDesk();
  for (let hour = 0; hour < count; hour += 1) {
    desk.clock.moveTo(startMs + hour * hourMs);
    const writer = new Writer(`writer${String(hour).padStart(6, '0')}`);
    for (let call = 0; call < 20; call += 1) writer.book(callAt(desk.clock.now(), call, call % 2));
    await writer.flush(desk.clock.now());
  }
  await rollUpAll(desk);
  return desk;
}

const sites = (count) => Array.from({ length: count }, (_, i) => siteReport(i));
function merge(reports) {
  const merger = new SiteMerger();
  for (const report of reports) merger.add(report);
  return merger.result();
}

/** Each grows tenfold. `most` is the exponent beyond which something would be wrong. */
const tasks = [
  {
    ...{ name: 'roll-up', unit: 'records', sizes: [500, 5_000], prepare: records, run: rollUpAll },
    done: ({ service }) => {
      service.close();
    },
  },
  {
    ...{ name: 'export of the account', unit: 'hours', sizes: [60, 600], prepare: hours },
    run: async ({ clock }) => {
      let length = 0;
      let place = null;
      do {
        const { lines, next } = await exportStep(place, clock.now());
        for (const line of lines) length += line.length;
        place = next;
      } while (place !== null);
      return length;
    },
    done: ({ service }) => {
      service.close();
    },
  },
  { name: 'merge', unit: 'sites', sizes: [10, 100], prepare: sites, run: merge },
  {
    ...{ name: 'simulate another tier', unit: 'hours', sizes: [7_200, 72_000] },
    prepare: (count) => merge([siteReport(1, count / 24)]),
    run: (account) => simulate(account, { kind: 'quota', points: 2_000 }, noAdvice),
    ifMissed:
      'with a young generation of 256 MB it takes the same for each hour at any size; in the default one the larger set does not fit and is copied',
  },
  {
    ...{ name: 'report as HTML', unit: 'hours', sizes: [720, 7_200] },
    prepare: (count) => completeReport(merge([siteReport(1, count / 24)])),
    run: (report) => htmlReport(report).length,
  },
];

async function measure({ prepare, run, done }, size) {
  const times = [];
  let heldBytes = 0;
  for (let round = 0; round < 4; round += 1) {
    const input = await prepare(size);
    collect();
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    const result = await run(input);
    if (round > 0) times.push(performance.now() - start);
    heldBytes = Math.max(heldBytes, process.memoryUsage().heapUsed - before);
    if (result === null || result === 0) throw new Error('Nothing was done.');
    done?.(input);
  }
  // The least of the rounds: a collection of garbage in one of them is none of the data's doing.
  return { ms: Math.min(...times), heldBytes };
}

for (const task of tasks) {
  const [small, large] = task.sizes;
  await measure(task, small);
  const few = await measure(task, small);
  const many = await measure(task, large);
  figure(`${task.name}: throughput at ${large} ${task.unit}`, large / (many.ms / 1000), `${task.unit}/s`);
  figure(`${task.name}: heap taken at ${large} ${task.unit}`, many.heldBytes / 1_048_576, 'MB');
  figure(
    `${task.name}: exponent of time, ${small} to ${large} ${task.unit}`,
    Math.log10(many.ms / few.ms),
    '',
    { most: 1.15, ifMissed: task.ifMissed },
  );
}
