import type { AppFiles, Finding } from './app-files';
import { readAppManifest, type AppManifest } from './app-manifest';
import { InputError } from '../../src/input-error';
import type { GaugePart } from './gauge-part';
import { renamedImports } from './imports';
import { fittingPart, keysOf, manifestWithout, mergedManifest } from './manifest-plan';
import {
  entryModule,
  entryModuleText,
  gaugeModule,
  gaugeModuleText,
  namedFunctions,
  partsOf,
} from './modules';
import { readPackageJson, withGaugePackages, withoutGaugePackages } from './package-json';
import { packageManagerOf, type PackageManager } from './package-manager';
import { handlerFile, renameAll, usesForgeStorage } from './sources';
import { readState, stateFile, writeState } from './state';
import { YamlEditError } from './yaml-text';

export interface EmbedChoice {
  version: string;
  /** What `package.json` asks for: a version, or the tarball's path. */
  gaugeSpec: string;
  part: GaugePart;
  areScopesAdded: boolean;
  /** Whether packages that are too old for the gauge are raised. */
  isApiRaised: boolean;
  /** The app's folder, for an app that has no name. */
  folderName: string;
}

export interface EmbedPlan {
  /** The app as it is to be; a file that is missing here goes. */
  files: AppFiles;
  manager: PackageManager;
  /** What it could not do. */
  findings: Finding[];
  /** What the developer should know of what it did. */
  remarks: string[];
  addedScopes: string[];
  missingScopes: string[];
}

/** @throws InputError when the app cannot have the gauge; nothing is planned then */
export function planEmbedding(app: AppFiles, choice: EmbedChoice): EmbedPlan {
  const manifestText = app.get('manifest.yml');
  const packageText = app.get('package.json');
  if (manifestText === undefined)
    throw new InputError('there is no manifest.yml here. Run it in the folder of a Forge app.');
  if (packageText === undefined)
    throw new InputError(
      'there is no package.json here. Run "npm init -y" and "npm install @forge/api", then this again.',
    );
  const manifest = readAppManifest(manifestText);
  refuseUnfit(app, manifest);
  const manager = packageManagerOf([...app.keys()], readPackageJson(packageText));
  const packages = withGaugePackages(packageText, {
    ...{ manager, gaugeSpec: choice.gaugeSpec, isRaised: choice.isApiRaised },
    usesForgeStorage: usesForgeStorage(app),
  });
  const { part, remarks } = fittingPart(choice.part, manifest);
  const functions = namedFunctions(manifest.functions, part.functions);
  const merged = edited(() => mergedManifest(manifestText, part, manifest, functions, choice.areScopesAdded));
  const findings = functions.flatMap(({ handler, line, key, trigger }): Finding[] => {
    const { module } = partsOf(handler);
    if (handlerFile(app, module) === null)
      return [
        { file: 'manifest.yml', line, message: `function ${key}: there is no src/${module}.ts or .js` },
      ];
    if (trigger !== 'unknown') return [];
    return [
      {
        file: 'manifest.yml',
        line,
        message: `no module names function ${key}: its calls are shown without a trigger`,
      },
    ];
  });

  const files = new Map(app);
  const imports = renameAll(
    files,
    findings,
    functions.map(({ handler }) => partsOf(handler).module),
  );
  const isTyped = functions.every(({ handler }) =>
    /\.tsx?$/.test(handlerFile(app, partsOf(handler).module) ?? ''),
  );
  const ending = isTyped ? 'ts' : 'js';
  const named = readPackageJson(packageText)['name'];
  const name = manifest.name ?? (typeof named === 'string' ? named : choice.folderName);
  const written = [`${gaugeModule}.${ending}`, `${entryModule}.${ending}`];
  for (const file of written)
    if (app.has(file)) throw new InputError(`${file} is there already, and this command did not write it.`);
  files.set(`${gaugeModule}.${ending}`, gaugeModuleText(name));
  files.set(`${entryModule}.${ending}`, entryModuleText(functions, part.functions));
  files.set('manifest.yml', merged.text);
  files.set('package.json', packages.text);
  files.set(
    stateFile,
    writeState({
      ...{ version: choice.version, files: written, imports, keys: keysOf(part) },
      handlers: Object.fromEntries(functions.map(({ key, handler }) => [key, handler])),
      ...{ scopes: merged.scopes, dependencies: packages.dependencies, overrides: packages.overrides },
    }),
  );
  const has = new Set([...manifest.scopes, ...merged.scopes]);
  const missingScopes = part.scopes.filter((scope) => !has.has(scope));
  if (missingScopes.includes('storage:app'))
    throw new InputError(
      'without the scope storage:app nothing can be kept, and the app has not got it: leave --no-new-scopes out.',
    );
  return {
    files,
    manager,
    findings,
    remarks: [...packages.remarks, ...remarks],
    addedScopes: merged.scopes,
    missingScopes,
  };
}

/** The app without the gauge. @throws InputError when it was not embedded by this command */
export function planRemoval(app: AppFiles): AppFiles {
  const text = app.get(stateFile);
  if (text === undefined)
    throw new InputError(
      `there is no ${stateFile} here: this command did not embed the gauge, and cannot take it out.`,
    );
  const state = readState(text);
  const files = new Map(app);
  for (const file of [...state.files, stateFile]) files.delete(file);
  for (const file of state.imports) {
    const source = files.get(file);
    if (source !== undefined)
      files.set(file, renamedImports(source, file, 'points-gauge/api', '@forge/api').text);
  }
  const manifest = files.get('manifest.yml');
  if (manifest !== undefined)
    files.set(
      'manifest.yml',
      edited(() => manifestWithout(manifest, state)),
    );
  const packageText = files.get('package.json');
  if (packageText !== undefined)
    files.set('package.json', withoutGaugePackages(packageText, state.dependencies, state.overrides));
  return files;
}

function refuseUnfit(app: AppFiles, manifest: AppManifest): void {
  if (!manifest.hasJira && !manifest.hasConfluence)
    throw new InputError(
      'neither Jira nor Confluence is in manifest.yml: the gauge knows no points of other products.',
    );
  // A manifest without one is of the time when Forge had its own: its linter refuses it today.
  if (manifest.runtime === null || manifest.runtime === 'sandbox' || manifest.runtime === 'nodejs18.x')
    throw new InputError(
      (manifest.runtime === null
        ? 'manifest.yml names no runtime, which Forge asks for'
        : `the runtime ${manifest.runtime} is not supported`) +
        ': set app.runtime.name to nodejs22.x or nodejs24.x.',
    );
  for (const handler of manifest.functions)
    if (!handler.handler.includes('.'))
      throw new InputError(
        `manifest.yml, line ${String(handler.line)}: the handler "${handler.handler}" names no export.`,
      );
  if (manifest.functions.length === 0)
    throw new InputError('manifest.yml names no function: this app makes no calls that cost points.');
  for (const [file, text] of app)
    if (/\.[cm]?[jt]sx?$/.test(file) && /['"]points-gauge\/(forge|api)['"]/.test(text))
      throw new InputError(
        `${file} imports points-gauge already: the gauge was embedded by hand. Take it out, then run this again.`,
      );
}

function edited<T>(edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (error instanceof YamlEditError)
      throw new InputError(`manifest.yml cannot be edited as it is written: ${error.message}.`);
    throw error;
  }
}
