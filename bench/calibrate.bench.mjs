// What the prices measured from Atlassian's counter are worth, against the emulator with hidden costs and random load of others.
// Run: npm run bench -- calibrate [seeds]   (exit 1 when a goal is missed)
import { verdict } from './figures.mjs';
import { loadSource } from './load.mjs';

const { runCalibration } = await loadSource("export * from './test/support/calibration-run';");

const seeds = Number(process.argv[2] ?? 6);
const loads = [0, 0.1, 0.3, 0.6, 1];
/** Goals are for loads up to this; beyond it the intervals have to widen instead. */
const judgedLoad = 0.3;
const work = { processes: 3, minutes: 50, hoursAfter: 6 };

/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)}%`;
/**
 * @param {readonly { holds: boolean }[]} list
 */
const shareThatHolds = (list) => list.filter(({ holds }) => holds).length / list.length;
const rows = [];

for (const foreignShare of loads) {
  const runs = [];
  for (let seed = 1; seed <= seeds; seed += 1)
    runs.push(await runCalibration({ ...work, seed, foreignShare }));
  const endpoints = runs.flatMap((run) => run.endpoints);
  const widths = runs.flatMap((run) => run.widths).sort((a, b) => a - b);
  const hours = runs.flatMap((run) => run.hours);
  const covered = shareThatHolds(endpoints);
  const widest = widths.at(-1);
  const off = Math.max(...hours.map(({ ratio }) => Math.abs(ratio - 1)));
  const band = shareThatHolds(hours);
  rows.push({
    'others draw': percent(foreignShare),
    'true cost in the interval': `${percent(covered)} of ${endpoints.length}`,
    'width of the five dearest': `${percent(widths[Math.floor(widths.length / 2)])}, at most ${percent(widest)}`,
    'prices sure': runs.map(({ adopted }) => adopted).join(' '),
    'hours off before': percent(
      Math.max(
        ...runs.flatMap(({ before }) => before.map((/** @type {number} */ ratio) => Math.abs(ratio - 1))),
      ),
    ),
    'hours off after': percent(off),
    'band holds': `${percent(band)} of ${hours.length}`,
  });
  const name = `others at ${percent(foreignShare)}:`;
  verdict(`${name} the true cost is in at least 90% of the intervals`, covered >= 0.9, percent(covered));
  if (foreignShare > judgedLoad) continue;
  verdict(`${name} the intervals of the five dearest are at most 10% wide`, widest <= 0.1, percent(widest));
  verdict(`${name} hours within 3% of what was charged`, off <= 0.03, percent(off));
  verdict(`${name} the band holds the truth in 95% of hours`, band >= 0.95, percent(band));
}

console.table(rows);
console.log(
  `Seeds 1 to ${seeds}; ${work.minutes} near-limit minutes, ${work.processes} processes, then ${work.hoursAfter} hours at the measured prices.`,
);
