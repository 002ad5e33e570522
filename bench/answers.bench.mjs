// How long the app takes to answer the page from storage: a day, a month, thirteen months; 10, 150 and 500 endpoints.
// Run: npm run bench -- answers
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { figure, median, spreadOf } from './figures.mjs';
import { loadSource } from './load.mjs';

const {
  openHarness,
  callAt,
  counted,
  startMs,
  hourMs,
  Writer,
  rollUp,
  applyRetention,
  isRetentionHour,
  answers,
  earlierParts,
} = await loadSource(`
    export { openHarness, callAt, counted, startMs, hourMs } from './test/support/ledger-workload';
    export { Writer } from './src/ledger/writer';
    export { rollUp } from './src/ledger/roll-up';
    export { applyRetention, isRetentionHour } from './src/ledger/retention';
    import { endpointsAnswer } from './src/admin/pages/endpoints-answer';
    import { reportAnswer } from './src/admin/pages/report-answer';
    export const answers = { endpointsAnswer, reportAnswer };
    export { earlierParts } from './static/dashboard/src/reports-state';
  `);

const monthsDays = 395;
const hoursADay = 2;
const dayMs = 24 * hourMs;
/** Found by a profile, of 500 endpoints. */
const ifMissed =
  'a profile shows a quarter in the collection of garbage, a quarter in the client’s reading of JSON, a seventh in decoding, a tenth in the emulated storage and the rest in adding up; days are decoded batch by batch, a report adds each up before the next, sums share what is empty, and names are read once and found in their order';
/** @type {Readonly<Record<string, import('./figures.mjs').More>>} */
const goals = {
  '30 days': { most: 80, ifMissed },
  '13 months (report)': { most: 1000, ifMissed },
};
const everything = { product: null, route: null, trigger: null };

/**
 * Thirteen months in which all endpoints are called in two hours of each day, by two processes.
 * @param {number} endpoints
 */
async function livedSite(endpoints) {
  const harness = openHarness();
  const { clock } = harness;
  for (let day = 0; day < monthsDays; day += 1) {
    for (let hour = 0; hour < hoursADay; hour += 1) {
      clock.moveTo(startMs + day * dayMs + (9 + hour) * hourMs);
      for (let process = 0; process < 2; process += 1) {
        const writer = new Writer(`writer${String(day).padStart(4, '0')}h${hour}p${process}`);
        for (let i = process; i < endpoints; i += 2) {
          const call = callAt(clock.now(), 0, hour);
          writer.book({ ...call, template: `/rest/api/3/thing${i}/{id}` });
        }
        await writer.flush(clock.now());
      }
    }
    clock.moveTo(startMs + day * dayMs + 20 * hourMs);
    while ((await rollUp({ nowMs: clock.now(), isCounted: counted })).more) continue;
    for (let hour = 20; hour < 24; hour += 1) {
      clock.moveTo(startMs + day * dayMs + hour * hourMs);
      if (isRetentionHour(clock.now())) await applyRetention(clock.now());
    }
    if (!isRetentionHour(clock.now())) await applyRetention(clock.now());
  }
  return harness;
}

/**
 * @param {Awaited<ReturnType<typeof livedSite>>} harness
 * @param {() => Promise<unknown>} run
 */
async function timed(harness, run) {
  const times = [];
  let text = '';
  let storageCalls = 0;
  for (let round = 0; round < 6; round += 1) {
    // The minute's allowance of storage is for each answer, not for all rounds of the bench.
    harness.clock.advance(61_000);
    const before = harness.service.accounting().requests;
    const start = performance.now();
    text = JSON.stringify(await run());
    if (round > 0) times.push(performance.now() - start);
    storageCalls = harness.service.accounting().requests - before;
  }
  return { ms: median(times), spread: spreadOf(times), text, storageCalls };
}

for (const endpoints of [10, 150, 500]) {
  const harness = await livedSite(endpoints);
  const nowMs = harness.clock.now();
  const facts = { appName: null, appVersion: null, isOffByEnvironment: false };
  /** @param {'24h' | '30d'} period */
  const endpointsOf = (period) => () =>
    answers.endpointsAnswer(nowMs, { period, choice: everything, detail: null });
  const asked = {
    '24 hours': endpointsOf('24h'),
    '30 days': endpointsOf('30d'),
    // As the page does: the last 30 days, and what lies before them.
    '13 months (report)': async () => {
      /** @param {'30d' | { fromDay: string, toDay: string }} period */
      const ask = (period) => answers.reportAnswer(nowMs, { period }, facts, 'site');
      const newest = await ask('30d');
      const parts = [newest];
      for (const part of earlierParts(startMs, newest.account)) parts.push(await ask(part));
      return parts;
    },
  };
  for (const [what, run] of Object.entries(asked)) {
    const { ms, spread, text, storageCalls } = await timed(harness, run);
    const name = `answer for ${what}, ${endpoints} endpoints`;
    figure(name, ms, 'ms', { spread, ...(endpoints === 500 ? goals[what] : {}) });
    const isBounded = what !== '13 months (report)' && endpoints === 150;
    figure(`${name}: size`, text.length / 1000, 'KB', isBounded ? { most: 100, tolerance: 0.1 } : {});
    figure(`${name}: compressed`, gzipSync(text).length / 1000, 'KB');
    const isMonth = what === '30 days';
    figure(`${name}: storage calls`, storageCalls, 'calls', isMonth ? { most: 12, tolerance: 0 } : {});
  }
  harness.service.close();
}
