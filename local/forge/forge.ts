/**
 * The local Forge: runs an app's bundle as the platform does, with its functions, schedules, async events, triggers and
 * storage, on a clock of the caller's choice. Nothing runs by itself: `tick()` does what is due, in tests by hand and in
 * the development cloud several times a second.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../clock';
import { Background } from './background';
import type { BridgeFetch, ForgeOptions, ResolverCall } from './forge-options';
import { contextAri, type Installation } from './installation';
import type { InvocationKind } from './invocation';
import { Isolates } from './isolates';
import { readManifest, type AppManifest, type PageModule } from './manifest';
import { MetricBook } from './metrics';
import { pageContext } from './page-context';
import { callProduct } from './product';
import { EventQueue } from './queue';
import { Runner, type InvocationPlan, type Outcome } from './runner';
import { createServices } from './services';
import { webTriggerAnswer, webTriggerId, type WebTriggerAnswer, type WebTriggerRequest } from './web-trigger';

export class Forge {
  readonly manifest: AppManifest;
  readonly metrics = new MetricBook();
  readonly isolates: Isolates;
  private readonly background: Background;
  private readonly runner: Runner;
  private readonly installed = new Map<string, Installation>();
  private readonly newId: () => string;
  private readonly clock: Clock;
  private readonly appVersion: string;

  constructor(private readonly options: ForgeOptions) {
    const { clock, bundleFile, storage, cloud } = options;
    this.clock = clock;
    this.newId = options.newId ?? randomUUID;
    this.appVersion = options.appVersion ?? '1.0.0';
    const manifest = readManifest(readFileSync(options.manifestFile, 'utf8'));
    this.manifest = manifest;
    const log = (invocationId: string | null, level: string, message: string): void => {
      options.onLog?.({ atMs: clock.now(), level, invocationId, message });
    };
    const logOfHost = (level: string, message: string): void => {
      log(null, level, message);
    };
    this.isolates = new Isolates({ bundleFile, clock, log: logOfHost }, options.isolates ?? 1);
    const queueNames = manifest.consumers.map((consumer) => consumer.queue);
    const queue = new EventQueue(queueNames, this.newId);
    const webTriggerBaseUrl = options.webTriggerBaseUrl ?? (() => 'http://localhost');
    const services = createServices(
      { storage, cloud, queue, manifest, webTriggerBaseUrl, nowMs: () => clock.now() },
      { manifest, clock, bundleFile, appVersion: this.appVersion },
      this.metrics,
      (invocation, level, message) => {
        log(invocation?.id ?? null, level, message);
      },
    );
    this.runner = new Runner(clock, this.isolates, services, this.newId);
    this.background = new Background({
      clock,
      manifest,
      queue,
      runScheduled: (installation, key) => this.runScheduled(installation.id, key),
      runConsumer: (installation, consumer, event) =>
        this.run({ ...this.planned('consumer', installation, consumer.key, consumer.function), event }),
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
  async install(site: Pick<Installation, 'cloudId' | 'siteUrl' | 'environmentType'>): Promise<Installation> {
    const installation: Installation = { ...site, id: this.newId(), installedAtMs: this.clock.now() };
    this.add(installation);
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

  /** What `invoke()` of @forge/bridge does. */
  async invokeResolver(call: ResolverCall): Promise<Outcome> {
    const installation = this.installation(call.installationId);
    const page = this.page(call.moduleKey);
    if (page.resolver === null) throw new Error(`Module "${page.key}" has no resolver.`);
    const context = {
      ...pageContext(installation, page, call.accountId),
      ...call.context,
    };
    const event = { call: { functionKey: call.functionKey, payload: call.payload }, context };
    const { accountId, isolateId = null } = call;
    return this.run({
      ...this.planned('resolver', installation, page.key, page.resolver),
      event,
      accountId,
      isolateId,
    });
  }

  /** Runs a function of the manifest as its scheduled trigger would, now. */
  async runScheduled(installationId: string, triggerKey: string): Promise<Outcome> {
    const trigger = this.manifest.scheduled.find((candidate) => candidate.key === triggerKey);
    if (trigger === undefined) throw new Error(`The manifest has no scheduled trigger "${triggerKey}".`);
    const installation = this.installation(installationId);
    const context = { cloudId: installation.cloudId, moduleKey: trigger.key, userAccess: { enabled: false } };
    return this.run({
      ...this.planned('scheduled', installation, trigger.key, trigger.function),
      event: { context },
    });
  }

  /** Runs every trigger of the manifest that asks for this event. */
  async publishEvent(
    installationId: string,
    name: string,
    payload: Record<string, unknown>,
  ): Promise<Outcome[]> {
    const installation = this.installation(installationId);
    const triggers = this.manifest.triggers.filter((trigger) => trigger.events.includes(name));
    return Promise.all(
      triggers.map((trigger) =>
        this.run({
          ...this.planned('trigger', installation, trigger.key, trigger.function),
          event: { ...payload, eventType: name },
        }),
      ),
    );
  }

  /** @returns `null` for an address that belongs to no web trigger of this app. */
  async webTrigger(id: string, request: WebTriggerRequest): Promise<WebTriggerAnswer | null> {
    for (const installation of this.installed.values()) {
      const trigger = this.manifest.webTriggers.find(({ key }) => webTriggerId(installation.id, key) === id);
      if (trigger === undefined) continue;
      const outcome = await this.run({
        ...this.planned('webTrigger', installation, trigger.key, trigger.function),
        event: {
          ...request,
          path: `/x1/${id}${request.userPath}`,
          context: { cloudId: installation.cloudId },
        },
      });
      if (outcome.ok) return webTriggerAnswer(trigger, outcome.value);
      const body = `The function failed; invocation ${outcome.failure.invocationId}.`;
      return { status: 500, headers: [['content-type', 'text/plain']], body };
    }
    return null;
  }

  /** A call of the page itself, through the bridge: the person's own, not charged to the app. */
  async fetchProduct(call: BridgeFetch): Promise<Response> {
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

  private planned(
    kind: InvocationKind,
    installation: Installation,
    moduleKey: string,
    functionKey: string,
  ): Omit<InvocationPlan, 'event'> {
    const named = this.manifest.functions.get(functionKey);
    if (named === undefined) throw new Error(`The manifest has no function "${functionKey}".`);
    return { kind, installation, moduleKey, function: named, accountId: null, isolateId: null };
  }

  private run(plan: InvocationPlan): Promise<Outcome> {
    return this.runner.run(plan);
  }

  private add(installation: Installation): void {
    this.installed.set(installation.id, installation);
    this.background.add(installation);
  }
}

export function startForge(options: ForgeOptions): Forge {
  return new Forge(options);
}
