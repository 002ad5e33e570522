// The figures that the README quotes, written there from the last run, so that they cannot differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown } from './figures.mjs';

const readme = join(import.meta.dirname, '..', 'README.md');
const [begin, end] = ['<!-- figures -->', '<!-- /figures -->'];

/** By their names; those that a run did not give are left out. */
const quoted = [
  'Points Gauge (Forge): added to a small call, median',
  'Points Gauge (Node): added to a small call, median',
  'bottleneck.wrap: added to a small call, median',
  'octokit throttling: added to a small call, median',
  'readRateLimits, product given',
  '10 calls an invocation: written by one, median',
  '10 calls an invocation: bytes against one write a call',
  '1 million calls a month on one installation, at full price',
  '1 million calls a month on 10,000 installations, at full price',
  'answer for 30 days, 150 endpoints',
  'admin page, first figures, CPU slowed 4x',
  'admin page, first view in English, compressed',
  'admin page, all scripts in one language, compressed',
  'walls that own calls drive, warned of 5 minutes before',
  'hours with a false alarm',
];

/**
 * @throws Error when the README has no place for them
 * @param {readonly import('./figures.mjs').Figure[]} figures
 */
export function writeReadme(figures) {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no part between ${begin} and ${end}.`);
  const rows = quoted.flatMap((name) => {
    const found = figures.find((figure) => figure.name === name);
    return found === undefined ? [] : [`| ${name} | ${shown(found.value)} ${found.unit} |`];
  });
  const date = new Date().toISOString().slice(0, 10);
  const table = ['', `| Measured on ${date} | |`, '| --- | --- |', ...rows, ''];
  writeFileSync(readme, `${text.slice(0, from + begin.length)}\n${table.join('\n')}\n${text.slice(to)}`);
}
