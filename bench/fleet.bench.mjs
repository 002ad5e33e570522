// How near the fleet's best figure of a whole hour comes, over simulated apps whose true charges are known, and what a day of 3,500 sites costs to store
// in PGlite and in PostgreSQL.
// Run: npm run bench -- fleet       40 and 500 sites, lines of 95% of them, a week after two weeks of learning   (exit 1 when a bound is missed)
import { execFileSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';

const { score, scoreCounted, scoreForeseen, fleetShapes, largestMetrics } = await loadSource(
  "export { score } from './test/fleet/support/simulated-app'; export { scoreCounted } from './test/fleet/support/counted-app'; export { scoreForeseen, fleetShapes } from './test/fleet/support/foreseen-hours'; export { largestMetrics } from './test/fleet/support/many-series';",
);

/** The most points, and so the most requests, that Tier 1 allows in a day. */
const mostRequests = 24 * 65_000;
/** @param {...(string | number)} asked */
const loaded = (...asked) =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'fleet-store.mjs'), ...asked.map(String)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

for (const [store, name, mostMb] of /** @type {const} */ ([
  ['pglite', 'PGlite', 1200],
  ['postgresql', 'PostgreSQL', 300],
])) {
  const [fewest, few, many] = [35, 350, 3_500].map((sites) =>
    loaded(store, 'day', sites, (mostRequests * sites) / 3_500),
  );
  for (const { lines, counts, seconds, cpuSeconds, countsCpuSeconds, reportMs, memoryMb } of [
    fewest,
    few,
    many,
  ])
    console.log(
      `${name}: ${lines} lines and ${counts} counts of a day: ${cpuSeconds.toFixed(1)} s of the processor (counts ${countsCpuSeconds.toFixed(1)}), ${seconds.toFixed(1)} s on the clock; the hour's report ${reportMs.toFixed(0)} ms; ${memoryMb.toFixed(0)} MB`,
    );
  figure(
    `${name}: a day of 3,500 sites and 1.56 million requests, work of this process`,
    many.cpuSeconds,
    's',
    {
      most: 60,
    },
  );
  // With a server its work is not in that: the clock has it, and whatever else the machine does.
  figure(`${name}: the same on the clock`, many.seconds, 's', { most: 60 });
  figure(`${name}: memory of the process meanwhile`, Math.max(few.memoryMb, many.memoryMb), 'MB', {
    most: mostMb,
  });
  figure(`${name}: the report of its last hour`, many.reportMs, 'ms', { most: 1000 });
  for (const [sites, growth] of /** @type {const} */ ([
    [35, exponent(fewest.cpuSeconds, many.cpuSeconds, 100)],
    [350, exponent(few.cpuSeconds, many.cpuSeconds, 10)],
  ]))
    figure(`${name}: exponent of work, a day of ${sites} to 3,500 sites`, growth, '', { most: 1.1 });
  for (const [page, ms] of /** @type {const} */ ([
    ['all sites', many.overviewMs],
    ['3,500 sites', many.sitesMs],
    ['one site', many.siteMs],
  ]))
    figure(`${name}: the page of ${page}, a day stored`, ms, 'ms', { most: 1000 });

  const month = loaded(store, 'month', 3_500);
  console.log(
    `${name}: ${month.hoursOfSites} hours of sites in 30 days: the list of them in ${month.firstMs.toFixed(0)} ms, again in ${month.againMs.toFixed(0)} ms, after ANALYZE in ${month.analyzedMs.toFixed(0)} ms`,
  );
  const slowest = Math.max(month.firstMs, month.againMs, month.analyzedMs);
  for (const [page, ms] of [
    ['3,500 sites over 30 days, slowest of three', slowest],
    ['all sites', month.overviewMs],
    ['one site', month.siteMs],
  ])
    figure(`${name}: the page of ${page}, 30 days stored`, ms, 'ms', { most: 1000 });
  for (const { days, ms, longestWaitMs } of month.evidence)
    figure(
      `${name}: the page of all sites while evidence of ${days} days is made (${ms.toFixed(0)} ms)`,
      longestWaitMs,
      'ms',
      {
        most: 1000,
      },
    );
}

/**
 * @param {number} few
 * @param {number} many
 * @param {number} times
 */
function exponent(few, many, times) {
  return Math.log(many / few) / Math.log(times);
}

const largest = Math.max(...[1, 3, 20].map((pools) => Buffer.byteLength(largestMetrics(pools))));
figure('/metrics of 10,000 sites × 150 endpoints, largest numbers', largest / 1e6, 'MB', { most: 5 });

/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(1)}%`.padStart(7);
console.log('  sites  hours  counter seen   median      P95     band holds');
for (const [sites, seeds] of [
  [40, [1, 2, 3, 4, 5, 6]],
  [500, [1, 2]],
]) {
  const { hours, seen, medianError, p95Error, held } = score({ sites, told: 0.95 }, seeds, 7);
  console.log(
    `${String(sites).padStart(7)}${String(hours).padStart(7)}${percent(seen / hours).padStart(14)}  ${percent(medianError)}  ${percent(p95Error)}  ${percent(held).padStart(13)}`,
  );
  figure(`whole hour of ${sites} sites, error in the middle`, 100 * medianError, '%', { most: 2 });
  figure(`whole hour of ${sites} sites, error at P95`, 100 * p95Error, '%', { most: 12 });
  figure(`whole hour of ${sites} sites, band holds`, 100 * held, '%', { least: 93, most: 99 });
}
console.log('  sites  metered  hours   median      P95     band holds   of a site alone');
for (const { sites, apps } of [
  { sites: 40, apps: 120 },
  { sites: 500, apps: 24 },
])
  for (const told of [0.95, 0.1, 0]) {
    const seeds = Array.from({ length: apps }, (_, app) => 5_000 + app);
    const { hours, medianError, p95Error, held, heldOfSites } = scoreCounted({ sites, told }, seeds, 6, 12);
    /** @param {number | null} share `null`: there was none */
    const shown = (share) => (share === null ? 'none' : percent(share));
    console.log(
      `${String(sites).padStart(7)}${percent(told).padStart(9)}${String(hours).padStart(7)}  ${shown(medianError).padStart(7)}  ${shown(p95Error).padStart(7)}  ${percent(held).padStart(13)}  ${shown(heldOfSites).padStart(16)}`,
    );
    const of = `whole hour of ${sites} sites, requests counted and ${100 * told}% metered`;
    if (told === 0) figure(`${of}, truth between low and high`, 100 * held, '%', { least: 95 });
    else {
      figure(`${of}, band holds`, 100 * held, '%', { least: 93, most: 99 });
      figure(`${of}, error in the middle`, 100 * medianError, '%');
      figure(`${of}, error at P95`, 100 * p95Error, '%');
    }
  }
console.log(
  '  hour foreseen        minute  hours   median      P95  straight line, median   band holds   ends below it',
);
// The band's width was chosen on seeds 1 to 6.
const fleets = [11, 12, 13, 14, 15, 16, 17, 18];
const minutes = [10, 20, 30, 45, 55];
const meanHeld = (scores) => (100 * scores.reduce((sum, { held }) => sum + held, 0)) / scores.length;
for (const [name, shape] of Object.entries(fleetShapes)) {
  const scores = minutes.map((minute) => ({ minute, ...scoreForeseen(shape, fleets, minute) }));
  for (const { minute, hours, medianError, p95Error, lineMedianError, held, below } of scores)
    console.log(
      `  ${name.padEnd(20)}${String(minute).padStart(7)}${String(hours).padStart(7)}  ${percent(medianError)}  ${percent(p95Error)}  ${percent(lineMedianError).padStart(21)}  ${percent(held).padStart(11)}  ${percent(below).padStart(13)}`,
    );
  figure(`end of the hour foreseen, ${name}: band holds`, meanHeld(scores), '%', { least: 93, most: 99 });
  figure(
    `end of the hour foreseen by a fleet that was just started, ${name}: band holds`,
    meanHeld(minutes.map((minute) => scoreForeseen(shape, fleets, minute, { isWatched: false }))),
    '%',
    { least: 93 },
  );
}
const turning = minutes.map((minute) =>
  scoreForeseen(fleetShapes['one site ten times'], fleets, minute, { isSurgeTurn: true }),
);
figure('hours in which one site begins or ends to draw ten times: band holds', meanHeld(turning), '%');
console.log(
  'Of counted requests nobody sees the counter: hidden prices stay hidden, lists are long here and short there, and a single figure is as far off as they are.',
);
console.log(
  'Hours below 80% use have no counter; of them the factors speak that the busier hours of two weeks taught. A fifth of the endpoints have hidden prices.',
);
