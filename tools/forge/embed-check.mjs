import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ensureDashboard } from '../../local/bin/dashboard.mjs';
import { ensurePackages } from '../../local/bin/install.mjs';
import { buildLibrary } from '../../local/bin/library.mjs';
import { npm } from '../../local/bin/npm.mjs';
import { inRoot } from '../../local/bin/paths.mjs';
import { Problem, runMain } from '../../local/bin/problem.mjs';
import { capture, excerpt, withProgress } from '../../local/bin/run.mjs';
import { ensureInstalled } from '../../local/bin/setup.mjs';
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
    command: join(built, 'points-gauge.cjs'),
    tarball: join(cache, output.trim().split('\n').at(-1) ?? ''),
  };
}

/**
 * `npm run embed:check -- <folder>`: embeds the gauge in a copy of somebody's app and has Forge's tools judge it before and after.
 * @param {string} source
 * @param {{ command: string, tarball: string }} gauge
 */
async function check(source, gauge) {
  const folder = join(cache, 'apps', basename(source));
  rmSync(folder, { recursive: true, force: true });
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|\.git)$/.test(path) || path === source,
  });
  // An app's lock file may name a registry that this machine does not reach.
  for (const lock of ['package-lock.json', 'bun.lock', 'yarn.lock', 'pnpm-lock.yaml'])
    rmSync(join(folder, lock), { force: true });
  // Asked for by the tarball, as long as no registry has it.
  const manifest = readFileSync(join(folder, 'manifest.yml'), 'utf8');
  const args = [gauge.command, 'embed', folder, '--yes', '--force', '--no-install'];
  const embedded = await capture(process.execPath, args, {
    env: { ...process.env, POINTS_GAUGE_SPEC: `file:${gauge.tarball}` },
  });
  if (embedded.code !== 0) throw new Problem(`${basename(source)}:\n${excerpt(embedded.output)}`);
  const changed = embedded.output.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
  const own = changesOfOwnFiles(embedded.output);
  const installed = await withProgress(`Installing ${basename(source)}`, () =>
    npm(
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
      folder,
    ),
  );
  if (installed.code !== 0) throw new Problem(`npm install failed:\n${excerpt(installed.output)}`);
  const again = await capture(process.execPath, [gauge.command, 'embed', folder, '--force'], {
    env: { ...process.env, POINTS_GAUGE_SPEC: `file:${gauge.tarball}` },
  });
  const verdict = await runJudge({
    name: basename(source),
    folder,
    bundleFile: join(folder, 'bundle', 'index.js'),
  });
  console.log(`${basename(source)}: ${changed.length} lines in all, ${own} of them in sources of its own`);
  console.log(`  twice is once: ${again.output.includes('nothing to do') ? 'yes' : excerpt(again.output)}`);
  for (const { judge, level, file, line, message } of verdict.findings)
    console.log(`  ${level} (${judge}) ${file}:${line} ${message}`);
  console.log(
    `  linted ${verdict.lintedFiles} files; bundle: ${existsSync(join(folder, 'bundle', 'index.js')) ? 'made' : 'none'}`,
  );
  await capture(process.execPath, [gauge.command, 'embed', folder, '--undo', '--yes', '--force']);
  const isAsBefore = readFileSync(join(folder, 'manifest.yml'), 'utf8') === manifest;
  console.log(
    `  taken out again: manifest.yml ${isAsBefore ? 'is as it was, to the byte' : 'DIFFERS from what it was'}`,
  );
  return verdict.findings.every(({ level }) => level !== 'error') && isAsBefore;
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
  const folders = process.argv.slice(2);
  if (folders.length === 0)
    throw new Problem('Name the folders of Forge apps: npm run embed:check -- ../my-app');
  await ensureInstalled();
  await ensureDashboard();
  await ensurePackages(inRoot('tools', 'forge'), {
    title: "Installing Forge's own tools (about a minute, 250 MB)",
    args: ['--ignore-scripts'],
  });
  const gauge = await withProgress('Packing the gauge', packGauge);
  let passed = true;
  for (const folder of folders) passed = (await check(resolve(folder), gauge)) && passed;
  return passed ? 0 : 1;
});
