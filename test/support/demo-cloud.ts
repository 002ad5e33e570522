import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../emulator/clock';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import { spikeAt } from '../../emulator/cloud/foreign';
import type { CloudOptions } from '../../emulator/cloud/cloud-options';
import { demoAppId, demoManifest } from '../../demo/manifest';
import { startForge, type Forge } from '../../emulator/forge/forge';
import type { ForgeOptions, LogEntry } from '../../emulator/forge/forge-options';
import type { Installation } from '../../emulator/forge/installation';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import type { Answer, AskName } from '../../src/admin/contract/contract';
import { demoBundle } from './bundles';

/** 2026-10-05 09:20 UTC, a Monday. */
export const demoStartMs = Date.UTC(2026, 9, 5, 9, 20);

export const admin = { accountId: 'account-admin', displayName: 'Anna Admin', admin: true };
export const member = { accountId: 'account-member', displayName: 'Ben Member', admin: false };

const started = new Set<Forge>();
/** The same for all of a file. */
let manifestText: string | null = null;

// Work that outlives its answer is a fault of the app, whatever the test is about.
if (typeof afterEach === 'function') {
  afterEach(() => {
    for (const { leftovers } of started) leftovers.assertNone();
    started.clear();
  });
}

/** The demo app, bundled as it is deployed, on one site of an emulated cloud that charges by the published rule. */
export interface DemoCloud {
  clock: ManualClock;
  cloud: Cloud;
  storage: StorageService;
  forge: Forge;
  installation: Installation;
  logs: LogEntry[];
  manifestFile: string;
}

export async function startDemoCloud(
  cloudOptions: Partial<CloudOptions> = {},
  forgeOptions: Partial<ForgeOptions> = {},
): Promise<DemoCloud> {
  const clock = new ManualClock(demoStartMs);
  const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
  const cloud = createCloud({
    clock,
    hiddenCosts: {},
    journal: true,
    sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people: [admin, member] }],
    ...cloudOptions,
  });
  const manifestFile = join(mkdtempSync(join(tmpdir(), 'demo-')), 'manifest.yml');
  writeFileSync(manifestFile, (manifestText ??= demoManifest(readFileSync('manifest.yml', 'utf8'))));
  const logs: LogEntry[] = [];
  const forge = startForge({
    bundleFile: demoBundle(),
    manifestFile,
    appFolder: process.cwd(),
    clock,
    cloud,
    storage: {
      handle: (...request) => storage.handle(...request),
      wipe: (id) => {
        storage.wipe(id);
      },
    },
    onLog: (entry) => {
      logs.push(entry);
    },
    ...forgeOptions,
  });
  started.add(forge);
  const storage = createStorageService({ file: ':memory:', clock, entities: forge.manifest.entities });
  const installation = await forge.install({
    cloudId,
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION',
  });
  return { clock, cloud, storage, forge, installation, logs, manifestFile };
}

/** The same, a minute later: within it other sites drew most of Jira's pool, as the next answer will say. */
export async function startDemoCloudNear(
  prepare: (demo: DemoCloud) => Promise<unknown> = () => Promise.resolve(),
): Promise<DemoCloud> {
  const pointsPerHour = 0.85 * 65_000 * 60;
  const foreign = { jira: spikeAt({ atMs: demoStartMs, durationMs: 60_000, pointsPerHour }) };
  const id = demoAppId.slice(demoAppId.indexOf('/') + 1);
  const demo = await startDemoCloud({ apps: [{ id, tier: 1, enforcement: 'enforced', foreign }] });
  await prepare(demo);
  demo.clock.advance(60_000);
  return demo;
}

/** What the admin page is told. */
export async function askPage<T>(
  demo: DemoCloud,
  functionKey: AskName,
  payload: unknown = {},
  accountId = admin.accountId,
  installationId = demo.installation.id,
): Promise<Answer<T>> {
  const call = { installationId, moduleKey: 'gauge-jira', functionKey, payload, accountId };
  const outcome = await demo.forge.invokeResolver(call);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value as Answer<T>;
}

/** Somebody opens an issue with the app's panel on it: three calls as the person. */
export async function openPanel(demo: DemoCloud, key: string, accountId = member.accountId): Promise<void> {
  const call = { installationId: demo.installation.id, moduleKey: 'radar-panel-module', functionKey: 'show' };
  const outcome = await demo.forge.invokeResolver({ ...call, payload: { key }, accountId });
  if (!outcome.ok) throw new Error(outcome.failure.message);
}

/** An issue changed: two calls as the app. */
export async function changeIssue(demo: DemoCloud, key: string): Promise<void> {
  await demo.forge.publishEvent(demo.installation.id, 'avi:jira:updated:issue', { issue: { key } });
}
