// How often the forecast warns in time, and how often for nothing, over simulated days of several traffic shapes.
// Run: npm run bench -- forecast           200 days: two sites of each shape, ten days each, seeds from 1 on
//      npm run bench -- forecast 41 30     seeds from 41 on, 30 days of each site   (exit 1 when a bound is missed)
import { figure, median } from './figures.mjs';
import { loadSource } from './load.mjs';

const { play, scoreOf, shapes } = await loadSource(
  "export { play } from './test/support/forecast-play'; export { scoreOf } from './test/support/forecast-score'; export { shapes } from './test/support/forecast-shapes';",
);
const [firstSeed = 1, days = 10] = process.argv.slice(2).map(Number);
const bounds = { warned: 0.95, false: 0.05 };

/** @param {number | null} share `null`: there was nothing to take it of */
const percent = (share) => (share === null ? '    -' : `${(100 * share).toFixed(1)}%`.padStart(6));
/**
 * @param {string} name of a shape
 * @param {number | ''} seed
 * @param {import('../test/support/forecast-score').ForecastScore} score
 */
const line = (name, seed, score) => {
  const leads = score.othersLeadMinutes;
  const others =
    leads.length === 0 ? '-' : `${leads.length}: ${leads[0]}..${leads[leads.length >> 1]}..${leads.at(-1)}`;
  console.log(
    `${name.padEnd(16)}${String(seed).padStart(5)}${String(score.hours).padStart(7)}${String(score.ownWalls).padStart(7)}` +
      `  ${percent(score.ownWarnedShare)}   ${percent(score.ownForeseenShare)}   ${percent(score.falseShare)}     ${percent(score.nearWithoutWallShare)}` +
      `${String(score.mostChanges).padStart(9)}${String(score.suddenWalls).padStart(8)}   ${others}`,
  );
};
console.log(
  `shape            seed  hours  walls  warned  foreseen  false al.  80%, no wall  changes  sudden   walls of others: lead min..median..max`,
);
/** @type {Parameters<typeof import('../test/support/forecast-score').scoreOf>[0][number][]} */
const all = [];
Object.entries(shapes).forEach(([name, shape], index) => {
  for (const seed of [firstSeed + 2 * index, firstSeed + 2 * index + 1]) {
    const hours = play(shape, seed, days);
    all.push(...hours);
    line(name, seed, scoreOf(hours));
  }
});
const total = scoreOf(all);
line('all', '', total);
console.log(
  'walls: driven by own calls, with ten minutes or more between the start of their cause and the end of the pool. warned: of those,\n' +
    'five minutes or more before; foreseen: by the forecast alone. false al.: hours with a wall foreseen and none come. 80%, no wall: hours with any warning, that 80%\n' +
    'were passed included, and no wall. sudden: own walls that came faster than that. Lead times are minutes; 0: not warned.',
);
figure('walls that own calls drive, warned of 5 minutes before', 100 * total.ownWarnedShare, '%', {
  least: 100 * bounds.warned,
});
figure('hours with a false alarm', 100 * total.falseShare, '%', { most: 100 * bounds.false });
if (total.othersLeadMinutes.length > 0)
  figure('walls that others drive, warned before', median(total.othersLeadMinutes), 'min');
