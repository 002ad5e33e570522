/** The platform's own services behind `@forge/api` and `@forge/events`: async events and web trigger addresses. */
import { record, text } from '../cloud/untrusted';
import type { Invocation } from './invocation';
import type { AppManifest, WebTriggerModule } from './manifest';
import { toResponse } from './product';
import type { EventQueue } from './queue';
import { webTriggerPath } from './web-trigger-address';

export interface StargateOptions {
  queue: EventQueue;
  manifest: AppManifest;
  /** Where the host serves web triggers, for example `http://localhost:4455`; asked late, the port is known late. */
  webTriggerBaseUrl: () => string;
  nowMs: () => number;
}

/** @returns `null` for an address that is none of the platform's own. */
export function stargate(
  options: StargateOptions,
  invocation: Invocation,
  path: string,
  bodyText: string,
): Response | null {
  // The client sends `/{contextAri}/{environmentId}/…` literally; the real proxy fills it in.
  if (path.startsWith('/webhook/queue/')) return queueCall(options, invocation, path, parse(bodyText));
  if (path === '/graphql') return graphCall(options, invocation, record(parse(bodyText)));
  return null;
}

function queueCall(
  options: StargateOptions,
  invocation: Invocation,
  path: string,
  request: unknown,
): Response {
  const operation = path.split('/')[3];
  const jobId = text(record(request).jobId) ?? '';
  switch (operation) {
    case 'publish': {
      const answer = options.queue.push(invocation.installation.id, request, options.nowMs());
      return answer.status === 201
        ? json(201, {})
        : json(answer.status, { message: answer.message, errorMessage: answer.message, code: answer.status });
    }
    case 'stats': {
      const stats = options.queue.stats(jobId);
      return stats === null ? json(404, { message: 'No such job.' }) : json(200, stats);
    }
    case 'cancel':
      return options.queue.cancel(jobId) ? json(204, null) : json(404, { message: 'No such job.' });
    case undefined:
  }
  return json(404, { message: `The local Forge has no queue operation "${String(operation)}".` });
}

/** @returns `null` for a query that is not about web triggers: the product gateway answers those. */
function graphCall(
  options: StargateOptions,
  invocation: Invocation,
  request: Record<string, unknown>,
): Response | null {
  const query = text(request.query) ?? '';
  const addressOf = ({ key, urlFormat }: WebTriggerModule): string =>
    options.webTriggerBaseUrl() + webTriggerPath(urlFormat, invocation.installation.id, key);
  if (query.includes('createWebTriggerUrl')) {
    const key = text(record(record(request.variables).input).triggerKey) ?? '';
    const trigger = options.manifest.webTriggers.find((known) => known.key === key);
    if (trigger === undefined) {
      return json(200, { errors: [{ message: `The manifest has no web trigger "${key}".` }], data: null });
    }
    return json(200, { data: { createWebTriggerUrl: { url: addressOf(trigger) } } });
  }
  if (query.includes('webTriggerUrlsByAppContext')) {
    const urls = options.manifest.webTriggers.map((trigger) => ({
      triggerKey: trigger.key,
      url: addressOf(trigger),
    }));
    return json(200, { data: { webTriggerUrlsByAppContext: urls } });
  }
  return null;
}

function json(status: number, body: unknown): Response {
  return toResponse(status, [['content-type', 'application/json']], JSON.stringify(body));
}

function parse(bodyText: string): unknown {
  try {
    return JSON.parse(bodyText) as unknown;
  } catch {
    return null;
  }
}
