import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundleApp } from '../bundle.mjs';
import { inRoot } from '../paths.mjs';
import { confluenceVariant } from './confluence-variant.mjs';
import { scopeNames } from './manifest-rules.mjs';
import { programsVariant } from './programs-variant.mjs';
import { warningsVariant, writeScope } from './warnings-variant.mjs';

/** Calls `demoManifest()` of the demo, which is TypeScript, with the root manifest's text. */
async function demoManifestText() {
  const outfile = inRoot('.cache', 'forge-apps', 'demo-manifest.cjs');
  await bundleApp({ entry: 'demo/manifest.ts', outfile });
  const { demoManifest } = createRequire(import.meta.url)(outfile);
  return demoManifest(readFileSync(inRoot('manifest.yml'), 'utf8'));
}

/**
 * @typedef {object} App
 * @property {string} name
 * @property {import('./manifest').Manifest} manifest
 * @property {string} [manifestText] where it is not the project's own
 * @property {string[]} [absentScopes] that it leaves out on purpose
 * @property {string[]} [acceptedWarnings] words of what Forge may say of its manifest
 * @property {string} [bundleFile] where its bundle goes
 * @property {boolean} [isRoot]
 * @property {boolean} [isEmbedded]
 * @property {boolean} [isDemo]
 */

/**
 * The apps that Forge judges: the gauge, the gauge for Confluence-only sites and the one that warns by work items, the one that programs may ask, and two that embed it, from its package and its source.
 * @returns {Promise<App[]>}
 */
export async function appsToJudge() {
  const { parse, stringify } = await import('yaml');
  const text = readFileSync(inRoot('manifest.yml'), 'utf8');
  const confluence = confluenceVariant(parse(text));
  const warnings = warningsVariant(parse(text));
  const programs = programsVariant(parse(text));
  /** @type {App[]} */
  const apps = [
    {
      name: 'gauge',
      manifest: parse(text),
      isRoot: true,
      // Only the variant for work items writes to Jira. Elsewhere the first try is refused, and Settings says how to get the scope.
      absentScopes: [writeScope],
      bundleFile: inRoot('.cache', 'forge', 'index.js'),
    },
    {
      name: 'gauge-warnings',
      manifest: warnings,
      manifestText: stringify(warnings, { aliasDuplicateObjects: false }),
    },
    {
      name: 'gauge-programs',
      manifest: programs,
      manifestText: stringify(programs, { aliasDuplicateObjects: false }),
      absentScopes: [writeScope],
    },
    {
      name: 'gauge-confluence',
      manifest: confluence,
      manifestText: stringify(confluence, { aliasDuplicateObjects: false }),
      // The same code serves both kinds of site and asks Jira nothing where there is none; the linter cannot know that.
      absentScopes: scopeNames(warnings).filter((scope) => !scopeNames(confluence).includes(scope)),
    },
  ];
  const exampleText = readFileSync(inRoot('examples', 'forge-app', 'manifest.yml'), 'utf8');
  apps.push({
    name: 'example',
    manifest: parse(exampleText),
    manifestText: exampleText,
    isEmbedded: true,
    // Many apps still have it there, and the command takes the name that its page shows from it.
    acceptedWarnings: ['The "name" property under "app" is deprecated'],
    bundleFile: inRoot('.cache', 'forge-example', 'index.js'),
  });
  if (existsSync(inRoot('demo', 'manifest.ts'))) {
    const demoText = await demoManifestText();
    apps.push({
      name: 'demo',
      manifest: parse(demoText),
      manifestText: demoText,
      isDemo: true,
      bundleFile: inRoot('.cache', 'forge-demo', 'index.js'),
    });
  }
  return apps;
}
