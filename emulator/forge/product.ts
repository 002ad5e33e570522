/** Calls to Jira and Confluence, as Forge's proxy makes them: it adds the token and leaves the rest as it is. */
import { STATUS_CODES } from 'node:http';
import type { Route } from '../../src/model';
import type { CloudRequest, CloudResponse } from '../cloud/exchange';
import { emulatorToken } from '../cloud/principal';
import { scopeRefusal } from '../cloud/product-gateway';
import { record } from '../cloud/untrusted';
import type { Installation } from './installation';

/** The Atlassian Cloud to call: over HTTP, or in this process for an accelerated month. */
export type CloudPort =
  { url: string } | { handle: (request: CloudRequest) => CloudResponse | Promise<CloudResponse> };

export interface ProductCall {
  appId: string;
  installation: Installation;
  /** `platform`: Atlassian's own APIs, whose address names no site. */
  product: 'jira' | 'confluence' | 'graphql' | 'platform';
  route: Route;
  /** On whose behalf; `null` for the app itself. */
  accountId: string | null;
  /** The manifest lacks the scope: the gateway refuses the call. Left out: it does not. */
  isOutOfScope?: boolean;
  /** As the app wrote it, with query. */
  path: string;
  init: unknown;
}

export async function callProduct(cloud: CloudPort, call: ProductCall): Promise<Response> {
  const answer = await answerOf(cloud, call);
  // The cloud books the refusal. What stands in its place in a test may not know of scopes: it is refused all the same.
  if (call.isOutOfScope !== true || answer.status === scopeRefusal.status) return answer;
  return toResponse(
    scopeRefusal.status,
    [['content-type', 'application/json'], ...(scopeRefusal.headers ?? [])],
    JSON.stringify(scopeRefusal.body),
  );
}

async function answerOf(cloud: CloudPort, call: ProductCall): Promise<Response> {
  const { method, headers, body, bytes } = await readInit(call.init);
  if (call.route !== 'anonymous') {
    const { appId, route, accountId, isOutOfScope } = call;
    const token = emulatorToken({
      ...{ appId, route, environment: call.installation.environmentType },
      ...(call.product === 'platform' ? { cloudId: call.installation.cloudId } : {}),
      ...(accountId === null ? {} : { accountId }),
      ...(isOutOfScope === true ? { isOutOfScope } : {}),
    });
    headers.authorization = `Bearer ${token}`;
  }
  const url = pathOnGateway(call);
  if ('url' in cloud) {
    const sent = bytes ?? body;
    return fetch(new URL(url, cloud.url), { method, headers, ...(sent === null ? {} : { body: sent }) });
  }
  const answer = await cloud.handle({
    method,
    url,
    headers,
    body,
    ...(bytes === undefined ? {} : { bytes }),
  });
  // As undici words it when the connection breaks.
  if (answer.broken !== undefined) throw new TypeError('fetch failed');
  return toResponse(answer.status, answer.headers, answer.bytes ?? answer.body);
}

/** A response without a body where HTTP allows none, and with the words that belong to its status. */
export function toResponse(status: number, headers: [string, string][], body: string | Uint8Array): Response {
  const sent = status === 204 || status === 304 ? null : (body as BodyInit);
  return new Response(sent, { status, statusText: STATUS_CODES[status] ?? '', headers });
}

export function methodOf(init: unknown): string {
  const { method } = record(init);
  return typeof method === 'string' ? method.toUpperCase() : 'GET';
}

function pathOnGateway(call: ProductCall): string {
  const path = call.path.startsWith('/') ? call.path : `/${call.path}`;
  switch (call.product) {
    case 'jira':
    case 'confluence':
      return `/ex/${call.product}/${call.installation.cloudId}${path}`;
    case 'graphql':
    case 'platform':
      return path;
  }
}

interface SentInit {
  method: string;
  headers: Record<string, string>;
  /** `null` also for an upload, whose `bytes` are there. */
  body: string | null;
  bytes?: Uint8Array<ArrayBuffer>;
}

async function readInit(init: unknown): Promise<SentInit> {
  const { headers, body } = record(init);
  const names = new Headers(headers as HeadersInit | undefined);
  const method = methodOf(init);
  const plain = (): Record<string, string> => Object.fromEntries(names.entries());
  if (body === undefined || body === null) return { method, headers: plain(), body: null };
  const carried = new Response(body as BodyInit);
  const type = carried.headers.get('content-type') ?? '';
  // Only who writes the parts knows what stands between them.
  if (type.startsWith('multipart/form-data')) names.set('content-type', type);
  const isFile = names.get('content-type')?.startsWith('multipart/') === true || typeof body !== 'string';
  // A text that nobody gave a type goes out as `text/plain`, as any fetch sends it.
  if (!names.has('content-type') && type !== '') names.set('content-type', type);
  if (!isFile) return { method, headers: plain(), body: await carried.text() };
  return { method, headers: plain(), body: null, bytes: new Uint8Array(await carried.arrayBuffer()) };
}
