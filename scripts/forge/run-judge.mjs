import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { capture, excerpt } from '../run.mjs';

const here = inRoot('scripts', 'forge');
/** @param {string} name */
const swagger = (name) => join(here, 'swagger', `${name}.json`);

/** Stand-ins for what Forge's tools would fetch: the runtime's wrapper, and the products' API descriptions. */
function offlineEnvironment() {
  const runtime = inRoot('.cache', 'forge-apps', 'runtime');
  mkdirSync(join(runtime, 'dist'), { recursive: true });
  for (const part of ['wrapper', 'loader'])
    writeFileSync(join(runtime, 'dist', `${part}.js`), '// Not used: only the bundle is.\n');
  return {
    ...process.env,
    FORGE_RUNTIME_PATH: runtime,
    // The linter keeps a cache in the user's configuration; this one is ours.
    XDG_CONFIG_HOME: inRoot('.cache', 'forge-apps', 'config'),
    USE_LOCAL_SWAGGER: '1',
    LOCAL_JIRA_SWAGGER: swagger('jira'),
    LOCAL_JSM_SWAGGER: swagger('none'),
    LOCAL_JSW_SWAGGER: swagger('none'),
    LOCAL_CONF_SWAGGER: swagger('confluence'),
    LOCAL_CONF_V2_SWAGGER: swagger('confluence-v2'),
    LOCAL_BB_SWAGGER: swagger('none'),
  };
}

/**
 * @typedef {{ judge: string, level: string, file: string, line: number, column: number, message: string }} Finding
 * @typedef {{ findings: Finding[], lintedFiles: number | null }} Verdict
 */

/**
 * Runs Forge's tools on an app folder. Gives their findings; that they did not finish is a finding, too.
 * @param {{ name: string, folder: string, bundleFile?: string | undefined }} app
 * @returns {Promise<Verdict>}
 */
export async function runJudge({ name, folder, bundleFile }) {
  const resultFile = inRoot('.cache', 'forge-apps', `${name}.findings.json`);
  rmSync(resultFile, { force: true });
  // A bundle of an earlier run must not be tested in place of one that was not made.
  if (bundleFile !== undefined) rmSync(bundleFile, { force: true });
  const args = [join(here, 'judge.cjs'), resultFile, ...(bundleFile === undefined ? [] : [bundleFile])];
  const { output } = await capture(process.execPath, args, { cwd: folder, env: offlineEnvironment() });
  if (existsSync(resultFile)) return JSON.parse(readFileSync(resultFile, 'utf8'));
  const message = `Forge's tools ended without a result:\n${excerpt(output)}`;
  return {
    findings: [{ judge: 'check', level: 'error', file: '', line: 0, column: 0, message }],
    lintedFiles: 0,
  };
}
