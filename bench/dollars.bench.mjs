// What the gauge's storage costs a month, from 10 thousand to 100 million calls and from 1 to 10,000 installations, measured in
// bytes and storage calls for each rate and calculated at the published prices.
// Run: npm run bench -- dollars
import { bill, free, paid } from './bill.mjs';
import { figure, shown } from './figures.mjs';
import { loadSource } from './load.mjs';

const { measureLedger } = await loadSource("export { measureLedger } from './test/support/ledger-cost';");

const callsAnInvocation = 10;
const hoursAMonth = 720;
/** Calls a month of one installation, and the hours that are played to measure them. */
const rates = [
  { calls: 10, hours: 720 },
  { calls: 100, hours: 720 },
  { calls: 1_000, hours: 720 },
  { calls: 10_000, hours: 240 },
  { calls: 100_000, hours: 72 },
  { calls: 1_000_000, hours: 24 },
  { calls: 10_000_000, hours: 4 },
  { calls: 100_000_000, hours: 1 },
];
/**
 * @typedef {{ bytesWritten: number, billedReadBytes: number, requests: number }} Storage
 * @param {Storage} a
 * @param {Storage} b
 */
const add = (a, b) => ({
  bytesWritten: a.bytesWritten + b.bytesWritten,
  billedReadBytes: a.billedReadBytes + b.billedReadBytes,
  requests: a.requests + b.requests,
});

/** What a month of one installation takes, by its calls. */
const ofOne = new Map();
for (const { calls, hours } of rates) {
  const invocations = Math.max(1, Math.round((calls / callsAnInvocation / hoursAMonth) * hours));
  const { flush, rollUp } = await measureLedger({ hours, invocations, callsAnInvocation });
  // Each hour is swept, whether there was a call in it or not; the hours with none are added here.
  const idleHours = Math.max(0, hours - invocations);
  const idle = { bytesWritten: 0, billedReadBytes: idleHours * 2 * 1_024, requests: idleHours * 2 };
  ofOne.set(calls, bill(add(add(flush, rollUp), idle), hoursAMonth / hours));
}

/**
 * @param {ReturnType<typeof bill>} one
 * @param {number} count
 */
const times = (one, count) => ({
  ...{ write: one.write * count, read: one.read * count, time: one.time * count },
  dollars: one.dollars * count,
});
/** @param {number} value */
const dollars = (value) => `$${value < 1 ? value.toFixed(3) : shown(value)}`;

console.log(`One installation, ${callsAnInvocation} calls an invocation, 30 days:`);
console.table(
  rates.slice(3).map(({ calls }) => {
    const one = ofOne.get(calls);
    return {
      'calls a month': shown(calls),
      'written GB': shown(one.write),
      'read GB': shown(one.read),
      'GB-seconds': shown(one.time),
      'at full price': dollars(one.dollars),
      'beyond what is free': dollars(paid(one)),
      'full price for 1 million calls': dollars((one.dollars / calls) * 1e6),
    };
  }),
);

console.log('An app of 1 million calls a month, on so many installations alike:');
const total = 1_000_000;
console.table(
  [1, 10, 100, 1_000, 10_000].map((installations) => {
    const all = times(ofOne.get(total / installations), installations);
    return {
      installations: shown(installations),
      'written GB': shown(all.write),
      'read GB': shown(all.read),
      'GB-seconds': shown(all.time),
      'at full price': dollars(all.dollars),
      'beyond what is free': dollars(paid(all)),
      'of the free GB-seconds': `${shown((all.time / free.gbSeconds) * 100)}%`,
    };
  }),
);
console.log(
  'It bends twice. Many small installations pay for hourly sweeps that find little, so that cost follows installations and\n' +
    'not calls. And the busier an installation, the more calls share a roll-up, until only the records themselves count.',
);

const month = ofOne.get(total);
figure('1 million calls a month on one installation, at full price', month.dollars, '$');
figure('1 million calls a month on one installation: written', (month.write * 1e9) / total, 'B a call', {
  tolerance: 0.1,
});
figure('1 million calls a month on one installation, beyond what is free', paid(month), '$');
const spread = times(ofOne.get(100), 10_000);
figure('1 million calls a month on 10,000 installations, at full price', spread.dollars, '$');
figure('100 million calls a month on one installation, at full price', ofOne.get(100_000_000).dollars, '$');
