import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import { parseDocument } from 'yaml';
import { ensureDashboard } from '../dashboard.mjs';
import { ensurePackages } from '../install.mjs';
import { buildLibrary } from '../library.mjs';
import { npm } from '../npm.mjs';
import { inRoot } from '../paths.mjs';
import { Problem, runMain } from '../problem.mjs';
import { capture, excerpt, withProgress } from '../run.mjs';
import { ensureInstalled } from '../setup.mjs';
import { prepareBare } from './bare-app.mjs';
import { runApp } from './run-app.mjs';
import { runJudge } from './run-judge.mjs';

const cache = inRoot('.cache', 'embed-check');

/** The package as an app gets it: one tarball, made anew, in a folder without spaces of its own. */
async function packGauge() {
  const built = join(cache, 'package');
  mkdirSync(cache, { recursive: true });
  await buildLibrary(built);
  const { code, output } = await npm(['pack', built, '--ignore-scripts', '--silent'], cache);
  if (code !== 0) throw new Problem(`The package could not be packed:\n${excerpt(output)}`);
  return {
    command: join(built, 'points-gauge.mjs'),
    tarball: join(cache, output.trim().split('\n').at(-1) ?? ''),
  };
}

/**
 * A copy to work on, as somebody has it who just cloned the app.
 * @param {string} source
 */
function copyOf(source, name = basename(source)) {
  const folder = join(cache, 'apps', name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|\.git)$/.test(path) || path === source,
  });
  // An app's lock file may name a registry that this machine does not reach.
  for (const lock of ['package-lock.json', 'bun.lock', 'yarn.lock', 'pnpm-lock.yaml'])
    rmSync(join(folder, lock), { force: true });
  registerAsForgeDoes(join(folder, 'manifest.yml'));
  return folder;
}

/**
 * A public app often leaves out its id, which `forge register` writes for whoever deploys it.
 * @param {string} manifestFile
 */
function registerAsForgeDoes(manifestFile) {
  const manifest = parseDocument(readFileSync(manifestFile, 'utf8'));
  if (manifest.getIn(['app', 'id'])) return;
  manifest.setIn(['app', 'id'], 'ari:cloud:ecosystem::app/00000000-0000-4000-8000-000000000000');
  writeFileSync(manifestFile, manifest.toString());
}

/**
 * `npm run embed:check -- <folder> [options of embed]`: embeds the gauge in a copy of somebody's app by the command alone, installs it,
 * has Forge's tools judge it, runs every function of its manifest in the local Forge, and takes the gauge out again.
 * @param {string} source
 * @param {string[]} flags
 * @param {{ command: string, tarball: string }} gauge
 */
async function check(source, flags, gauge) {
  const name = basename(source);
  const folder = copyOf(source);
  const manifest = readFileSync(join(folder, 'manifest.yml'), 'utf8');
  // Asked for by the tarball, as long as no registry has it.
  const env = { ...process.env, POINTS_GAUGE_SPEC: `file:${gauge.tarball}` };
  /** @param {string[]} args */
  const embed = (...args) => capture(process.execPath, [gauge.command, 'embed', folder, ...args], { env });
  const embedded = await embed('--yes', '--force', '--no-install', ...flags);
  if (embedded.code !== 0) return refused(name, embedded.output);
  const own = changesOfOwnFiles(embedded.output);
  const installed = await withProgress(`Installing ${name}`, () =>
    npm(
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
      folder,
    ),
  );
  if (installed.code !== 0) return refused(name, `npm install failed:\n${installed.output}`);
  const again = await embed('--force', ...flags);
  const bundleFile = join(folder, 'bundle', 'index.js');
  const verdict = await runJudge({ name, folder, bundleFile });
  const ran = existsSync(bundleFile) ? await runBoth({ source, folder, manifest, bundleFile }) : null;
  await embed('--undo', '--yes', '--force');
  const isAsBefore = readFileSync(join(folder, 'manifest.yml'), 'utf8') === manifest;
  console.log(`${name}: ${own} changed lines in sources of its own`);
  for (const line of embedded.output.split('\n').filter((one) => /^ {2}\S+:\d+ {2}/.test(one)))
    console.log(`  it could not: ${line.trim()}`);
  console.log(`  twice is once: ${again.output.includes('nothing to do') ? 'yes' : excerpt(again.output)}`);
  for (const { judge, level, file, line, message } of verdict.findings)
    console.log(`  ${level} (${judge}) ${file}:${line} ${message}`);
  console.log(`  linted ${verdict.lintedFiles} files; bundle: ${ran === null ? 'none' : 'made'}`);
  console.log(
    `  taken out again: manifest.yml ${isAsBefore ? 'is as it was, to the byte' : 'DIFFERS from what it was'}`,
  );
  const isEqual = ran !== null && printRun(ran);
  return isEqual && isAsBefore && verdict.findings.every(({ level }) => level !== 'error');
}

/**
 * The app with the gauge, and without it: the same events to both, so that what differs is the gauge's doing.
 * @param {{ source: string, folder: string, manifest: string, bundleFile: string }} app
 */
async function runBoth({ source, folder, manifest, bundleFile }) {
  const testingFile = join(cache, 'package', 'testing.js');
  const ran = await runApp({ testingFile, folder, bundleFile, isEmbedded: true });
  const bare = copyOf(source, `${basename(source)}-bare`);
  const isTyped = existsSync(join(folder, 'src', 'points-gauge-entry.ts'));
  prepareBare({ folder: bare, manifest, packages: folder, isTyped });
  const bareFile = join(bare, 'bundle', 'index.js');
  await runJudge({ name: basename(bare), folder: bare, bundleFile: bareFile });
  const before = await runApp({ testingFile, folder: bare, bundleFile: bareFile, isEmbedded: false });
  const isSame = isDeepStrictEqual([ran.runs, ran.calls], [before.runs, before.calls]);
  if (!isSame) console.log(diffOf(before, ran));
  return { ...ran, isSame };
}

/**
 * @param {import('./run-app.mjs').Ran} before
 * @param {import('./run-app.mjs').Ran} after
 */
function diffOf(before, after) {
  /** @param {import('./run-app.mjs').Ran} ran */
  const text = ({ runs, calls }) =>
    [...runs.map(({ what, outcome }) => `${what}: ${outcome}`), ...calls].join('\n');
  return createTwoFilesPatch('without the gauge', 'with it', text(before), text(after), '', '', {
    context: 0,
  });
}

/**
 * @param {string} name
 * @param {string} output
 */
function refused(name, output) {
  console.log(`${name}: not embedded\n${excerpt(output).replace(/^/gm, '  ')}`);
  return false;
}

/**
 * @param {import('./run-app.mjs').Ran & { isSame: boolean }} ran
 * @returns {boolean} whether the gauge has in its books what the emulator charged, and the app did as before
 */
function printRun({ runs, charged, metered, leftOver, notEmulated, refusedForScope, isSame }) {
  if (metered === null) return false;
  for (const { what, outcome } of runs) console.log(`  ${what}: ${outcome}`);
  for (const what of notEmulated) console.log(`  ${what}`);
  if (leftOver > 0)
    console.log(`  work that the app did not wait for, ${leftOver} times: Forge freezes it where it is`);
  for (const what of new Set(refusedForScope)) console.log(`  refused for a scope: ${what}`);
  const refusals = refusedForScope.length;
  const isEqual = charged.requests === metered.requests && charged.points === metered.points;
  console.log(
    `  ran ${runs.length} ways into its functions: ${metered.requests} calls and ${metered.points} points metered, ` +
      `${charged.requests} and ${charged.points} in the account of the emulator` +
      (refusals === 0 ? '' : `, ${refusals} of them refused for a scope`) +
      `: ${isEqual ? 'equal' : 'DIFFERENT'}`,
  );
  if (!isEqual) console.log({ charged: charged.byEndpoint, metered: metered.byEndpoint });
  console.log(`  answers and calls without the gauge: ${isSame ? 'the same' : 'DIFFERENT'}`);
  return isEqual && isSame;
}

/**
 * Lines taken out of files that the app had, but for its manifest and package.json.
 * @param {string} diff
 */
function changesOfOwnFiles(diff) {
  return diff
    .split(/^(?=--- )/m)
    .filter((part) => /^--- a\/(?!manifest\.yml|package\.json)/.test(part))
    .flatMap((part) => part.split('\n').filter((line) => /^-(?!-)/.test(line))).length;
}

await runMain(async () => {
  const args = process.argv.slice(2);
  const folders = args.filter((arg) => !arg.startsWith('-'));
  if (folders.length === 0)
    throw new Problem('Name the folders of Forge apps: npm run embed:check -- ../my-app');
  await ensureInstalled();
  await ensureDashboard();
  await ensurePackages(inRoot('scripts', 'forge'), {
    title: "Installing Forge's own tools (about a minute, 250 MB)",
    args: ['--ignore-scripts'],
  });
  const gauge = await withProgress('Packing the gauge', packGauge);
  const flags = args.filter((arg) => arg.startsWith('-'));
  let passed = true;
  for (const folder of folders) passed = (await check(resolve(folder), flags, gauge)) && passed;
  return passed ? 0 : 1;
});
