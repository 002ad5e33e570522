import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import type { Ask } from '../question';
import type { Streams } from '../report-files';
import { changedFiles, readApp, writeApp, writePage } from './app-folder';
import { copiesOf, packagesThatCall } from './copies';
import { InputError } from '../../src/input-error';
import { committed, uncommitted } from './git';
import { pageFolder } from './gauge-part';
import { embedUsage, type Options, optionsOf } from './options';
import { gaugeSpecOf, type OwnPackage, readOwnPackage } from './own-package';
import { readPackageJson } from './package-json';
import type { AppFiles } from './app-files';
import { type EmbedPlan, planEmbedding, planRemoval } from './plan';
import { readState, stateFile } from './state';
import { consentText, diffText, findingsText } from './words';

interface Terminal extends Streams {
  /** `null` where nobody is there who could say yes. */
  ask: Ask | null;
}

/** Runs `points-gauge embed`; resolves to the exit code. `own` is the folder of the package that it is in. */
export async function embed(args: readonly string[], streams: Terminal, own: string): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options === null) {
      streams.out.write(`${embedUsage}\n`);
      return 0;
    }
    return await run(options, streams, own);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge embed: ${error.message}\nNothing was changed.\n`);
    return 2;
  }
}

async function run(options: Options, terminal: Terminal, own: string): Promise<number> {
  const { folder } = options;
  const { out } = terminal;
  const before = readApp(folder);
  const dirty = options.isForced || options.isDryRun ? [] : uncommitted(folder);
  const isThere = before.has(stateFile);
  if (options.isUndo) {
    const after = planRemoval(before);
    if (dirty.length > 0) refuseDirty(mixedFiles(folder, before, after));
    return apply({ before, after, page: null, manager: null }, options, terminal);
  }
  const gauge = readOwnPackage(own);
  const plan = planOf(before, options, gauge, own);
  const changed = changedFiles(before, plan.files);
  if (isThere && changed.length === 0 && !options.isUpgrade) {
    out.write(`The gauge ${gauge.version} is embedded already: nothing to do.\n`);
    return 0;
  }
  if (isThere && !options.isUpgrade && !options.isDryRun) {
    const { version } = readState(before.get(stateFile) ?? '');
    throw new InputError(
      `the gauge ${version} is embedded already, and the app has changed since or this is another version. --upgrade brings it up ` +
        `to date (${changed.join(', ')}), --undo takes it out.`,
    );
  }
  refuseDirty(dirty);
  const code = await apply(
    { before, after: plan.files, page: gauge.page, manager: plan.manager },
    options,
    terminal,
    plan,
  );
  return code;
}

/** Files that hold what nobody committed, and still would without the gauge. */
function mixedFiles(folder: string, before: AppFiles, after: AppFiles): string[] {
  return changedFiles(before, after).filter((file) => {
    const kept = after.get(file);
    if (kept === undefined) return false;
    const text = committed(folder, file);
    return text !== before.get(file) && text !== kept;
  });
}

function planOf(before: AppFiles, options: Options, gauge: OwnPackage, own: string): EmbedPlan {
  const { folder, areScopesAdded, isApiRaised } = options;
  const { version, part } = gauge;
  const bare = before.has(stateFile) ? planRemoval(before) : before;
  const gaugeSpec = gaugeSpecOf(own, folder, version);
  return planEmbedding(bare, {
    ...{ version, gaugeSpec, part, areScopesAdded },
    // Where it was embedded, somebody agreed to it.
    isApiRaised: isApiRaised || before.has(stateFile),
    folderName: basename(folder),
  });
}

interface Change {
  before: AppFiles;
  after: AppFiles;
  /** The page to copy; `null` when it goes. */
  page: string | null;
  manager: string | null;
}

async function apply(
  { before, after, page, manager }: Change,
  { folder, isDryRun, isYes, isInstalled }: Options,
  { out, ask }: Terminal,
  plan?: EmbedPlan,
): Promise<number> {
  out.write(diffText(before, after));
  if (page !== null) out.write(`\nThe page is copied to ${pageFolder}.\n`);
  if (plan !== undefined) out.write(`\n${consentText(plan)}\n${findingsText(plan)}\n`);
  if (isDryRun) {
    out.write('Nothing was changed (--dry-run).\n');
    return 0;
  }
  if (!isYes && ask === null)
    throw new InputError('nobody is at a terminal who could say yes; --yes does it without asking.');
  if (!isYes && !(await ask?.('Do it? (yes/no) '))) throw new InputError('you did not say yes.');
  writeApp(folder, before, after);
  writePage(folder, pageFolder, page);
  if (page === null) {
    out.write('The gauge is out. Run your package manager’s install once more.\n');
    return 0;
  }
  if (manager !== null && isInstalled) return install(manager, folder, out);
  out.write(`Now run "${manager ?? 'npm'} install".\n`);
  return 0;
}

function install(manager: string, folder: string, out: Streams['out']): number {
  out.write(`Running "${manager} install"…\n`);
  const { status, error } = spawnSync(manager, ['install'], {
    ...{ cwd: folder, env: process.env, stdio: 'inherit', shell: process.platform === 'win32' },
  });
  if (status !== 0) {
    const why = error?.message ?? `it ended with ${String(status)}`;
    out.write(
      `"${manager} install" failed (${why}). The files are written; install, then run "points-gauge embed" once more.\n`,
    );
    return 1;
  }
  return checkInstalled(folder, out);
}

/** One copy of `@forge/api`, else a path that one copy made is refused by the other. */
function checkInstalled(folder: string, out: Streams['out']): number {
  const copies = copiesOf('@forge/api', folder);
  if (copies.length > 1) {
    const list = copies.map(({ path, version }) => `  ${version}  ${path}`).join('\n');
    out.write(
      `There are ${String(copies.length)} copies of @forge/api, and a bundle must have one:\n${list}\n` +
        'Delete node_modules and the lock file and install again; "npm ls @forge/api" says who asks for it.\n',
    );
    return 1;
  }
  if (copies.length === 0)
    out.write(
      'There is no node_modules with @forge/api in it (Plug’n’Play?): whether it is there once was not looked at.\n',
    );
  const { dependencies = {} } = readPackageJson(readApp(folder).get('package.json') ?? '{}') as {
    dependencies?: object;
  };
  for (const name of packagesThatCall(folder, Object.keys(dependencies)))
    out.write(`The package ${name} calls products by itself: its calls are not metered.\n`);
  out.write(
    'The gauge is embedded. Next: "forge lint", "forge deploy", wait five minutes for the entity indexes, "forge install --upgrade".\n',
  );
  return 0;
}

function refuseDirty(dirty: readonly string[]): void {
  if (dirty.length === 0) return;
  throw new InputError(
    `git has changes that are not committed (${dirty.slice(0, 3).join(', ').trim()}${dirty.length > 3 ? ', …' : ''}). Commit them first, so that ` +
      'you can see and take back what this does, or say --force.',
  );
}
