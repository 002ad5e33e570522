import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { copiesOf } from '../../cli/embed/copies';
import { ManualClock } from '../../emulator/clock';
import { createCloud } from '../../emulator/cloud/cloud';
import { startForge, type Forge } from '../../emulator/forge/forge';
import type { Installation } from '../../emulator/forge/installation';
import { readManifest } from '../../emulator/forge/manifest';
import { createStorageService } from '../../emulator/forge/storage/service';
import type { Answer, EndpointView, OverviewAnswer } from '../../src/admin/contract/contract';
import { packageFolder, packedFolder } from '../support/bundles';

const root = resolve(__dirname, '..', '..');
const admin = { accountId: 'account-admin', displayName: 'Anna Admin', admin: true };
const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';

/** Packages that are on this machine already are taken from there; what is not comes from the registry. */
const npmEnvironment = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};

function run(file: string, args: string[], cwd: string, more: Record<string, string> = {}): string {
  const env = { ...process.env, ...npmEnvironment, ...more };
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8', timeout: 280_000 });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}

/** As Forge does; `npm run check:forge` has it done by Forge's own bundler. */
function bundle(app: string, outfile: string): void {
  buildSync({
    entryPoints: [join(app, 'src', 'points-gauge-entry.js')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
}

/** The example as it was before the gauge, beside the packed gauge. */
function bareExample(name: string): string {
  const app = join(around, name);
  cpSync(join(root, 'examples', 'forge-app'), app, { recursive: true });
  run(
    process.execPath,
    [join(packageFolder(), 'points-gauge.mjs'), 'embed', '--undo', '--yes', '--force'],
    app,
  );
  return app;
}

/** The line of docs/embed.md, as long as the package is in no registry. */
const line = ['--yes', '--package=../points-gauge-0.1.0.tgz', 'points-gauge', 'embed', '--yes', '--force'];
let around: string;
let folder: string;
let forge: Forge;
let installation: Installation;
let keys: () => string[];

// As a developer does: the app, the command of the document, a real install from the registry, one bundle.
beforeAll(async () => {
  around = mkdtempSync(join(tmpdir(), 'embed-'));
  cpSync(join(packedFolder(), 'points-gauge-0.1.0.tgz'), join(around, 'points-gauge-0.1.0.tgz'));
  folder = bareExample('app');
  run('npx', line, folder);

  const bundleFile = join(folder, 'dist', 'index.js');
  const forgesOwn = process.env['POINTS_GAUGE_EXAMPLE_BUNDLE'];
  if (forgesOwn === undefined) bundle(folder, bundleFile);
  else cpSync(forgesOwn, bundleFile);
  const clock = new ManualClock(Date.UTC(2026, 9, 5, 9, 20));
  const cloud = createCloud({
    clock,
    hiddenCosts: {},
    sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people: [admin] }],
  });
  const manifestFile = join(folder, 'manifest.yml');
  const { entities } = readManifest(readFileSync(manifestFile, 'utf8'));
  const storage = createStorageService({ file: ':memory:', clock, entities });
  const seen = new Set<string>();
  keys = () => [...seen];
  forge = startForge({
    ...{ bundleFile, manifestFile, clock, cloud },
    storage: {
      handle: (id, path, body) => {
        for (const [, key = ''] of body.matchAll(/"key":"([^"]+)"/g)) if (path.includes('set')) seen.add(key);
        return storage.handle(id, path, body);
      },
      wipe: (id) => {
        storage.wipe(id);
      },
    },
  });
  installation = await forge.install({
    cloudId,
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION',
  });
}, 300_000);

async function invoke<T>(moduleKey: string, functionKey: string, payload: unknown): Promise<T> {
  const call = { installationId: installation.id, moduleKey, functionKey, payload };
  const outcome = await forge.invokeResolver({ ...call, accountId: admin.accountId });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value as T;
}

afterAll(() => {
  rmSync(around, { recursive: true, force: true });
});

const inExample = ['manifest.yml', 'src/index.js', 'src/points-gauge.js', 'src/points-gauge-entry.js'];

describe('an app into which the command put the gauge', () => {
  it.each(inExample)('has the %s that examples/forge-app shows', (file) => {
    const shown = readFileSync(join(root, 'examples', 'forge-app', file), 'utf8');
    expect(readFileSync(join(folder, file), 'utf8')).toBe(shown);
  });

  it('asks for the tarball, and its install has one @forge/api and no @forge/metrics', () => {
    const { dependencies, overrides } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      overrides: object;
    };
    expect(dependencies['points-gauge']).toBe('file:../points-gauge-0.1.0.tgz');
    expect(overrides).toEqual({ '@forge/api': '$@forge/api' });
    expect(copiesOf('@forge/api', folder)).toEqual([{ path: 'node_modules/@forge/api', version: '8.3.0' }]);
    expect(copiesOf('@forge/metrics', folder)).toEqual([]);
  });

  it('loads with npm’s --legacy-peer-deps, too, where no peer installs itself', () => {
    const app = bareExample('legacy');
    const file = join(app, 'package.json');
    const asked = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...asked, devDependencies: {} }));
    run('npx', line, app, { npm_config_legacy_peer_deps: 'true' });
    bundle(app, join(app, 'dist.js'));
    const names = 'Object.keys(require("./dist.js")).join()';
    expect(run(process.execPath, ['-p', names], app)).toBe(
      'collect,gaugeIngest,gaugeLifecycle,gaugeNotice,gaugeProbe,gaugeProbeStep,gaugeResolver,gaugeRollup,gaugeSweep,panel\n',
    );
    expect(copiesOf('@forge/api', app)).toHaveLength(1);
  }, 120_000);

  it('says that it has the gauge when it is asked once more, and changes nothing', () => {
    const command = join(packageFolder(), 'points-gauge.mjs');
    expect(run(process.execPath, [command, 'embed', '--force'], folder)).toBe(
      'The gauge 0.1.0 is embedded already: nothing to do.\n',
    );
  });

  it('does its own work, and its calls are on the page under its name', async () => {
    expect((await forge.runScheduled(installation.id, 'collect-daily')).ok).toBe(true);
    const { issues } = (await (
      await forge.fetchProduct({
        installationId: installation.id,
        accountId: admin.accountId,
        product: 'jira',
        restPath: '/rest/api/3/search/jql?jql=created+%3E%3D+-3650d&maxResults=1&fields=key',
        init: {},
      })
    ).json()) as { issues: { key: string }[] };
    const shown = await invoke<{ line: string }>('notes-panel', 'show', { key: issues[0]!.key });
    expect(shown.line).not.toBe('');

    const answer = await invoke<Answer<OverviewAnswer>>('gauge-jira', 'overview', {});
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.data.whose).toEqual({ kind: 'embedded', appName: 'Release Notes' });
    const templates = answer.data.topEndpoints.map(
      ({ method, template }: EndpointView) => `${method} ${template}`,
    );
    expect(templates).toEqual(
      expect.arrayContaining(['GET /rest/api/3/search/jql', 'GET /rest/api/3/issue/{issueIdOrKey}']),
    );
  });

  it("keeps to its own keys in the app's storage", async () => {
    await forge.runScheduled(installation.id, 'gauge-sweep-hourly');
    const own = keys().filter((key) => key.startsWith('pg:') || /^\d{4}-\d\d-\d\dT\d\d$/.test(key));
    expect(keys().filter((key) => !own.includes(key))).toEqual(['collected']);
  });

  it('passes the tests of its own, which run it on points-gauge/testing', () => {
    run(process.execPath, ['--test'], folder);
  });

  it('finds the page in the package', () => {
    expect(readdirSync(join(folder, 'node_modules', 'points-gauge', 'dashboard'))).toContain('index.html');
  });

  const use = `
    import api, { route, asApp, type APIResponse } from 'points-gauge/api';
    import type forge from '@forge/api';
    export const same: typeof forge.asApp = api.asApp;
    export const answer: Promise<APIResponse> = asApp().requestJira(route\`/rest/api/3/myself\`);
    import { createGauge, createHandlers, requeued, TryLaterError, type Gauge, type PacedApi } from 'points-gauge/forge';
    import { atlassianPace, createReporter, meteredFetch, type ReporterState, type SharedStore } from 'points-gauge/node';
    const reporter = createReporter({ url: 'u', source: 's', secret: 'x' });
    export const jira = meteredFetch(fetch, { product: 'jira', route: 'oauth.3lo', reporter });
    export const status: Promise<number> = jira('https://x').then((answer: Response) => answer.status);
    export const state: Promise<ReporterState> = reporter.flush();
    export const gauge: Gauge = createGauge({ appName: 'Mine' });
    export const { resolver, ingest } = createHandlers(gauge);
    import { startAtlassianCloud, startForge, ManualClock, type TestForge } from 'points-gauge/testing';
    const clock = new ManualClock(0);
    const cloud = await0(startAtlassianCloud({ clock, apps: [{ id: 'a', tier: 1, enforcement: 'beta' }] }));
    export const site: string | undefined = cloud.cloud.sites[0]?.cloudId;
    const local: TestForge = await0(startForge({ bundleFile: 'b', manifestFile: 'm', clock, cloud: cloud.cloud }));
    export const events: number = local.forge.waitingEvents;
    declare function await0<T>(promise: Promise<T>): T;
    // @ts-expect-error there is no third tier
    void startAtlassianCloud({ apps: [{ id: 'a', tier: 3, enforcement: 'beta' }] });
    // @ts-expect-error an address is a text
    export const wrong: number = cloud.url;
    export const sync: PacedApi = gauge.paced({ reserveShare: 0.2 }).with({ component: 'sync' });
    export const consume = requeued(async (event: { body: object }) => Object.keys(event.body).length);
    export const retryAtMs = (error: unknown): number | null =>
      error instanceof TryLaterError ? error.retryAtMs : null;
    const shared: SharedStore = { read: async () => null, write: async () => undefined };
    const pace = atlassianPace({ shared });
    export const paced: typeof jira = pace.fetch(jira, { product: 'jira', route: 'oauth.3lo', work: 'person' });
    // @ts-expect-error there is no such route
    meteredFetch(fetch, { product: 'jira', route: 'carrier pigeon', reporter });`;

  const resolutions: [string, string, string][] = [
    // What Forge's templates have.
    ['node', 'commonjs', 'ts'],
    ['node16', 'node16', 'mts'],
    ['nodenext', 'nodenext', 'cts'],
    ['bundler', 'esnext', 'ts'],
  ];
  it(`has types under moduleResolution ${resolutions.map(([name]) => name).join(', ')}, every library's own checked, too`, () => {
    const projects = resolutions.map(([resolution, module, extension]) => {
      const file = `typed-${resolution}.${extension}`;
      writeFileSync(join(folder, file), use);
      // Who skips the check of declarations has no more errors than who does not.
      const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'es2022', types: ['node'] };
      // With libsql's types, which points-gauge/testing names, nothing less does.
      const interop = { esModuleInterop: true };
      const roots = {
        typeRoots: [join(root, 'node_modules', '@types')],
        lib: ['es2022', 'dom', 'dom.iterable'],
      };
      const compilerOptions = { ...options, ...interop, ...roots, module, moduleResolution: resolution };
      const project = `tsconfig.${resolution}.json`;
      writeFileSync(join(folder, project), JSON.stringify({ compilerOptions, files: [file] }));
      return project;
    });
    run(process.execPath, [join(root, 'test', 'support', 'compile-consumers.mjs'), ...projects], folder);
  });
});
