// How near the fleet's best figure of a whole hour comes, over simulated apps whose true charges are known, and what a day of 3,500 sites costs to store.
// Run: npm run bench -- fleet       40 and 500 sites, lines of 95% of them, a week after two weeks of learning   (exit 1 when a bound is missed)
import { Buffer } from 'node:buffer';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';

const { score, scoreCounted, loadStore, loadMonth, largestMetrics } = await loadSource(
  "export { score } from './test/fleet/support/simulated-app'; export { scoreCounted } from './test/fleet/support/counted-app'; export { loadStore } from './test/fleet/support/store-load'; export { loadMonth } from './test/fleet/support/month-load'; export { largestMetrics } from './test/fleet/support/many-series';",
);

// First, so that nothing else is in the process's memory.
const fewest = await loadStore(35, 24);
const few = await loadStore(350, 24);
const many = await loadStore(3_500, 24);
for (const { lines, seconds, reportMs, memoryMb } of [fewest, few, many])
  console.log(
    `${String(lines).padStart(7)} lines of a day: ${seconds.toFixed(1)} s to read, store and roll up; the hour's report ${reportMs.toFixed(0)} ms; ${memoryMb.toFixed(0)} MB`,
  );
figure('a day of 3,500 sites read, stored and rolled up, PGlite', many.seconds, 's', { most: 60 });
figure('memory meanwhile, PGlite within', Math.max(few.memoryMb, many.memoryMb), 'MB', { most: 1200 });
figure('the report of its last hour', many.reportMs, 'ms', { most: 1000 });
figure('the page of all sites', many.overviewMs, 'ms', { most: 1000 });
figure('the page of 3,500 sites, a day of them stored', many.sitesMs, 'ms', { most: 1000 });
figure('the page of one site', many.siteMs, 'ms', { most: 1000 });
const growth = Math.log(many.seconds / fewest.seconds) / Math.log(100);
figure('exponent of time, a day of 35 to 3,500 sites', growth, '', { most: 1.1 });

const month = await loadMonth(3_500, 6);
console.log(
  `${String(month.hoursOfSites).padStart(7)} hours of sites in 30 days: the list of them in ${month.firstMs.toFixed(0)} ms, again in ${month.againMs.toFixed(0)} ms, after ANALYZE in ${month.analyzedMs.toFixed(0)} ms`,
);
const slowest = Math.max(month.firstMs, month.againMs, month.analyzedMs);
figure('the page of 3,500 sites over 30 days that are stored, slowest of three', slowest, 'ms', {
  most: 1000,
});

const largest = Math.max(...[1, 3, 20].map((pools) => Buffer.byteLength(largestMetrics(pools))));
figure('/metrics of 10,000 sites × 150 endpoints, largest numbers', largest / 1e6, 'MB', { most: 5 });

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
for (const [sites, apps] of [
  [40, 120],
  [500, 24],
])
  for (const told of [0.95, 0.1, 0]) {
    const seeds = Array.from({ length: apps }, (_, app) => 5_000 + app);
    const { hours, medianError, p95Error, held, heldOfSites } = scoreCounted({ sites, told }, seeds, 6, 12);
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
  'Of counted requests nobody sees the counter: hidden prices stay hidden, lists are long here and short there, and a single figure is as far off as they are.',
);
console.log(
  'Hours below 80% use have no counter; of them the factors speak that the busier hours of two weeks taught. A fifth of the endpoints have hidden prices.',
);
