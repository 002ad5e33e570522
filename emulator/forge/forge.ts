/**
 * The local Forge: runs an app's bundle as the platform does, with its functions, schedules, async events, triggers and
 * storage, on a clock of the caller's choice. Nothing runs by itself: `tick()` does what is due, in tests by hand and in
 * the development cloud several times a second.
 */
import type { Consents } from './consents';
import type { BridgeFetch, ForgeOptions, ResolverCall } from './forge-options';
import { assemble, type ForgeParts } from './forge-parts';
import { contextAri, type Installation } from './installation';
import type { Isolates } from './isolates';
import type { Leftovers } from './leftovers';
import type { AppManifest } from './manifest';
import type { PageModule } from './manifest-pages';
import type { MetricBook } from './metrics';
import { callProduct, methodOf } from './product';
import type { Outcome } from './runner';
import type { WebTriggerAnswer, WebTriggerRequest } from './web-trigger';
import { webTriggerId, webTriggerPath } from './web-trigger-address';

export class Forge {
  readonly manifest: AppManifest;
  readonly metrics: MetricBook;
  readonly consents: Consents;
  readonly isolates: Isolates;
  /** What was still running when the answer of its function went out: on Forge it is frozen then. */
  readonly leftovers: Leftovers;
  private readonly parts: ForgeParts;
  private readonly installed = new Map<string, Installation>();

  constructor(private readonly options: ForgeOptions) {
    this.parts = assemble(options);
    const { manifest, metrics, consents, isolates, leftovers } = this.parts;
    this.manifest = manifest;
    this.metrics = metrics;
    this.consents = consents;
    this.isolates = isolates;
    this.leftovers = leftovers;
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
    const installation = this.add({
      ...site,
      id: this.parts.newId(),
      installedAtMs: this.options.clock.now(),
    });
    await this.publishEvent(installation.id, 'avi:forge:installed:app', {
      id: `ari:cloud:ecosystem::installation/${installation.id}`,
      context: contextAri(installation),
      app: { id: this.manifest.appId, version: this.parts.appVersion },
      environment: { id: installation.environmentType },
    });
    return installation;
  }

  /** Removes the installation with all that is stored for it. Warm processes stay warm, as on the platform. */
  uninstall(id: string): void {
    const installation = this.installation(id);
    this.installed.delete(id);
    this.parts.background.forget(installation);
    this.options.storage.wipe(id);
  }

  /** What `invoke()` of @forge/bridge does. @throws Error for a module or installation that is not there. */
  async invokeResolver(call: ResolverCall): Promise<Outcome> {
    return this.parts.functions.resolver(
      this.installation(call.installationId),
      this.page(call.moduleKey),
      call,
    );
  }

  /** Runs a function of the manifest as its scheduled trigger would, now. */
  async runScheduled(installationId: string, triggerKey: string): Promise<Outcome> {
    return this.parts.functions.scheduled(this.installation(installationId), triggerKey);
  }

  /** Runs every trigger of the manifest that asks for this event. */
  async publishEvent(
    installationId: string,
    name: string,
    payload: Record<string, unknown>,
  ): Promise<Outcome[]> {
    return this.parts.functions.triggers(this.installation(installationId), name, payload);
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
    return this.parts.functions.named(this.installation(installationId), functionKey, event, accountId);
  }

  /** Puts an event into a queue of the app, as `Queue.push` does; `tick()` delivers it. @throws Error where Forge would refuse it */
  pushEvent(installationId: string, queueName: string, body: Record<string, unknown>): void {
    const { id } = this.installation(installationId);
    const request = { queueName, jobId: this.parts.newId(), payload: [{ body }] };
    const answer = this.parts.queue.push(id, request, this.options.clock.now());
    if (answer.status !== 201) throw new Error(answer.message);
  }

  /** What a request to a REST API of the app gets (`apiRoute`), by a token with these scopes of the app's own. */
  async requestApi(
    installationId: string,
    request: Pick<WebTriggerRequest, 'method' | 'path'> & Partial<WebTriggerRequest>,
    scopes: readonly string[],
  ): Promise<WebTriggerAnswer> {
    const whole = { userPath: '', headers: {}, queryParameters: {}, body: '', ...request };
    return this.parts.functions.apiRoute(this.installation(installationId), whole, scopes);
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
    return this.parts.functions.webTrigger(this.installation(installationId), trigger, {
      ...plain,
      ...request,
    });
  }

  /** @returns `null` for an address that belongs to no web trigger of this app. */
  async webTrigger(id: string, request: WebTriggerRequest): Promise<WebTriggerAnswer | null> {
    for (const installation of this.installed.values()) {
      const trigger = this.manifest.webTriggers.find(({ key }) => webTriggerId(installation.id, key) === id);
      if (trigger === undefined) continue;
      return this.parts.functions.webTrigger(installation, trigger, request);
    }
    return null;
  }

  /** A call of the page itself, through the bridge: the person's own, not charged to the app. */
  async fetchProduct(call: BridgeFetch): Promise<Response> {
    const fault = this.parts.scopeFault(methodOf(call.init), call.restPath);
    const atMs = this.options.clock.now();
    if (fault !== null) this.options.onLog?.({ atMs, level: 'error', invocationId: null, message: fault });
    return callProduct(this.options.cloud, {
      appId: this.manifest.appId,
      installation: this.installation(call.installationId),
      product: call.product,
      route: 'forge.bridge',
      isOutOfScope: fault !== null,
      accountId: call.accountId,
      path: call.restPath,
      init: call.init,
    });
  }

  /** Does what is due by the clock. Resolves when everything that it started, or found running, has ended. */
  async tick(): Promise<void> {
    this.parts.runner.expire();
    await this.parts.background.runDue(this.installations);
  }

  /** Events that wait for their time or for the next tick. */
  get waitingEvents(): number {
    return this.parts.background.waitingEvents;
  }

  page(moduleKey: string): PageModule {
    const page = this.manifest.pageModules.find((module) => module.key === moduleKey);
    if (page === undefined) throw new Error(`The manifest has no page module "${moduleKey}".`);
    return page;
  }

  private add(asked: Installation): Installation {
    const installation = { products: this.manifest.products, ...asked };
    this.installed.set(installation.id, installation);
    this.parts.background.add(installation);
    return installation;
  }
}

export function startForge(options: ForgeOptions): Forge {
  return new Forge(options);
}
