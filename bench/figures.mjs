// The figures of a bench: printed as they come, and left in a file for docs/benchmarks.md and the regression guard.
import { writeFileSync } from 'node:fs';

/** Set by bench/run.mjs. */
const file = process.env.POINTS_GAUGE_BENCH_FIGURES;

/**
 * @typedef {object} More
 * @property {number} [most] the goal: at most this
 * @property {number} [least] the goal: at least this
 * @property {number} [tolerance] share by which it may get worse than the baseline; figures without are not guarded,
 *   since a time in seconds depends on the machine
 * @property {boolean} [isMoreBetter]
 * @property {number[]} [spread] tenth and ninetieth percentile of the rounds
 * @property {string | undefined} [ifMissed] why the goal is missed, as a profile showed
 */
/**
 * A figure as it is left behind; the value of a verdict is in words.
 * @typedef {More & { name: string, value: number | string, unit: string, goal: string | null, isMissed: boolean }} Figure
 * @type {Figure[]}
 */
const figures = [];

/**
 * @param {string} name what was measured, in words; stands in docs/benchmarks.md and in bench/baseline.json
 * @param {number} value
 * @param {string} unit `µs`, `ms`, `s`, `B`, `KB`, `MB`, `x` for a ratio, `%`, or what is counted
 * @param {More} [more]
 */
export function figure(name, value, unit, more = {}) {
  const { most, least } = more;
  const isMissed = (most !== undefined && value > most) || (least !== undefined && value < least);
  const goal = most === undefined ? (least === undefined ? null : `at least ${least}`) : `at most ${most}`;
  figures.push({ name, value, unit, goal, isMissed, ...more });
  const spread = more.spread === undefined ? '' : ` (${more.spread.map((one) => shown(one)).join(' to ')})`;
  const verdict = goal === null ? '' : `   ${isMissed ? 'MISSED' : 'met'}: ${goal}`;
  console.log(`${name}: ${shown(value)} ${unit}${spread}${verdict}`);
  if (isMissed) {
    if (more.ifMissed !== undefined) console.log(`  ${more.ifMissed}`);
    process.exitCode = 1;
  }
}

/**
 * A goal that either holds or not, with what was found in words.
 * @param {string} name
 * @param {boolean} holds
 * @param {string} found
 */
export function verdict(name, holds, found) {
  figures.push({ name, value: found, unit: '', goal: 'must hold', isMissed: !holds });
  console.log(`${name}: ${found}   ${holds ? 'met' : 'MISSED'}`);
  if (!holds) process.exitCode = 1;
}

/**
 * Three digits that count, no more than a measurement has.
 * @param {number | string} value
 */
export function shown(value) {
  if (typeof value === 'string' || !Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** @param {readonly number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
/** @param {readonly number[]} values @param {number} share */
export const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
/**
 * Nine of ten rounds lie below the second, nine of ten above the first.
 * @param {readonly number[]} values
 */
export const spreadOf = (values) => [quantile(values, 0.1), quantile(values, 0.9)];

process.on('exit', () => {
  if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
});
