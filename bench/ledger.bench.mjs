// What the ledger costs, from the storage service's own accounting, side by side with the two ways that others keep count.
// Run: npm run bench -- ledger   (exit 1 when a goal is missed)
import { loadSource } from './load.mjs';

const { measureLedger, measureRivals, measureReading, measureLoad, largeApp } = await loadSource(
  "export * from './test/support/ledgerCost'; export * from './test/support/ledgerReading'; export * from './test/support/ledgerLoad';",
);

const callsAMonth = 1_000_000;
/** Forge platform pricing, read 2026-10: dollars a GB and a GB-second, and what is free each month. */
const price = { writeGb: 1.09, readGb: 0.055, gbSecond: 0.000025 };
const free = { gb: 0.1, gbSeconds: 200_000 };
/** What one storage call keeps a function of 256 MB waiting; assumed, since only the platform could tell. */
const gbSecondsPerCall = 0.25 * 0.03;
const gb = (bytes) => bytes / 1e9;

function bill(account, scale) {
  const write = gb(account.bytesWritten) * scale;
  const read = gb(account.billedReadBytes) * scale;
  const time = account.requests * scale * gbSecondsPerCall;
  return { write, read, time, dollars: write * price.writeGb + read * price.readGb + time * price.gbSecond };
}

const sum = (a, b) => ({
  requests: a.requests + b.requests,
  bytesWritten: a.bytesWritten + b.bytesWritten,
  billedReadBytes: a.billedReadBytes + b.billedReadBytes,
});
const shown = (dollars) => `$${dollars.toFixed(2)}`;
const percent = (share) => `${(share * 100).toFixed(0)}%`;

const results = [];
const goals = [];
const goal = (name, holds, figure) => goals.push({ name, result: holds ? 'pass' : 'MISS', figure });

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
      'a month': shown(dollars),
      'of free writes': percent(write / free.gb),
      'of free time': percent(time / free.gbSeconds),
    });
  }
  const name = `${callsAnInvocation} calls:`;
  goal(
    `${name} one write and no read per invocation`,
    writesPerInvocation === 1 && readsPerInvocation === 0,
    `${writesPerInvocation} and ${readsPerInvocation}`,
  );
  goal(`${name} 1 KB median`, medianBytes <= 1024, `${medianBytes} B`);
  const share = bill(rollUp, scale).dollars / bill(flush, scale).dollars;
  goal(`${name} the roll-up adds at most half of the flushes`, share <= 0.5, percent(share));
  if (callsAnInvocation === 10) {
    const ratio = flush.bytesWritten / perCall.bytesWritten;
    goal(`${name} at most a tenth of the bytes of one write a call`, ratio <= 0.1, ratio.toFixed(3));
  }
}

const reading = await measureReading();
for (const [what, { calls, bytes }] of Object.entries(reading))
  console.log(`To read ${what}: ${calls} storage calls, ${Math.round(bytes / 1024)} KB`);
goal('30 days in at most 12 storage calls', reading['30 days'].calls <= 12, String(reading['30 days'].calls));

const load = await measureLoad(largeApp);
console.log('Two hours at 2 million calls a day, 300 processes an hour, 150 endpoints:', load);
goal(
  'load: every call once, no limit of storage met',
  load.shownCalls === load.calls && load.missingRecords === 0 && Object.keys(load.refusals).length === 0,
  `${load.calls} calls`,
);
goal('load: no value over 240 KiB', load.largestValueBytes <= 240 * 1024, `${load.largestValueBytes} B`);

console.table(results);
console.table(goals);
console.log(
  'Bytes are those of keys and values as the storage service counts them. A call to storage is taken as 30 ms.',
);
if (goals.some(({ result }) => result === 'MISS')) process.exitCode = 1;
