import type { ResolverCall } from './forge-options';
import type { Installation } from './installation';
import type { InvocationKind } from './invocation';
import type { AppManifest, ConsumerModule, WebTriggerModule } from './manifest';
import type { PageModule } from './manifest-pages';
import { pageContext } from './page-context';
import type { InvocationPlan, Outcome, Runner } from './runner';
import { webTriggerAnswer, type WebTriggerAnswer, type WebTriggerRequest } from './web-trigger';

type Call = { key: string; function: string };

/** Runs the manifest's functions: for each kind of module, the event that the platform hands over. */
export class Functions {
  constructor(
    private readonly manifest: AppManifest,
    private readonly runner: Runner,
  ) {}

  resolver(installation: Installation, page: PageModule, call: ResolverCall): Promise<Outcome> {
    if (page.resolver === null) throw new Error(`Module "${page.key}" has no resolver.`);
    const { functionKey, payload, accountId, isolateId = null } = call;
    const context = { ...pageContext(installation, page, accountId), ...call.context };
    const module = { key: page.key, function: page.resolver };
    const event = { call: { functionKey, payload }, context };
    return this.runner.run({ ...this.plan('resolver', installation, module, event), accountId, isolateId });
  }

  scheduled(installation: Installation, triggerKey: string): Promise<Outcome> {
    const trigger = this.manifest.scheduled.find((candidate) => candidate.key === triggerKey);
    if (trigger === undefined) throw new Error(`The manifest has no scheduled trigger "${triggerKey}".`);
    const context = { cloudId: installation.cloudId, moduleKey: trigger.key, userAccess: { enabled: false } };
    return this.runner.run(this.plan('scheduled', installation, trigger, { context }));
  }

  consumer(
    installation: Installation,
    consumer: ConsumerModule,
    event: Record<string, unknown>,
  ): Promise<Outcome> {
    const { method } = consumer;
    const call = { functionKey: method, payload: event.body, jobId: event.jobId };
    const context = { cloudId: installation.cloudId, moduleKey: consumer.key };
    const handed = method === null ? event : { call, context };
    return this.runner.run(this.plan('consumer', installation, consumer, handed));
  }

  /** With an event of the caller's choice, as long as a function of a page may run. */
  named(
    installation: Installation,
    functionKey: string,
    event: unknown,
    accountId: string | null,
  ): Promise<Outcome> {
    const module = { key: functionKey, function: functionKey };
    return this.runner.run({ ...this.plan('resolver', installation, module, event), accountId });
  }

  /** Every trigger that asks for the event. */
  triggers(installation: Installation, name: string, payload: Record<string, unknown>): Promise<Outcome[]> {
    const asking = this.manifest.triggers.filter((trigger) => trigger.events.includes(name));
    const event = { ...payload, eventType: name };
    return Promise.all(
      asking.map((trigger) => this.runner.run(this.plan('trigger', installation, trigger, event))),
    );
  }

  async webTrigger(
    installation: Installation,
    trigger: WebTriggerModule,
    request: WebTriggerRequest,
  ): Promise<WebTriggerAnswer> {
    const event = { ...request, context: { cloudId: installation.cloudId } };
    const outcome = await this.runner.run(this.plan('webTrigger', installation, trigger, event));
    if (outcome.ok) return webTriggerAnswer(trigger, outcome.value);
    return plain(500, `The function failed; invocation ${outcome.failure.invocationId}.`);
  }

  /**
   * What a request to a REST API of the app gets, whose token has these scopes. Which form the event has, Forge does not document: a web
   * trigger's.
   */
  async apiRoute(
    installation: Installation,
    request: WebTriggerRequest,
    scopes: readonly string[],
  ): Promise<WebTriggerAnswer> {
    const route = this.manifest.apiRoutes.find(
      ({ path, operation }) => path === request.path && operation === request.method,
    );
    if (route === undefined) return plain(404, 'The app has no such API.');
    const missing = route.scopes.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) return plain(403, `The token lacks ${missing.join(', ')}.`);
    const outcome = await this.runner.run(this.plan('resolver', installation, route, request));
    if (!outcome.ok) return plain(500, `The function failed; invocation ${outcome.failure.invocationId}.`);
    const trigger = { ...route, urlFormat: 'v2' as const, outputs: null };
    return webTriggerAnswer(trigger, outcome.value);
  }

  private plan(kind: InvocationKind, installation: Installation, call: Call, event: unknown): InvocationPlan {
    const named = this.manifest.functions.get(call.function);
    if (named === undefined) throw new Error(`The manifest has no function "${call.function}".`);
    return {
      kind,
      installation,
      moduleKey: call.key,
      function: named,
      accountId: null,
      isolateId: null,
      event,
    };
  }
}

function plain(status: number, body: string): WebTriggerAnswer {
  return { status, headers: [['content-type', 'text/plain']], body };
}
