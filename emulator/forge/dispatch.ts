/** `__forge_fetch__`: one door for every SDK. What is asked for stands in `meta`. */
import { record, text } from '../cloud/untrusted';
import type { Consents } from './consents';
import type { Invocation } from './invocation';
import { callProduct, type CloudPort, methodOf, type ProductCall, toResponse } from './product';
import type { StorageReply } from './storage/counter';
import { answerOlderStorage, olderStoragePath } from './storage/older-api';
import type { StorageService } from './storage/service';
import { stargate, type StargateOptions } from './stargate';

/** What the local Forge does not have, by the name that the app's developer knows it by. */

/** By `type` or `remote` of a call. Taken down from @forge/api 8.3, sql 4.0, object-store 3.0, llm 1.0, 2026-11. */
const names: Readonly<Record<string, string>> = {
  sql: 'Forge SQL (@forge/sql)',
  os: 'the object store (@forge/object-store)',
  llm: 'Forge LLMs (@forge/llm)',
  frc: 'Forge Remote (invokeRemote)',
  fcc: 'Forge containers (invokeService)',
  tpp: 'external authentication (asUser().withProvider)',
  bitbucket: 'Bitbucket (requestBitbucket)',
};

/** The error of a call to a service that is not emulated: which one, and what an app's test can do without it. */
function notThere(meta: Record<string, unknown>, path: string): Error {
  const { type, remote } = meta;
  const key = [type, remote].find((name) => typeof name === 'string' && Object.hasOwn(names, name));
  const name = names[String(key)] ?? `the service "${String(type)}" (remote "${String(remote)}")`;
  return new Error(
    `The local Forge does not emulate ${name}: the call to ${path} was not made. ` +
      'Put what the app does with it behind a function of its own that a test replaces when it bundles, or test it in a deployed environment.',
  );
}

/** The part of the storage service that invocations need. */
export type StoragePort = Pick<StorageService, 'handle'>;

export interface DispatchOptions extends StargateOptions {
  consents: Pick<Consents, 'isMissing'>;
  storage: StoragePort;
  /** Why the app may not make a call; `null` where it may. */
  scopeFault: (method: string, path: string) => string | null;
  cloud: CloudPort;
  hasStorageScope: boolean;
}

type Whose = { route: ProductCall['route']; accountId: string | null };

export async function dispatch(
  options: DispatchOptions,
  invocation: Invocation,
  meta: unknown,
  path: string,
  init: unknown,
): Promise<Response> {
  const { type, remote } = record(meta);
  const body = text(record(init).body) ?? '';
  if (type === 'kvs') return storedAnswer(await askStorage(options, invocation, path, body));
  if (type === 'fpp' && (remote === 'jira' || remote === 'confluence')) {
    return product(options, invocation, meta, { product: remote, path, init });
  }
  if (type === 'fpp' && remote === 'stargate') {
    if (path === olderStoragePath)
      return storedAnswer(
        await answerOlderStorage(body, (kvsPath, kvsBody) =>
          askStorage(options, invocation, kvsPath, kvsBody),
        ),
      );
    const own = stargate(options, invocation, path, body);
    if (own !== null) return own;
    if (path.startsWith('/graphql'))
      return product(options, invocation, meta, { product: 'graphql', path, init });
    if (path.startsWith('/forge/app/v1/license'))
      return product(options, invocation, meta, { product: 'platform', path, init });
  }
  throw notThere(record(meta), path);
}

async function askStorage(
  { hasStorageScope, storage }: DispatchOptions,
  invocation: Invocation,
  path: string,
  body: string,
): Promise<StorageReply> {
  // What Forge answers here is not documented; that it needs the scope is.
  if (!hasStorageScope)
    throw new Error('Storage needs the scope storage:app, which the manifest does not have.');
  return storage.handle(invocation.installation.id, path, body);
}

function storedAnswer({ status, body }: StorageReply): Response {
  return toResponse(status, [['content-type', 'application/json']], body);
}

async function product(
  options: DispatchOptions,
  invocation: Invocation,
  meta: unknown,
  call: Pick<ProductCall, 'product' | 'path' | 'init'>,
): Promise<Response> {
  const whose = readWhose(options, invocation, meta);
  // @forge/api turns this header into its NeedsAuthenticationError.
  if (whose === null) return toResponse(401, [['forge-proxy-error', 'NEEDS_AUTHENTICATION_ERR']], '');
  const { installation } = invocation;
  const isScoped = call.product === 'jira' || call.product === 'confluence';
  const fault = isScoped ? options.scopeFault(methodOf(call.init), call.path) : null;
  if (fault !== null) invocation.services.log(invocation, 'error', fault);
  const { appId } = options.manifest;
  return callProduct(options.cloud, {
    ...{ appId, installation, isOutOfScope: fault !== null },
    ...whose,
    ...call,
  });
}

/** @returns `null` when a person is wanted and none is there, or none that has consented. */
function readWhose({ consents }: DispatchOptions, invocation: Invocation, meta: unknown): Whose | null {
  const { provider, accountId } = record(meta);
  switch (provider) {
    case 'app':
      return { route: 'forge.asApp', accountId: null };
    case 'user': {
      const offline = text(accountId);
      const { installation, accountId: present } = invocation;
      const person = offline ?? present;
      if (person === null || consents.isMissing(installation.id, person)) return null;
      return { route: offline === null ? 'forge.asUser' : 'forge.asUserOffline', accountId: person };
    }
    case 'none':
      return { route: 'anonymous', accountId: null };
    default:
      throw new Error(`The local Forge knows no provider "${String(provider)}".`);
  }
}
