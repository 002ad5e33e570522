// What the ledger costs, from the storage service's own accounting, side by side with the two ways that others keep count.
// Run: npm run bench -- ledger   (exit 1 when a goal is missed)
import { bill, free } from './bill.mjs';
import { figure, verdict } from './figures.mjs';
import { loadSource } from './load.mjs';

const { measureLedger, measureRivals, measureReading, measureLoad, largeApp } = await loadSource(
  "export * from './test/support/ledger-cost'; export * from './test/support/ledger-reading'; export * from './test/support/ledger-load';",
);

const callsAMonth = 1_000_000;
/**
 * @typedef {{ bytesWritten: number, billedReadBytes: number, requests: number }} Storage
 * @param {Storage} a
 * @param {Storage} b
 */
const sum = (a, b) => ({
  requests: a.requests + b.requests,
  bytesWritten: a.bytesWritten + b.bytesWritten,
  billedReadBytes: a.billedReadBytes + b.billedReadBytes,
});
/** @param {number} dollars */
const dollarsShown = (dollars) => `$${dollars.toFixed(2)}`;
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(0)}%`;

const results = [];

for (const callsAnInvocation of [1, 10, 50]) {
  // 1 call: 6 hours; 10 and 50: a whole day.
  const hours = callsAnInvocation === 1 ? 6 : 24;
  const invocations = Math.round((callsAMonth / callsAnInvocation / 720) * hours);
  const scale = callsAMonth / (invocations * callsAnInvocation);
  const work = { hours, invocations, callsAnInvocation };
  const { flush, rollUp, medianBytes, readsPerInvocation, writesPerInvocation } = await measureLedger(work);
  const { perCall, readAddWrite } = await measureRivals(work);
  const rows = {
    'Points Gauge': sum(flush, rollUp),
    'one write a call': perCall,
    'read, add, write': readAddWrite,
  };
  for (const [way, account] of Object.entries(rows)) {
    const { write, read, time, dollars } = bill(account, scale);
    results.push({
      'calls an invocation': callsAnInvocation,
      way,
      'writes an invocation': ((account.writes ?? flush.writes) / invocations).toFixed(2),
      'bytes an invocation': Math.round(account.bytesWritten / invocations),
      'written GB a month': write.toFixed(3),
      'read GB': read.toFixed(3),
      'GB-s': Math.round(time),
      'a month': dollarsShown(dollars),
      'of free writes': percent(write / free.gb),
      'of free time': percent(time / free.gbSeconds),
    });
  }
  const name = `${callsAnInvocation} calls an invocation`;
  const guarded = { tolerance: 0 };
  figure(`${name}: storage writes`, writesPerInvocation, 'writes', { most: 1, ...guarded });
  figure(`${name}: storage reads`, readsPerInvocation, 'reads', { most: 0, ...guarded });
  figure(`${name}: written by one, median`, medianBytes, 'B', { most: 1024, tolerance: 0.05 });
  const share = bill(rollUp, scale).dollars / bill(flush, scale).dollars;
  figure(`${name}: roll-up against flushes, in dollars`, share, 'x', { most: 0.5, tolerance: 0.1 });
  if (callsAnInvocation === 10) {
    const ratio = flush.bytesWritten / perCall.bytesWritten;
    figure(`${name}: bytes against one write a call`, ratio, 'x', { most: 0.07, tolerance: 0.04 });
  }
}

const reading = await measureReading();
for (const [what, { calls, bytes }] of Object.entries(reading))
  console.log(`To read ${what}: ${calls} storage calls, ${Math.round(bytes / 1024)} KB`);
figure('to read 30 days', reading['30 days'].calls, 'storage calls', { most: 12, tolerance: 0 });

const load = await measureLoad(largeApp);
console.log('Two hours at 2 million calls a day, 300 processes an hour, 150 endpoints:', load);
verdict(
  'load: every call once, no limit of storage met',
  load.shownCalls === load.calls && load.missingRecords === 0 && Object.keys(load.refusals).length === 0,
  `${load.calls} calls`,
);
figure('load: largest value', load.largestValueBytes, 'B', { most: 240 * 1024, tolerance: 0.1 });

console.table(results);
console.log(
  'Bytes are those of keys and values as the storage service counts them. A call to storage is taken as 30 ms.',
);
