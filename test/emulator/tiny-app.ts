/** A Forge app written in a test: its source is bundled by esbuild with the real SDKs and run by the local Forge. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { ManualClock } from '../../emulator/clock';
import { startForge, type Forge } from '../../emulator/forge/forge';
import type { ForgeOptions, LogEntry } from '../../emulator/forge/forge-options';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import type { CloudRequest } from '../../emulator/cloud/exchange';

export interface TinyApp {
  forge: Forge;
  clock: ManualClock;
  storage: StorageService;
  logs: LogEntry[];
  /** What reached the cloud. */
  requests: CloudRequest[];
}

export const startMs = Date.UTC(2026, 9, 5, 9, 0, 0);

export const site = {
  cloudId: '11111111-aaaa-4aaa-8aaa-111111111111',
  siteUrl: 'https://acme.atlassian.net',
  environmentType: 'DEVELOPMENT',
} as const;

const manifest = `
modules:
  jira:adminPage:
    - key: admin
      title: Tiny
      resource: page
      resolver: { function: resolver }
      pages:
        - { title: Overview, route: overview }
  scheduledTrigger:
    - { key: hourly, function: hourly, interval: hour }
  consumer:
    - { key: consumer, queue: work, function: consume }
  trigger:
    - { key: lifecycle, function: lifecycle, events: ['avi:forge:installed:app'] }
  webtrigger:
    - { key: dynamic, function: web }
    - { key: newer, function: web, urlFormat: v2 }
    - key: fixed
      function: web
      response:
        type: static
        outputs:
          - { key: taken, statusCode: 202, contentType: application/json, body: '{"ok":true}' }
  function:
    - { key: resolver, handler: index.resolver }
    - { key: hourly, handler: index.hourly, timeoutSeconds: 120 }
    - { key: consume, handler: index.consume }
    - { key: lifecycle, handler: index.lifecycle }
    - { key: web, handler: index.web }
resources:
  - { key: page, path: static/page }
app:
  id: ari:cloud:ecosystem::app/22222222-bbbb-4bbb-8bbb-222222222222
permissions:
  scopes: ['storage:app', 'read:jira-work', 'write:jira-work', 'read:jira-user', 'read:page:confluence', 'read:confluence-user']
`;

export const projectRoot = resolve(__dirname, '..', '..');

/** Most tests of a file run the same app: of every source one bundle. */
const bundles = new Map<string, Uint8Array>();

function bundled(source: string, packages: string): Uint8Array {
  const key = JSON.stringify([source, packages]);
  const known = bundles.get(key);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: packages, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'silent',
  });
  const bundle = outputFiles[0]!.contents;
  bundles.set(key, bundle);
  return bundle;
}

/** @param packages whose node_modules the bundle is made with; this project's when left out */
export function startTinyApp(
  source: string,
  options: Partial<ForgeOptions> = {},
  packages = projectRoot,
): TinyApp {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-app-'));
  const bundleFile = join(folder, 'index.js');
  const manifestFile = join(folder, 'manifest.yml');
  writeFileSync(manifestFile, manifest);
  writeFileSync(bundleFile, bundled(source, packages));
  const clock = new ManualClock(startMs);
  const storage = createStorageService({ file: ':memory:', clock, entities: [] });
  const logs: LogEntry[] = [];
  const requests: CloudRequest[] = [];
  const forge = startForge({
    bundleFile,
    manifestFile,
    clock,
    storage,
    cloud: {
      handle: (request) => {
        requests.push(request);
        return { status: 200, headers: [['content-type', 'application/json']], body: '{"answered":true}' };
      },
    },
    onLog: (entry) => {
      logs.push(entry);
    },
    ...options,
  });
  return { forge, clock, storage, logs, requests };
}

/** Calls the resolver's function and gives what it returned. */
export async function ask(
  app: TinyApp,
  installationId: string,
  functionKey: string,
  payload: unknown = {},
): Promise<unknown> {
  const call = { installationId, moduleKey: 'admin', functionKey, payload, accountId: 'admin-1' };
  const outcome = await app.forge.invokeResolver(call);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

/** Installs without a word of the lifecycle trigger. */
export const handlersLeftOut = `
export const hourly = async () => {};
export const consume = async () => {};
export const lifecycle = async () => {};
export const web = async () => ({ statusCode: 204 });
`;
