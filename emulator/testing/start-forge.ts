import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { realClock, type Clock } from '../clock';
import { startForge as startOnStorage, type Forge } from '../forge/forge';
import type { LogEntry } from '../forge/forge-options';
import { readManifest } from '../forge/manifest';
import type { CloudPort } from '../forge/product';
import type { ScopeChoice } from '../forge/scopes/scope-check';
import type { FaultPlan } from '../forge/storage/faults';
import type { StorageService, StorageServiceOptions } from '../forge/storage/service';
import { watchBundle } from './watch-bundle';
import { startWebTriggers } from './web-trigger-server';

export interface TestForgeOptions {
  /** The app as it is deployed: one CommonJS file with every package inside. */
  bundleFile: string;
  manifestFile: string;
  /** Who answers the app's product calls: an emulated cloud, or the address of one. */
  cloud: CloudPort;
  /** Time of the app, its schedules and its storage; left out: the real one. A cloud should have the same. */
  clock?: Clock;
  /** File that keeps the storage; left out: in memory, gone with `close`. */
  storageFile?: string;
  /** Warm processes of the app, which invocations go round; 1 when left out. */
  isolates?: number;
  /**
   * Whether the manifest's scopes are held to: `enforced` when left out, `off`, or endpoints of your own beside the known ones,
   * as `{ 'GET /rest/api/3/thing/{}': ['read:jira-work'] }`.
   */
  scopes?: ScopeChoice;
  /** How long a write may be missing from storage's listings, milliseconds; 0 when left out. */
  queryLagMs?: number;
  /** Which storage requests fail, and how; left out: none. */
  faults?: FaultPlan;
  /** How a batch says that a key holds nothing; in turn when left out, since nobody knows which it is. */
  absentKeyCode?: StorageServiceOptions['absentKeyCode'];
  /** Whether the bundle is loaded again whenever it is written; not when left out. `onLog` hears of it. */
  watch?: boolean;
  /** What the app writes to its console. */
  onLog?: (entry: LogEntry) => void;
}

export interface TestForge {
  /** Installs, invokes resolvers, runs schedules, publishes events. Nothing runs by itself: `tick()` does what is due. */
  forge: Forge;
  /** What the app has stored, and what its requests cost. */
  storage: StorageService;
  /** Where the app's web triggers listen, without a slash at the end. Their addresses are what the app is told of them. */
  webTriggerUrl: string;
  /**
   * Loads the bundle again: module variables are gone, storage, queues and installations stay, and what still runs ends in the code
   * that it began in. The manifest is not read again.
   * @throws what the new bundle threw as it was loaded; the app goes on as it was
   */
  reload: () => void;
  /** Ends all of it. Rejects when an app left work running after an answer, which Forge would have frozen. */
  close: () => Promise<void>;
}

/**
 * An app on a Forge of this machine: the real `@forge/*` clients of its bundle against local storage, queues, schedules and
 * web triggers. Needs the package libsql.
 * @throws Error that says what to install, or which part of the manifest cannot be run
 */
export async function startForge(options: TestForgeOptions): Promise<TestForge> {
  const { bundleFile, manifestFile, cloud, clock = realClock, queryLagMs = 0, isolates, onLog } = options;
  const { entities } = readManifest(readFileSync(manifestFile, 'utf8'));
  const storage = await openStorage({
    ...{ file: options.storageFile ?? ':memory:', clock, entities, queryLagMs },
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.absentKeyCode === undefined ? {} : { absentKeyCode: options.absentKeyCode }),
  });
  const triggers = await startWebTriggers(() => forge);
  const close = async (): Promise<void> => {
    await triggers.close();
    storage.close();
  };
  let forge: Forge;
  try {
    forge = startOnStorage({
      ...{ bundleFile: resolve(bundleFile), manifestFile, cloud, clock, storage },
      ...(isolates === undefined ? {} : { isolates }),
      ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
      ...(onLog === undefined ? {} : { onLog }),
      webTriggerBaseUrl: () => triggers.url,
    });
  } catch (error) {
    // A server that stays open would keep the test's process from ending.
    await close();
    throw error;
  }
  const reload = (): void => {
    forge.isolates.reload();
  };
  const watching =
    options.watch === true
      ? watchBundle(resolve(bundleFile), reload, (level, message) => {
          onLog?.({ atMs: clock.now(), level, invocationId: null, message });
        })
      : null;
  const closeStrictly = async (): Promise<void> => {
    watching?.close();
    await close();
    forge.leftovers.assertNone();
  };
  return { forge, storage, webTriggerUrl: triggers.url, reload, close: closeStrictly };
}

/** Loaded late: who wants the cloud alone need not have libsql. */
async function openStorage(options: StorageServiceOptions): Promise<StorageService> {
  const { createStorageService } = await import('../forge/storage/service').catch((error: unknown) => {
    const isMissing = error instanceof Error && /Cannot find module 'libsql'/.test(error.message);
    if (!isMissing) throw error;
    const message = 'startForge keeps Forge’s storage in libsql: npm install --save-dev libsql@0.5';
    throw new Error(message, { cause: error });
  });
  return createStorageService(options);
}
