// docs/benchmarks.md, from what the benches gave.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { shown } from './figures.mjs';
import { writeReadme } from './readme-figures.mjs';

export const benchmarksFile = 'docs/benchmarks.md';
const root = join(import.meta.dirname, '..');
const beside = [
  'structured-headers',
  'ratelimit-header-parser',
  'bottleneck',
  'p-throttle',
  'axios',
  'axios-retry',
  '@octokit/core',
  '@octokit/plugin-throttling',
  '@forge/api',
  '@forge/kvs',
  'libsql',
];

/** @param {string} name */
const versionOf = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
/** @param {string} text */
const escaped = (text) => text.replaceAll('|', '\\|');

/** @param {import('./figures.mjs').Figure} figure */
function rowOf({ name, value, unit, spread, goal, isMissed, ifMissed }) {
  const range = spread === undefined ? '' : spread.map((one) => shown(one)).join(' to ');
  const verdict =
    goal === null ? '' : isMissed ? `**missed**${ifMissed === undefined ? '' : `: ${ifMissed}`}` : 'met';
  return `| ${[name, `${shown(value)} ${unit}`.trim(), range, goal ?? '', verdict].map(escaped).join(' | ')} |`;
}

/** @param {import('./run-bench.mjs').BenchResult} result */
function sectionOf({ bench, figures, output }, args = '') {
  const table = [
    '| Figure | Value | Spread | Goal | |',
    '| --- | --- | --- | --- | --- |',
    ...figures.map(rowOf),
  ];
  // What is in the table is not said twice.
  const names = figures.map(({ name }) => `${name}: `);
  const more = output
    .split('\n')
    .filter((line) => !names.some((name) => line.startsWith(name)))
    .join('\n')
    .trim();
  return [
    ...[`## ${bench}`, '', `\`npm run bench -- ${[bench, args].join(' ').trim()}\``, ''],
    ...(figures.length === 0 ? [] : [...table, '']),
    ...(more === '' ? [] : ['```text', more, '```', '']),
  ];
}

/** What stands on the page of a bench. @param {string} page @param {string} bench */
function keptSection(page, bench) {
  const from = page.indexOf(`\n## ${bench}\n`);
  if (from < 0) return [];
  const to = page.indexOf('\n## ', from + 1);
  return page
    .slice(from + 1, to < 0 ? undefined : to)
    .trimEnd()
    .split('\n');
}

/**
 * One that takes most of an hour, in its place on the page that stands.
 * @param {import('./run-bench.mjs').BenchResult} result
 * @param {string} args its options, as they were given
 */
export function writeAlone(result, args) {
  const file = join(root, benchmarksFile);
  const page = readFileSync(file, 'utf8');
  const before = keptSection(page, result.bench).join('\n');
  const section = sectionOf(result, args).join('\n').trimEnd();
  writeFileSync(
    file,
    before === '' ? `${page.trimEnd()}\n\n${section}\n` : page.replace(before, () => section),
  );
}

/**
 * @param {readonly import('./run-bench.mjs').BenchResult[]} results
 * @param {readonly string[]} alone benches that are not among them, whose sections stay
 * @param {string} noise how much the machine's measurements differ, in words
 */
export function writePage(results, alone, noise) {
  const page = readFileSync(join(root, benchmarksFile), 'utf8');
  const [processor] = cpus();
  const missed = results.flatMap(({ figures }) => figures.filter(({ isMissed }) => isMissed));
  const lines = [
    ...['# Benchmarks', ''],
    'Written by `npm run bench`; do not edit. What is compared runs side by side in one process or in turns. A value is a median',
    'where a spread stands beside it, and the spread is the tenth and ninetieth percentile of its rounds. Times are those of the machine below, and of what else',
    'it had to do; ratios and counts hold elsewhere, too.',
    '',
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Machine: ${cpus().length} cores of ${processor?.model ?? 'an unnamed processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
    `- Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- Beside: ${beside.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
    `- Noise: ${noise}`,
    `- Seconds: ${results.map(({ bench, seconds }) => `${bench} ${seconds}`).join(', ')}; all ${results.reduce((sum, { seconds }) => sum + seconds, 0)}`,
    `- Goals missed: ${missed.length === 0 ? 'none' : missed.map(({ name }) => name).join('; ')}`,
    '',
    ...results.flatMap((result) => sectionOf(result)),
    ...alone.flatMap((bench) => keptSection(page, bench)),
  ];
  writeFileSync(join(root, benchmarksFile), `${lines.join('\n').trimEnd()}\n`);
  writeReadme(results.flatMap(({ figures }) => figures));
}
