/** What a local Forge is made of, put together for one app. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Background } from './background';
import { Consents } from './consents';
import type { ForgeOptions } from './forge-options';
import { Functions } from './functions';
import { Isolates } from './isolates';
import { Leftovers } from './leftovers';
import { readManifest, type AppManifest } from './manifest';
import { MetricBook } from './metrics';
import { EventQueue } from './queue';
import { Runner } from './runner';
import { scopesOf } from './scopes/scope-check';
import { createServices } from './services';

export interface ForgeParts {
  manifest: AppManifest;
  appVersion: string;
  newId: () => string;
  metrics: MetricBook;
  consents: Consents;
  isolates: Isolates;
  leftovers: Leftovers;
  queue: EventQueue;
  runner: Runner;
  functions: Functions;
  background: Background;
  /** Why the app may not make a call; `null` where it may. */
  scopeFault: (method: string, path: string) => string | null;
}

/** @throws Error that names what of the manifest cannot be run */
export function assemble(options: ForgeOptions): ForgeParts {
  const { clock, bundleFile, storage, cloud, appVersion = '1.0.0', newId = randomUUID } = options;
  const { manifestFile, appFolder = dirname(manifestFile) } = options;
  const manifest = readManifest(readFileSync(manifestFile, 'utf8'), (path) =>
    readFileSync(join(appFolder, path), 'utf8'),
  );
  const scopeFault = scopesOf(manifest, options.scopes ?? 'enforced');
  const log = (invocationId: string | null, level: string, message: string): void => {
    options.onLog?.({ atMs: clock.now(), level, invocationId, message });
  };
  const [metrics, consents] = [new MetricBook(), new Consents()];
  const logOfHost = (level: string, message: string): void => {
    log(null, level, message);
  };
  const isolates = new Isolates({ bundleFile, clock, log: logOfHost }, options.isolates ?? 1);
  const leftovers = new Leftovers((invocation, message) => {
    log(invocation.id, 'error', message);
  });
  const queueNames = manifest.consumers.map((consumer) => consumer.queue);
  const queue = new EventQueue(queueNames, newId);
  const services = createServices(
    {
      ...{ consents, scopeFault, storage, cloud, queue, manifest },
      hasStorageScope: options.scopes === 'off' || manifest.scopes.includes('storage:app'),
      webTriggerBaseUrl: options.webTriggerBaseUrl ?? (() => 'http://localhost'),
      nowMs: () => clock.now(),
    },
    { manifest, clock, bundleFile, appVersion },
    metrics,
    leftovers,
    (invocation, level, message) => {
      const entry = { atMs: clock.now(), level, invocationId: invocation?.id ?? null, message };
      if (invocation === null) return options.onLog?.(entry);
      const { installation, functionKey } = invocation;
      options.onLog?.({ ...entry, printedBy: { installation, functionKey } });
    },
  );
  const runner = new Runner(clock, isolates, services, newId);
  const functions = new Functions(manifest, runner);
  const background = new Background({
    clock,
    manifest,
    queue,
    runScheduled: (installation, key) => functions.scheduled(installation, key),
    runConsumer: (installation, consumer, event) => functions.consumer(installation, consumer, event),
    deliverTwice: options.deliverTwice ?? (() => false),
    log: (message) => {
      log(null, 'error', message);
    },
  });
  const parts = { manifest, appVersion, newId, metrics, consents, isolates, leftovers, queue, runner };
  return { ...parts, functions, background, scopeFault };
}
