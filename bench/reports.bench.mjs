// How long the evidence of 30 days and 150 endpoints takes, from the question to the last file: the answer of the resolver's
// function through the real storage client and the development cloud's storage service, then every file that the page makes.
// Run: npm run bench -- reports   (exit 1 when it takes more than 3 s)
import { performance } from 'node:perf_hooks';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';

const goalMs = 3_000;
const runs = 5;
const days = 30;
const endpoints = 150;
const calls = 20;

const source = await loadSource(`
  export { openHarness, startMs } from './test/support/ledger-workload';
  export { observation } from './test/support/observation';
  export { dayFromHours } from './src/usage/day-account';
  export { emptyHourAccount } from './src/usage/hour-account';
  export { book } from './src/usage/hour-usage';
  export { writeDay, writeRetention } from './src/ledger/stored-days';
  export { writeHour } from './src/ledger/stored-hours';
  export { rememberSince } from './src/ledger/settings';
  export { reportAnswer } from './src/admin/pages/report-answer';
  export { completeReport } from './src/reports/complete';
  export { csvTable, csvTableNames } from './src/reports/csv-tables';
  export { htmlReport } from './src/reports/html-report';
  export { supportNote } from './src/reports/support-note';
`);
const { startMs, completeReport } = source;

/**
 * The hours of a day, in each of which so many of the endpoints are called by three routes.
 * @param {number} day
 */
function hoursOf(day) {
  return Array.from({ length: 24 }, (_, i) => {
    const hour = day * 24 + i;
    const account = source.emptyHourAccount();
    for (let call = 0; call < calls; call += 1) {
      const likely = 5 + ((hour * 31 + call) % 90);
      source.book(
        account.usage,
        source.observation({
          atMs: hour * 3_600_000 + call,
          template: `/rest/api/3/thing${(hour * calls + call) % endpoints}/{id}/part`,
          route: ['forge.asApp', 'forge.asUser', 'forge.bridge'][call % 3],
          points: { low: likely / 2, likely, high: likely * 2 },
        }),
      );
    }
    return /** @type {const} */ ([hour, account]);
  });
}

const harness = source.openHarness();
// Writing a month at once is more than a real minute may; only reading it is measured.
const today = Math.floor(startMs / 86_400_000);
for (let day = today - days + 1; day < today; day += 1) {
  await source.writeDay(day, source.dayFromHours(new Map(hoursOf(day))), true, null);
  harness.clock.advance(60_000);
}
for (const [hour, account] of hoursOf(today).slice(0, 12)) await source.writeHour(hour, account, null);
const firstDay = today - days + 1;
await source.writeRetention({
  firstDay,
  openDay: today,
  firstDayWithHours: today,
  firstKeptDay: firstDay,
});
await source.rememberSince(firstDay * 86_400_000);
const nowMs = today * 86_400_000 + 11.5 * 3_600_000;
const facts = { appName: 'Bench', appVersion: '1', isOffByEnvironment: false };

const times = [];
for (let run = 0; run < runs; run += 1) {
  harness.clock.advance(120_000);
  const before = harness.service.accounting().requests;
  const startedMs = performance.now();
  const answer = await source.reportAnswer(nowMs, { period: '30d' }, facts, 'bench');
  const answeredMs = performance.now();
  const report = completeReport(answer.account);
  const files = [
    source.htmlReport(report),
    JSON.stringify(report),
    source.supportNote(report),
    ...source.csvTableNames.map((/** @type {string} */ name) => source.csvTable(report, name)),
  ];
  const endedMs = performance.now();
  times.push(endedMs - startedMs);
  const answerKb = Math.round(JSON.stringify(answer).length / 1000);
  const filesKb = Math.round(files.reduce((sum, text) => sum + text.length, 0) / 1000);
  console.log(
    `answer ${Math.round(answeredMs - startedMs)} ms (${harness.service.accounting().requests - before} storage requests, ${answerKb} KB), ${files.length} files ${Math.round(endedMs - answeredMs)} ms (${filesKb} KB), ${report.endpoints.length} endpoints, ${report.hours.length} hours`,
  );
}
figure(
  `evidence of ${days} days and ${endpoints} endpoints, asked for to all files made, slowest of ${runs}`,
  Math.max(...times),
  'ms',
  {
    most: goalMs,
  },
);
harness.service.close();
