// What it costs an app to embed the gauge: the command's time for apps of 20 and of 2,000 sources, and what the gauge adds to the app's bundle and to
// the start of its process.
// Run: npm run bench -- embed   (exit 1 when a goal is missed)
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';
import { inRoot } from '../scripts/paths.mjs';
import { kilobytesOf } from './first-view.mjs';
import { figure, median, spreadOf, verdict } from './figures.mjs';
import { loadSource } from './load.mjs';

const { app, embedded, planRemoval } = await loadSource(`
  export { app, embedded } from './test/embed/apps';
  export { planRemoval } from './cli/embed/plan';
`);
const sizes = [20, 2_000];
const starts = 9;

/**
 * Every fourth calls products.
 * @param {number} count
 */
const appOf = (count) =>
  app(
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `src/part-${n}.js`,
        `${n % 4 === 0 ? "import api, { route } from '@forge/api';" : "import { join } from './join';"}
export const part${n} = async (key) => {
  ${n % 4 === 0 ? 'const answer = await api.asApp().requestJira(route`/rest/api/3/issue/${key}`);\n  return answer.json();' : 'return join(key);'}
};
`,
      ]),
    ),
  );

/** @param {readonly number[]} times @param {readonly number[]} counts two of each */
const exponent = ([less = NaN, more = NaN], [few = NaN, many = NaN]) =>
  Math.log(more / less) / Math.log(many / few);

const times = sizes.map((count) => {
  const before = appOf(count);
  const tookMs = [];
  for (let round = 0; round < 6; round += 1) {
    const start = performance.now();
    const { files } = embedded(before);
    if (round > 0) tookMs.push(performance.now() - start);
    if (round > 0) continue;
    const metered = [...files.values()].filter((text) => text.includes("from 'points-gauge/api'")).length;
    if (metered < count / 4) throw new Error(`${metered} of ${count} sources are metered.`);
    const after = planRemoval(files);
    const isSame =
      after.size === before.size && [...before].every(([name, text]) => after.get(name) === text);
    verdict(`embed: ${count} sources are as before when it is undone`, isSame, isSame ? 'to the byte' : 'no');
  }
  figure(`embed: an app of ${count} sources`, median(tookMs), 'ms', { spread: spreadOf(tookMs) });
  return Math.min(...tookMs);
});
figure(`embed: exponent of time, ${sizes.join(' to ')} sources`, exponent(times, sizes), '', { most: 1.1 });

mkdirSync(inRoot('.cache'), { recursive: true });
const folder = mkdtempSync(inRoot('.cache', 'bench-embed-'));
const bundles = { bare: '@forge/api', gauge: './src/forge' };
for (const [name, from] of Object.entries(bundles))
  await build({
    stdin: { contents: `export * from '${from}';`, resolveDir: inRoot(), loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'cjs', minify: true, logLevel: 'error' },
    outfile: join(folder, `${name}.cjs`),
  });
/** @param {string} name */
const file = (name) => join(folder, `${name}.cjs`);
/** @type {{ bare: number[], gauge: number[] }} */
const took = { bare: [], gauge: [] };
const timing =
  'const from = process.hrtime.bigint(); require(process.argv[1]); console.log(Number(process.hrtime.bigint() - from) / 1e6);';
// In turns: what slows the machine for a moment hits both.
for (let n = 0; n < starts; n += 1)
  for (const [name, loadMs] of Object.entries(took)) {
    const child = spawnSync(process.execPath, ['-e', timing, file(name)], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    loadMs.push(Number(child.stdout.trim().split('\n').at(-1)));
  }
const added = took.gauge.map((ms, n) => ms - (took.bare[n] ?? NaN));
figure('embed: @forge/api alone, minified, compressed', kilobytesOf(file('bare')), 'KB');
figure(
  'embed: added to the bundle, minified, compressed',
  kilobytesOf(file('gauge')) - kilobytesOf(file('bare')),
  'KB',
);
figure('embed: @forge/api alone, loaded by a new process', median(took.bare), 'ms', {
  spread: spreadOf(took.bare),
});
figure('embed: added to the start of a process', median(added), 'ms', { spread: spreadOf(added) });
rmSync(folder, { recursive: true });
