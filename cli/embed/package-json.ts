import { InputError } from '../../src/input-error';
import type { PackageManager } from './package-manager';
import { isRecord } from '../../src/object';
import { textOrder } from '../../src/text-order';

export interface PackageEdit {
  text: string;
  /** By name: the version that was asked for before, `null` where there was none. */
  dependencies: Record<string, string | null>;
  overrides: string[];
  /** What the developer should know of the versions that were chosen. */
  remarks: string[];
}

export interface PackageChoice {
  manager: PackageManager;
  /** What `package.json` asks for: a version, or the tarball's path. */
  gaugeSpec: string;
  /** Whether packages that are too old are raised, which may change how the app behaves; else the app is refused. */
  isRaised: boolean;
  /** Whether the app's sources take `storage` from `@forge/api`: 7 is the last that has it. */
  usesForgeStorage: boolean;
}

/** Versions to add where an app has none, by the major version of its `@forge/api`: those that its line was made with. */
const companions: Record<number, Record<string, string>> = {
  6: { '@forge/events': '^2.0.9', '@forge/kvs': '^1.6.5', '@forge/resolver': '^1.8.0' },
  7: { '@forge/events': '^2.1.4', '@forge/kvs': '^1.6.5', '@forge/resolver': '^1.8.0' },
  8: { '@forge/events': '^3.0.8', '@forge/kvs': '^1.6.5', '@forge/resolver': '^2.0.1' },
};
const newestApi = '^8.3.0';
/** The last that takes TypeScript below 5, and the last with `storage`. Source: its change log and peers, read 2026-11. */
const olderApi = '^7.2.2';
/** 6.0 fails inside the gauge's page; 6.1.1 and later were run. */
const newestApi6 = '^6.4.3';
/** What works with the gauge of what an app may have already; lower is too old. */
const least: Record<string, [number, number]> = {
  '@forge/api': [6, 1],
  '@forge/kvs': [1, 6],
  '@forge/events': [2, 0],
  '@forge/resolver': [1, 7],
};
/** What the major versions of `@forge/api` took away or changed. Source: its change log, read 2026-11. */
const changesOfApi =
  '4 has no properties API, 5 answers with another client (no "buffer()") and brings neither node-fetch nor its types, 7 changed the functions of web triggers beside getUrl, ' +
  '8 has no "storage"';

/** @throws InputError when the app's packages do not fit */
export function withGaugePackages(text: string, choice: PackageChoice): PackageEdit {
  const file = readPackageJson(text);
  const dependencies = { ...recordOf(file['dependencies']) };
  const named = dependencies['@forge/api'] ?? recordOf(file['devDependencies'])['@forge/api'];
  const { api, remarks } = fittingApi(named, file, choice);
  const wanted = companions[majorOf(api)];
  if (wanted === undefined)
    throw new InputError(
      `@forge/api "${api}" is not supported: the gauge works with 6, 7 and 8. Run "npm install @forge/api@8" (or your package ` +
        'manager’s line), or this again with --raise-api, which takes the newest that fits. See that the app still works.',
    );
  const before: Record<string, string | null> = {};
  const newEnough = isTooOld('@forge/api', api) ? newestApi6 : api;
  const all: Record<string, string> = {
    '@forge/api': newEnough,
    ...wanted,
    'points-gauge': choice.gaugeSpec,
  };
  for (const [name, spec] of Object.entries(all)) {
    const has = dependencies[name];
    if (has !== undefined && !isTooOld(name, has)) continue;
    if (has !== undefined && isMajorTooOld(name, has)) refuseOld(name, has, spec, choice.isRaised);
    dependencies[name] = spec;
    before[name] = has ?? null;
  }
  const edited: Record<string, unknown> = { ...file, dependencies: sorted(dependencies) };
  const overrides = addOverride(edited, choice.manager, dependencies['@forge/api'] ?? api);
  return { text: print(text, edited), dependencies: before, overrides, remarks };
}

/** The `@forge/api` that the app is to have: its own, or one that fits where it names none, or too old a one that may be raised. */
function fittingApi(
  named: string | undefined,
  file: Record<string, unknown>,
  { isRaised, usesForgeStorage }: PackageChoice,
): { api: string; remarks: string[] } {
  if (named !== undefined && !(isRaised && isMajorTooOld('@forge/api', named)))
    return { api: named, remarks: [] };
  const typescript =
    recordOf(file['devDependencies'])['typescript'] ?? recordOf(file['dependencies'])['typescript'];
  const isOldTypeScript = typescript !== undefined && majorOf(typescript) < 5;
  const api = isOldTypeScript || usesForgeStorage ? olderApi : newestApi;
  const why = [
    ...(isOldTypeScript ? [`the app has TypeScript ${typescript}, and 8 wants 5`] : []),
    ...(usesForgeStorage ? ['the app uses its "storage", which 8 has not'] : []),
  ];
  const because = why.length === 0 ? '' : ` (${why.join('; ')})`;
  const what =
    named === undefined
      ? `package.json named no @forge/api: ${api} is added${because}.`
      : `@forge/api is raised from ${named} to ${api}${because}. On the way: ${changesOfApi}. See that the app still works.`;
  return { api, remarks: [what] };
}

function refuseOld(name: string, has: string, spec: string, isRaised: boolean): void {
  // A push and its consumer are written otherwise since 2.0: raised alone, the app's events would be lost.
  if (name === '@forge/events')
    throw new InputError(
      `@forge/events "${has}" is too old for the gauge. 2.0 changed what push() takes and what a consumer is handed: move the app to ` +
        `"${spec}" by hand, see that it still works, and run this again.`,
    );
  if (isRaised) return;
  throw new InputError(
    `${name} "${has}" is too old for the gauge. Run "npm install ${name}@${spec}" (or your package manager’s line), or this again with ` +
      '--raise-api. See that the app still works.',
  );
}

export function withoutGaugePackages(
  text: string,
  before: Readonly<Record<string, string | null>>,
  overrides: readonly string[],
): string {
  const file = readPackageJson(text);
  const left = Object.fromEntries(
    Object.entries(recordOf(file['dependencies'])).flatMap(([name, spec]) => {
      const earlier = before[name];
      return earlier === null ? [] : [[name, earlier ?? spec]];
    }),
  );
  const edited: Record<string, unknown> = { ...file, dependencies: left };
  if (Object.keys(left).length === 0) delete edited['dependencies'];
  for (const path of overrides) removeAt(edited, path.split('/').slice(0, -2));
  return print(text, edited);
}

export function readPackageJson(text: string): Record<string, unknown> {
  try {
    const file: unknown = JSON.parse(text);
    if (isRecord(file)) return file;
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw new InputError('package.json does not parse.');
}

/** One copy of `@forge/api`: every other package that wants one gets the app's. Gives the paths that were added. */
function addOverride(file: Record<string, unknown>, manager: PackageManager, spec: string): string[] {
  const of: Record<PackageManager, [string[], string]> = {
    npm: [['overrides'], '$@forge/api'],
    pnpm: [['pnpm', 'overrides'], '$@forge/api'],
    yarn: [['resolutions'], spec],
    bun: [['overrides'], spec],
  };
  const [path, value] = of[manager];
  let at = file;
  for (const key of path) {
    const next = { ...recordOf(at[key]) } as Record<string, unknown>;
    at[key] = next;
    at = next;
  }
  if (at['@forge/api'] !== undefined) return [];
  at['@forge/api'] = value;
  return [[...path, '@forge/api'].join('/')];
}

function removeAt(file: Record<string, unknown>, path: readonly string[]): void {
  const [key = '', ...rest] = path;
  const inner = { ...recordOf(file[key]) } as Record<string, unknown>;
  if (rest.length === 0) delete inner['@forge/api'];
  else removeAt(inner, rest);
  if (Object.keys(inner).length === 0) Reflect.deleteProperty(file, key);
  else file[key] = inner;
}

/** By the least version that a spec lets in: with an old lock file that is the one that is installed. */
function isTooOld(name: string, spec: string): boolean {
  const [leastMajor, leastMinor] = least[name] ?? [0, 0];
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(spec) ?? [];
  if (major === undefined) return false;
  return Number(major) === leastMajor ? Number(minor) < leastMinor : Number(major) < leastMajor;
}

function isMajorTooOld(name: string, spec: string): boolean {
  return majorOf(spec) < (least[name]?.[0] ?? 0);
}

/** The first whole number: `^8.3.0`, `~8.3`, `8.x`, `>=8`; `NaN` where none is written, as in `latest`. */
function majorOf(spec: string): number {
  return spec === 'latest' || spec === '*' ? 8 : Number(/\d+/.exec(spec)?.[0] ?? Number.NaN);
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => textOrder(a, b)));
}

function recordOf(value: unknown): Record<string, string> {
  return isRecord(value) ? (value as Record<string, string>) : {};
}

function print(before: string, file: object): string {
  const indent = /^[{\s]*\n([ \t]+)/.exec(before)?.[1] ?? '  ';
  return JSON.stringify(file, null, indent) + (before.endsWith('\n') ? '\n' : '');
}
