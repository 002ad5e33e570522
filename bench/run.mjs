// npm run bench                        all benches, one after the other, and docs/benchmarks.md written from them
// npm run bench -- headers             only the one named
// npm run bench -- --check             all, and fail when a guarded figure got worse than bench/baseline.json allows
// npm run bench -- --check --counted   only what is counted, not timed: the same on every machine
// npm run bench -- --baseline          all, and make what they give the new baseline
// npm run bench -- truth --hours 210   one that takes most of an hour by itself, with options of its own: not among all;
//                                      with --write its part of docs/benchmarks.md is written; `million` likewise
import { readdirSync } from 'node:fs';
import { baselineFile, compare, readBaseline, writeBaseline } from './baseline.mjs';
import { benchmarksFile, writeAlone, writePage } from './benchmarks-page.mjs';
import { measureNoise } from './noise.mjs';
import { runBench } from './run-bench.mjs';

/** Every file of this folder that is named `<bench>.bench.mjs`. */
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .sort();
/** Too long to stand among all; what follows its name is its own. */
const alone = ['truth', 'million'];
/** Those that count something, and leave out the rest when they are given `--counted`. */
const counting = ['call', 'dollars', 'ledger', 'page'];

/** @param {{ middle: number, most: number }} noise */
const noiseLine = ({ middle, most }) =>
  `The same code against itself differs by ${(middle * 100).toFixed(1)}%, in nine of ten times by less than ${(most * 100).toFixed(1)}%.`;

const given = process.argv.slice(2);
const isAlone = alone.includes(given[0] ?? '');
const args = isAlone ? given.slice(0, 1) : given;
const named = args.filter((arg) => !arg.startsWith('--'));
/** @param {string} option */
const wants = (option) => args.includes(option);
const unknown = [
  ...named.filter((name) => !benches.includes(name)),
  ...args.filter((arg) => arg.startsWith('--') && !['--check', '--counted', '--baseline'].includes(arg)),
];

if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${benches.join(', ')}.`);
  process.exitCode = 2;
} else {
  const chosen =
    named.length > 0
      ? named
      : wants('--counted')
        ? counting
        : benches.filter((bench) => !alone.includes(bench));
  const results = [];
  const noise = wants('--counted') ? null : measureNoise();
  if (noise !== null) console.log(noiseLine(noise));
  for (const bench of chosen) {
    console.log(`== ${bench}`);
    results.push(await runBench(bench, isAlone ? given.slice(1) : wants('--counted') ? ['--counted'] : []));
    console.log(`   ${bench} took ${results.at(-1)?.seconds ?? 0} s`);
  }
  console.log(`All took ${results.reduce((sum, { seconds }) => sum + seconds, 0)} s.`);
  const isWhole = named.length === 0 && !wants('--counted');
  if (isWhole) {
    writePage(results, alone, noise === null ? '' : noiseLine(noise));
    console.log(`Wrote ${benchmarksFile}.`);
  }
  if (isAlone && results.every(({ crashed }) => !crashed) && given.includes('--write')) {
    for (const result of results)
      writeAlone(
        result,
        given
          .filter((arg) => arg !== '--write')
          .slice(1)
          .join(' '),
      );
    console.log(`Wrote its part of ${benchmarksFile}.`);
  }
  const figures = results.flatMap((result) => result.figures);
  if (wants('--baseline')) {
    writeBaseline(figures);
    console.log(`Wrote ${baselineFile}.`);
  }
  const worse = wants('--check') ? compare(figures, readBaseline()) : [];
  for (const line of worse) console.error(line);
  if (wants('--check') && worse.length === 0)
    console.log('No guarded figure got worse than its tolerance allows.');
  // A goal that is missed stands in the page with its reason; the guard is for what got worse.
  const isFailed = results.some(({ status }) => status !== 0);
  if (worse.length > 0 || (isFailed && !wants('--check')) || results.some(({ crashed }) => crashed))
    process.exitCode = 1;
}
