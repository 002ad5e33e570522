// How near the fleet's best figure of a whole hour comes, over simulated apps whose true charges are known. What its store costs: fleet-store.
// Run: npm run bench -- fleet       40 and 500 sites, lines of 95% of them, a week after two weeks of learning   (exit 1 when a bound is missed)
import { Buffer } from 'node:buffer';
import { figure } from './figures.mjs';
import { loadSource } from './load.mjs';

const { score, scoreCounted, scoreForeseen, fleetShapes, largestMetrics } = await loadSource(
  "export { score } from './test/fleet/support/simulated-app'; export { scoreCounted } from './test/fleet/support/counted-app'; export { scoreForeseen, fleetShapes } from './test/fleet/support/foreseen-hours'; export { largestMetrics } from './test/fleet/support/many-series';",
);

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
/** @param {readonly { held: number }[]} scores */
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
