/** Calls to Jira and Confluence, as Forge's proxy makes them: it adds the token and leaves the rest as it is. */
import type { Route } from '../../src/model';
import type { CloudRequest, CloudResponse } from '../cloud/exchange';
import { emulatorToken } from '../cloud/principal';
import { record } from '../cloud/untrusted';
import type { Installation } from './installation';

/** The Atlassian Cloud to call: over HTTP, or in this process for an accelerated month. */
export type CloudPort =
  { url: string } | { handle: (request: CloudRequest) => CloudResponse | Promise<CloudResponse> };

export interface ProductCall {
  appId: string;
  installation: Installation;
  product: 'jira' | 'confluence' | 'graphql';
  route: Route;
  /** On whose behalf; `null` for the app itself. */
  accountId: string | null;
  /** As the app wrote it, with query. */
  path: string;
  init: unknown;
}

export async function callProduct(cloud: CloudPort, call: ProductCall): Promise<Response> {
  const { method, headers, body } = await readInit(call.init);
  if (call.route !== 'anonymous') {
    const { appId, route, accountId } = call;
    const environment = call.installation.environmentType;
    const token = emulatorToken({ appId, environment, route, ...(accountId === null ? {} : { accountId }) });
    headers.authorization = `Bearer ${token}`;
  }
  const url = pathOnGateway(call);
  if ('url' in cloud) {
    return fetch(new URL(url, cloud.url), { method, headers, ...(body === null ? {} : { body }) });
  }
  const answer = await cloud.handle({ method, url, headers, body });
  return toResponse(answer.status, answer.headers, answer.body);
}

/** A response without a body where HTTP allows none. */
export function toResponse(status: number, headers: [string, string][], body: string): Response {
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}

function pathOnGateway(call: ProductCall): string {
  const path = call.path.startsWith('/') ? call.path : `/${call.path}`;
  switch (call.product) {
    case 'jira':
    case 'confluence':
      return `/ex/${call.product}/${call.installation.cloudId}${path}`;
    case 'graphql':
      return path;
  }
}

async function readInit(
  init: unknown,
): Promise<{ method: string; headers: Record<string, string>; body: string | null }> {
  const { method, headers, body } = record(init);
  const names = new Headers(headers as HeadersInit | undefined);
  return {
    method: typeof method === 'string' ? method.toUpperCase() : 'GET',
    headers: Object.fromEntries(names.entries()),
    body: body === undefined || body === null ? null : await new Response(body as BodyInit).text(),
  };
}
