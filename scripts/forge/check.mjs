import { existsSync } from 'node:fs';
import { findChromium } from '../chromium.mjs';
import { ensureDashboard } from '../dashboard.mjs';
import { ensurePackages } from '../install.mjs';
import { inRoot, root, tools } from '../paths.mjs';
import { runMain } from '../problem.mjs';
import { foreground, withProgress } from '../run.mjs';
import { ensureInstalled } from '../setup.mjs';
import { writeAppFolder } from './app-folder.mjs';
import { appsToJudge } from './apps.mjs';
import { writeEmbeddedApp } from './embedded-app.mjs';
import { manifestFindings } from './manifest-rules.mjs';
import { runJudge } from './run-judge.mjs';

/**
 * @typedef {import('./apps.mjs').App} App
 * @typedef {import('./run-judge.mjs').Finding} Finding
 * @typedef {import('./run-judge.mjs').Verdict} Verdict
 */

/** @param {Finding} finding */
function print({ judge, level, file, line, column, message }) {
  const place = file === '' ? '' : `${file}:${line}:${column} `;
  console.log(`  ${level} (${judge}) ${place}${message}`);
}

/**
 * The scope that the linter misses in a finding, if it is one that this manifest leaves out on purpose.
 * @param {Finding} finding
 * @param {string[]} [absentScopes]
 */
function absentScopeOf({ judge, message }, absentScopes = []) {
  if (judge !== 'linter') return undefined;
  return absentScopes.find((scope) => message.includes(`requires "${scope}" scope`));
}

/**
 * @param {Finding} finding
 * @param {string[]} [acceptedWarnings]
 */
function isAcceptedWarning({ judge, level, message }, acceptedWarnings = []) {
  return (
    judge === 'manifest' && level === 'warning' && acceptedWarnings.some((words) => message.includes(words))
  );
}

/**
 * Says the verdict on one app in a line, with the findings below it. True when there is none.
 * @param {App} app
 * @param {Verdict} verdict
 */
function report(app, verdict) {
  /** @param {Finding} finding */
  const isMeant = (finding) =>
    absentScopeOf(finding, app.absentScopes) !== undefined ||
    isAcceptedWarning(finding, app.acceptedWarnings);
  const findings = verdict.findings.filter((finding) => !isMeant(finding));
  for (const message of manifestFindings(app.manifest)) {
    findings.push({ judge: 'rules', level: 'error', file: 'manifest.yml', line: 0, column: 0, message });
  }
  const word = findings.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${word}  ${app.name}: manifest, linter (${verdict.lintedFiles ?? 'no'} files), bundler`);
  findings.forEach(print);
  for (const scope of app.absentScopes ?? []) {
    const count = verdict.findings.filter((one) => absentScopeOf(one, [scope]) !== undefined).length;
    if (count > 0) console.log(`  accepted ${count} x linter: ${scope}, left out on purpose`);
  }
  for (const words of app.acceptedWarnings ?? []) {
    const count = verdict.findings.filter((one) => isAcceptedWarning(one, [words])).length;
    if (count > 0) console.log(`  accepted ${count} x manifest: ${words}`);
  }
  return findings.length === 0;
}

/**
 * The gauge is judged where it stands; a variant of it, and what embeds it, in a folder laid out for it.
 * @param {App} app
 */
function folderOf(app) {
  if (app.isRoot) return root;
  return app.isEmbedded ? writeEmbeddedApp() : writeAppFolder(app);
}

/**
 * The end-to-end test once more, against the bundles that Forge's own bundler made.
 * @param {readonly App[]} apps
 */
async function testBundles(apps) {
  /** @param {string} name */
  const bundleOf = (name) => apps.find((app) => app.name === name)?.bundleFile;
  const env = {
    ...process.env,
    POINTS_GAUGE_CHROMIUM: await findChromium(),
    POINTS_GAUGE_APP_BUNDLE: bundleOf('gauge'),
    POINTS_GAUGE_DEMO_BUNDLE: bundleOf('demo'),
    POINTS_GAUGE_EXAMPLE_BUNDLE: bundleOf('example'),
  };
  return foreground(
    [tools.jest, 'test/e2e', 'test/embed/embed', '--maxWorkers=2', ...process.argv.slice(2)],
    { env },
  );
}

/** `npm run check:forge`: Forge's own judgement, without network. Arguments go to jest. */
await runMain(async () => {
  await ensureInstalled();
  await ensurePackages(inRoot('scripts', 'forge'), {
    title: "Installing Forge's own tools (about a minute, 250 MB)",
    args: ['--ignore-scripts'],
  });
  await ensureDashboard();
  const apps = await appsToJudge();
  const verdicts = await withProgress("Asking Forge's own tools", () =>
    Promise.all(
      apps.map(async (app) => ({ app, verdict: await runJudge({ ...app, folder: await folderOf(app) }) })),
    ),
  );
  const passed = verdicts.map(({ app, verdict }) => report(app, verdict)).every(Boolean);
  const unbundled = apps.filter(({ bundleFile }) => bundleFile !== undefined && !existsSync(bundleFile));
  if (unbundled.length > 0) {
    console.log(`No end-to-end test: there is no bundle of ${unbundled.map(({ name }) => name).join(', ')}.`);
    return 1;
  }
  const code = await testBundles(apps);
  return passed ? code : 1;
});
