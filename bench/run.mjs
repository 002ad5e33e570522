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

/** Their figures are accuracies, sums and sizes, the same on a busy machine: of all benches these run two at a time, before any that times. */
const untimed = ['calibrate', 'dollars', 'fleet', 'forecast', 'ledger', 'pace', 'pool-pace'];

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
  const noise = wants('--counted') ? null : measureNoise();
  if (noise !== null) console.log(noiseLine(noise));
  const options = isAlone ? given.slice(1) : wants('--counted') ? ['--counted'] : [];
  const startedMs = Date.now();
  const done = new Map();
  const waiting = chosen.length > 2 ? chosen.filter((bench) => untimed.includes(bench)) : [];
  const lane = async () => {
    for (let bench = waiting.shift(); bench !== undefined; bench = waiting.shift()) {
      const result = await runBench(bench, options, false);
      done.set(bench, result);
      console.log(`== ${bench}\n${result.output}   ${bench} took ${result.seconds} s, beside another`);
    }
  };
  await Promise.all([lane(), lane()]);
  for (const bench of chosen.filter((one) => !done.has(one))) {
    console.log(`== ${bench}`);
    const result = await runBench(bench, options);
    done.set(bench, result);
    console.log(`   ${bench} took ${result.seconds} s`);
  }
  console.log(`All took ${Math.round((Date.now() - startedMs) / 1000)} s.`);
  const results = chosen.flatMap((bench) => done.get(bench) ?? []);
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
