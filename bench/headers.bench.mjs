// What reading headers costs, side by side with the structured-headers package alone. Ratios do not depend on the machine.
// Run: npm run bench -- headers   (exit 1 when a bound is missed)
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseRateLimit } from 'ratelimit-header-parser';
import { parseList } from 'structured-headers';
import { figure, median, spreadOf } from './figures.mjs';
import { loadSource } from './load.mjs';
import { printWhoReadsWhat } from './who-reads-what.mjs';

const gauge = await loadSource(
  "export { readRateLimits } from './src/headers/read'; export { headerSource } from './src/headers/source';",
);
const { readRateLimits, headerSource } = gauge;

const policy = '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=100;w=1';
const limit = '"global-app-quota";r=11874;t=3015, "jira-burst-based";r=349;t=1';
/** @type {[string, string][]} */
const pairs = [
  ['ratelimit-policy', policy],
  ['ratelimit', limit],
  ['x-ratelimit-limit', '350'],
  ['x-ratelimit-remaining', '349'],
  ['x-ratelimit-reset', '2026-10-09T16:10Z'],
  ['x-ratelimit-nearlimit', 'true'],
];
const receivedAtMs = Date.UTC(2026, 9, 9, 16, 9, 45);
const source = headerSource(pairs);
const record = Object.fromEntries(pairs);
const fetched = new globalThis.Headers(pairs);

/** More policies and dates than the reader remembers, by turns: none of them is known when it comes again. */
const others = Array.from({ length: 500 }, (_, n) =>
  headerSource([
    ['ratelimit-policy', policy.replace('65000', String(50_000 + n))],
    ...pairs.filter(([name]) => !['ratelimit-policy', 'x-ratelimit-reset'].includes(name)),
    ['x-ratelimit-reset', new Date(receivedAtMs + n * 60_000).toISOString()],
  ]),
);
let other = 0;

const runs = {
  ours: () => readRateLimits(source, { status: 200, receivedAtMs, product: 'jira' }),
  unnamed: () => readRateLimits(source, { status: 200, receivedAtMs }),
  fetched: () => readRateLimits(fetched, { status: 200, receivedAtMs, product: 'jira' }),
  other: () =>
    readRateLimits(others[(other += 1) % others.length], { status: 200, receivedAtMs, product: 'jira' }),
  theirs: () => [parseList(policy), parseList(limit)],
  flat: () => parseRateLimit(record),
};

// The rounds alternate, so that a busy machine slows all of them alike; the median round counts.
/** @type {Record<keyof typeof runs, number[]>} */
const rounds = { ours: [], unnamed: [], fetched: [], other: [], theirs: [], flat: [] };
const callsPerRound = 4000;
for (let round = 0; round < 25; round += 1) {
  for (const name of /** @type {(keyof typeof runs)[]} */ (Object.keys(runs))) {
    const run = runs[name];
    const start = performance.now();
    for (let i = 0; i < callsPerRound; i += 1) run();
    if (round >= 5) rounds[name].push((performance.now() - start) / callsPerRound);
  }
}
const base = median(rounds.theirs);
/** @param {keyof typeof runs} name */
const ratio = (name) => median(rounds[name]) / base;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** So few that nothing is collected meanwhile. */
const callsCounted = 1_000;

/**
 * Bytes that one reading allocates.
 * @param {() => unknown} run
 */
function bytesOf(run) {
  const found = [];
  for (let round = 0; round < 5; round += 1) {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < callsCounted; i += 1) run();
    found.push((process.memoryUsage().heapUsed - before) / callsCounted);
  }
  return median(found);
}

const junks = {
  letters: 'x'.repeat(100_000),
  commas: ','.repeat(100_000),
  quotes: '"'.repeat(100_000),
  'quoted pieces': '"a;b",'.repeat(16_667),
  escapes: '"' + '\\"'.repeat(50_000),
  'curly quotes': '“a”;q=1,'.repeat(12_500),
  parameters: '"a"' + ';q=1'.repeat(25_000),
  entries: Array.from({ length: 5_500 }, (_, i) => `"p${i}";q=1;w=1`).join(','),
  spaces: 'a' + ' '.repeat(99_999),
};
let slowestMs = 0;
let slowest = '';
for (const [name, junk] of Object.entries(junks)) {
  const everywhere = headerSource(pairs.map(([header]) => [header, junk]));
  const times = [];
  for (let i = 0; i < 7; i += 1) {
    const start = performance.now();
    readRateLimits(everywhere, { status: 429, receivedAtMs });
    times.push(performance.now() - start);
  }
  // Six headers of 100 KB each: the bound is for one.
  const ms = median(times) / pairs.length;
  if (ms > slowestMs) [slowestMs, slowest] = [ms, name];
}

const why =
  'it asks for 18 names and reads four flat headers beside the two lists; the words of policies and dates are remembered already, and what is left of a list is new with each answer';
const fetchedWhy =
  'each of the 18 names is asked of fetch’s own Headers, which check it and lower its letters each time: 0.14 µs of each; to go through their lines in place of asking costs more from seven lines on, and no name can be left out, since each may come alone';
console.log(
  'A typical Jira response (two structured headers, four flat ones), against structured-headers for the two lists:',
);
/** @param {keyof typeof runs} name */
const spread = (name) => spreadOf(rounds[name].map((value, i) => value / (rounds.theirs[i] ?? NaN)));
figure('structured-headers alone, two lists', base * 1000, 'µs');
figure('readRateLimits, product given', ratio('ours'), 'x', {
  ...{ most: 0.7, spread: spread('ours'), tolerance: 0.3, ifMissed: why },
});
figure('readRateLimits, product given, policy and date new each time', ratio('other'), 'x', {
  spread: spread('other'),
});
figure('readRateLimits, product not given', ratio('unnamed'), 'x', { spread: spread('unnamed') });
figure("readRateLimits on fetch's own Headers", ratio('fetched'), 'x', {
  ...{ most: 1, spread: spread('fetched'), ifMissed: fetchedWhy },
});
figure('readRateLimits, product given: allocated', bytesOf(runs.ours), 'B', { most: 4_000 });
figure("readRateLimits on fetch's own Headers: allocated", bytesOf(runs.fetched), 'B', {
  most: 4_000,
  ifMissed:
    'a profile shows 0.7 KB within fetch’s own Headers for the names that are asked, 0.6 KB for the entries of the lists, 0.6 KB for the joined quotas, 0.3 KB for copies of the policies that are remembered; where it reads nothing else than such headers it takes 3.5 KB',
});
figure('ratelimit-header-parser, flat headers only', ratio('flat'), 'x', { spread: spread('flat') });
figure(`100 KB of junk in one header, slowest kind`, slowestMs, 'ms', { most: 20 });
console.log(
  'Ours remembers policies and dates of resets, which come in the same words for minutes or hours; theirs reads all each time. So one row has new words each time.',
);
console.log(`The slowest kind of junk: ${slowest}.`);
const isAllRight = printWhoReadsWhat(gauge);
if (!isAllRight) {
  console.error('A capture is read wrong.');
  process.exitCode = 1;
}
