import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDashboard } from './dashboard.mjs';
import { buildLibrary } from './library.mjs';
import { npm } from './npm.mjs';
import { inRoot, tools } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';
import {
  changelogFaults,
  readReleaseOptions,
  tarballFaults,
  treeFaults,
  versionFaults,
} from './release-rules.mjs';
import { capture, excerpt, foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** @param {string} file */
const textOf = (file) => readFileSync(inRoot(file), 'utf8');

/** @param {string[]} args */
async function git(...args) {
  const { code, output } = await capture('git', args);
  if (code !== 0) throw new Problem(`git ${args.join(' ')} failed:\n${excerpt(output)}`);
  return output;
}

/**
 * Says a step's line; the first fault ends the release.
 * @param {string} what
 * @param {readonly string[]} faults
 */
function passed(what, faults = []) {
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${what}`);
  if (faults.length > 0) throw new Problem(faults.join('\n'));
}

/**
 * @param {string} what
 * @param {Promise<{ code: number, output: string }>} run
 */
async function ran(what, run) {
  const { code, output } = await run;
  passed(what, code === 0 ? [] : [excerpt(output)]);
  return output;
}

/** @param {string} version */
async function checkTexts(version) {
  const lock = JSON.parse(textOf('package-lock.json'));
  passed('nothing is uncommitted', treeFaults(await git('status', '--porcelain')));
  const tags = (await git('tag', '--list')).split('\n');
  passed(`version ${version}`, versionFaults({ version, lockVersion: lock.version, tags }));
  passed('CHANGELOG.md has its heading', changelogFaults(textOf('CHANGELOG.md'), version));
  const docs = readdirSync(inRoot('docs')).filter((file) => file.endsWith('.md'));
  const files = ['README.md', ...docs.map((file) => `docs/${file}`)];
  const documents = files.map((file) => ({ file, text: textOf(file) }));
  passed('the documents name this tarball', tarballFaults(documents, version));
}

/** @param {readonly string[]} skipped */
async function checkCode(skipped) {
  const scripts = {
    check: 'scripts/check.mjs',
    test: 'scripts/test.mjs',
    forge: 'scripts/forge/check.mjs',
  };
  for (const [name, script] of Object.entries(scripts)) {
    const command = name === 'forge' ? 'npm run check:forge' : name === 'test' ? 'npm test' : 'npm run check';
    if (skipped.includes(name)) console.log(`skipped ${command}`);
    else passed(command, (await foreground([inRoot(script)])) === 0 ? [] : [`${command} failed.`]);
  }
}

/** Builds and packs. Resolves with the tarball's path. */
async function pack() {
  const folder = inRoot('.cache', 'release');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await ensureDashboard();
  await buildLibrary(inRoot('dist'));
  const args = ['pack', inRoot('dist'), '--ignore-scripts', '--silent'];
  const output = await ran('built and packed', npm(args, folder));
  return join(folder, output.trim().split('\n').at(-1) ?? '');
}

/** @param {string} tarball */
async function judge(tarball) {
  await ran('attw', capture(process.execPath, [tools.attw, tarball]));
  await ran('publint', capture(process.execPath, [tools.publint, 'run', tarball, '--strict']));
}

/**
 * As somebody has it who only has the tarball: installed by npm in an empty folder, and run by the line of the documents.
 * @param {string} tarball
 * @param {string} version
 */
async function tryOut(tarball, version) {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-release-'));
  try {
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await ran('npm install in an empty folder', npm(['install', ...quiet, tarball], folder));
    const wanted =
      "const { version } = require('points-gauge/package.json'); require('points-gauge'); console.log(version)";
    const found = await ran('it loads', capture(process.execPath, ['-e', wanted], { cwd: folder }));
    passed(`it is ${version}`, found.trim() === version ? [] : [`The tarball says ${found.trim()}.`]);
    const line = ['exec', '--yes', `--package=${tarball}`, '--', 'points-gauge', 'embed', '--help'];
    const said = await ran('its own line runs', npm(line, folder));
    passed('and knows embed', said.includes('Puts the gauge into a Forge app') ? [] : [excerpt(said)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm run release [-- --skip check,test,forge] [--publish]`: walks the checklist of docs/publishing.md; publishes when it is told to. */
await runMain(async () => {
  const { skipped, isPublished, fault } = readReleaseOptions(process.argv.slice(2));
  if (fault !== null) throw new Problem(fault);
  await ensureInstalled();
  const { version } = JSON.parse(textOf('package.json'));
  await checkTexts(version);
  await checkCode(skipped);
  const tarball = await pack();
  await judge(tarball);
  await tryOut(tarball, version);
  passed('nothing was changed by it', treeFaults(await git('status', '--porcelain')));
  if (isPublished)
    await ran('published', npm(['publish', tarball, '--ignore-scripts'], inRoot('.cache', 'release')));
  else
    console.log(`\nNot published. When it is time: npm run release -- --publish, or npm publish ${tarball}`);
  console.log(`The tag: git tag -a v${version} -m "Points Gauge ${version}" && git push origin v${version}`);
  return existsSync(tarball) ? 0 : 1;
});
