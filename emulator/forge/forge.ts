/**
 * The local Forge: runs an app's bundle as the platform does, with its functions, schedules, async events, triggers and
 * storage, on a clock of the caller's choice. Nothing runs by itself: `tick()` does what is due, in tests by hand and in
 * the development cloud several times a second.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../clock';
import { Background } from './background';
import { Consents } from './consents';
import type { BridgeFetch, ForgeOptions, ResolverCall } from './forge-options';
import { Functions } from './functions';
import { contextAri, type Installation } from './installation';
import { Isolates } from './isolates';
import { Leftovers } from './leftovers';
import { readManifest, type AppManifest, type PageModule } from './manifest';
import { MetricBook } from './metrics';
import { callProduct, methodOf } from './product';
import { EventQueue } from './queue';
import { Runner, type Outcome } from './runner';
import { scopeRefusal, scopesOf } from './scopes/scope-check';
import { createServices } from './services';
import type { WebTriggerAnswer, WebTriggerRequest } from './web-trigger';
import { webTriggerId, webTriggerPath } from './web-trigger-address';

export class Forge {
  readonly manifest: AppManifest;
  readonly metrics = new MetricBook();
  readonly consents = new Consents();
  readonly isolates: Isolates;
  /** What was still running when the answer of its function went out: on Forge it is frozen then. */
  readonly leftovers: Leftovers;
  private readonly background: Background;
  private readonly queue: EventQueue;
  private readonly runner: Runner;
  private readonly functions: Functions;
  private readonly installed = new Map<string, Installation>();
  private readonly newId: () => string;
  private readonly clock: Clock;
  private readonly appVersion: string;
  private readonly scopeFault: (method: string, path: string) => string | null;

  constructor(private readonly options: ForgeOptions) {
    const { clock, bundleFile, storage, cloud } = options;
    this.clock = clock;
    this.newId = options.newId ?? randomUUID;
    this.appVersion = options.appVersion ?? '1.0.0';
    const { manifestFile, appFolder = dirname(manifestFile) } = options;
    const manifest = readManifest(readFileSync(manifestFile, 'utf8'), (path) =>
      readFileSync(join(appFolder, path), 'utf8'),
    );
    this.manifest = manifest;
    this.scopeFault = scopesOf(manifest, options.scopes ?? 'enforced');
    const log = (invocationId: string | null, level: string, message: string): void => {
      options.onLog?.({ atMs: clock.now(), level, invocationId, message });
    };
    const logOfHost = (level: string, message: string): void => {
      log(null, level, message);
    };
    this.isolates = new Isolates({ bundleFile, clock, log: logOfHost }, options.isolates ?? 1);
    this.leftovers = new Leftovers((invocation, message) => {
      log(invocation.id, 'error', message);
    });
    const queueNames = manifest.consumers.map((consumer) => consumer.queue);
    const queue = new EventQueue(queueNames, this.newId);
    this.queue = queue;
    const webTriggerBaseUrl = options.webTriggerBaseUrl ?? (() => 'http://localhost');
    const services = createServices(
      {
        consents: this.consents,
        scopeFault: this.scopeFault,
        hasStorageScope: options.scopes === 'off' || manifest.scopes.includes('storage:app'),
        storage,
        cloud,
        queue,
        manifest,
        webTriggerBaseUrl,
        nowMs: () => clock.now(),
      },
      { manifest, clock, bundleFile, appVersion: this.appVersion },
      this.metrics,
      this.leftovers,
      (invocation, level, message) => {
        const entry = { atMs: clock.now(), level, invocationId: invocation?.id ?? null, message };
        if (invocation === null) return options.onLog?.(entry);
        const { installation, functionKey } = invocation;
        options.onLog?.({ ...entry, printedBy: { installation, functionKey } });
      },
    );
    this.runner = new Runner(clock, this.isolates, services, this.newId);
    this.functions = new Functions(manifest, this.runner);
    this.background = new Background({
      clock,
      manifest,
      queue,
      runScheduled: (installation, key) => this.functions.scheduled(installation, key),
      runConsumer: (installation, consumer, event) => this.functions.consumer(installation, consumer, event),
      deliverTwice: options.deliverTwice ?? (() => false),
      log: (message) => {
        log(null, 'error', message);
      },
    });
    for (const installation of options.installations ?? []) this.add(installation);
  }

  get installations(): Installation[] {
    return [...this.installed.values()];
  }

  /** @throws Error for an installation that is not there (any more). */
  installation(id: string): Installation {
    const installation = this.installed.get(id);
    if (installation === undefined) throw new Error(`No installation ${id}.`);
    return installation;
  }

  /** Installs under a new id and runs the app's lifecycle trigger. */
  async install(site: Omit<Installation, 'id' | 'installedAtMs'>): Promise<Installation> {
    const installation = this.add({ ...site, id: this.newId(), installedAtMs: this.clock.now() });
    await this.publishEvent(installation.id, 'avi:forge:installed:app', {
      id: `ari:cloud:ecosystem::installation/${installation.id}`,
      context: contextAri(installation),
      app: { id: this.manifest.appId, version: this.appVersion },
      environment: { id: installation.environmentType },
    });
    return installation;
  }

  /** Removes the installation with all that is stored for it. Warm processes stay warm, as on the platform. */
  uninstall(id: string): void {
    const installation = this.installation(id);
    this.installed.delete(id);
    this.background.forget(installation);
    this.options.storage.wipe(id);
  }

  /** What `invoke()` of @forge/bridge does. @throws Error for a module or installation that is not there. */
  async invokeResolver(call: ResolverCall): Promise<Outcome> {
    return this.functions.resolver(this.installation(call.installationId), this.page(call.moduleKey), call);
  }

  /** Runs a function of the manifest as its scheduled trigger would, now. */
  async runScheduled(installationId: string, triggerKey: string): Promise<Outcome> {
    return this.functions.scheduled(this.installation(installationId), triggerKey);
  }

  /** Runs every trigger of the manifest that asks for this event. */
  async publishEvent(
    installationId: string,
    name: string,
    payload: Record<string, unknown>,
  ): Promise<Outcome[]> {
    return this.functions.triggers(this.installation(installationId), name, payload);
  }

  /**
   * Runs a function of the manifest with an event of your own, in a person's name or nobody's: for modules whose events this Forge does
   * not make, such as Rovo actions and workflow validators. @throws Error for a function that is not there
   */
  async runFunction(
    installationId: string,
    functionKey: string,
    event: unknown,
    accountId: string | null = null,
  ): Promise<Outcome> {
    return this.functions.named(this.installation(installationId), functionKey, event, accountId);
  }

  /** Puts an event into a queue of the app, as `Queue.push` does; `tick()` delivers it. @throws Error where Forge would refuse it */
  pushEvent(installationId: string, queueName: string, body: Record<string, unknown>): void {
    const { id } = this.installation(installationId);
    const request = { queueName, jobId: this.newId(), payload: [{ body }] };
    const answer = this.queue.push(id, request, this.clock.now());
    if (answer.status !== 201) throw new Error(answer.message);
  }

  /** What a request to a web trigger's address gets. @throws Error for a trigger that is not there */
  async runWebTrigger(
    installationId: string,
    triggerKey: string,
    request: Partial<WebTriggerRequest> = {},
  ): Promise<WebTriggerAnswer> {
    const trigger = this.manifest.webTriggers.find(({ key }) => key === triggerKey);
    if (trigger === undefined) throw new Error(`The manifest has no web trigger "${triggerKey}".`);
    const path = webTriggerPath(trigger.urlFormat, installationId, triggerKey);
    const plain = { method: 'POST', path, userPath: '', headers: {}, queryParameters: {}, body: '' };
    return this.functions.webTrigger(this.installation(installationId), trigger, { ...plain, ...request });
  }

  /** @returns `null` for an address that belongs to no web trigger of this app. */
  async webTrigger(id: string, request: WebTriggerRequest): Promise<WebTriggerAnswer | null> {
    for (const installation of this.installed.values()) {
      const trigger = this.manifest.webTriggers.find(({ key }) => webTriggerId(installation.id, key) === id);
      if (trigger === undefined) continue;
      return this.functions.webTrigger(installation, trigger, request);
    }
    return null;
  }

  /** A call of the page itself, through the bridge: the person's own, not charged to the app. */
  async fetchProduct(call: BridgeFetch): Promise<Response> {
    const fault = this.scopeFault(methodOf(call.init), call.restPath);
    if (fault !== null) {
      this.options.onLog?.({ atMs: this.clock.now(), level: 'error', invocationId: null, message: fault });
      return scopeRefusal();
    }
    return callProduct(this.options.cloud, {
      appId: this.manifest.appId,
      installation: this.installation(call.installationId),
      product: call.product,
      route: 'forge.bridge',
      accountId: call.accountId,
      path: call.restPath,
      init: call.init,
    });
  }

  /** Does what is due by the clock. Resolves when everything that it started, or found running, has ended. */
  async tick(): Promise<void> {
    this.runner.expire();
    await this.background.runDue(this.installations);
  }

  /** Events that wait for their time or for the next tick. */
  get waitingEvents(): number {
    return this.background.waitingEvents;
  }

  page(moduleKey: string): PageModule {
    const page = this.manifest.pageModules.find((module) => module.key === moduleKey);
    if (page === undefined) throw new Error(`The manifest has no page module "${moduleKey}".`);
    return page;
  }

  private add(asked: Installation): Installation {
    const installation = { products: this.manifest.products, ...asked };
    this.installed.set(installation.id, installation);
    this.background.add(installation);
    return installation;
  }
}

export function startForge(options: ForgeOptions): Forge {
  return new Forge(options);
}
