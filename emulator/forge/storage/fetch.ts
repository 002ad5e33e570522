import type { StorageService } from './service';

/** What `@forge/kvs` hands to the runtime's fetch besides method and headers. */
export interface StorageRequestInit {
  body?: string;
}

/** Answers the runtime's `__forge_fetch__` for storage. Rejects where a network would have failed. */
export async function storageFetch(
  service: StorageService,
  installationId: string,
  path: string,
  init: StorageRequestInit | undefined,
): Promise<Response> {
  const { status, body } = await service.handle(installationId, path, init?.body ?? '');
  // A Response of 204 must have no body at all, not an empty one.
  return new Response(status === 204 ? null : body, {
    status,
    headers: { 'content-type': 'application/json' },
  });
}
