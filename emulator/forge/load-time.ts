/** What a bundle finds of the platform while it is loaded, before any invocation. */

/**
 * `__forge_runtime__` then: what clients look at as they are made (`tracing`: @forge/llm 1.0.8), and nothing of an invocation.
 */
export function loadTimeRuntime(): object {
  const ofInvocation = (name: string): PropertyDescriptor => ({
    get: () => {
      throw new Error(`Forge runtime not found: ${name} was asked for while the app was loaded.`);
    },
  });
  const names = ['appContext', 'contextAri', 'aaid', 'lambdaContext'];
  return Object.defineProperties(
    { tracing: { traceId: '0'.repeat(32), spanId: '0'.repeat(16) } },
    Object.fromEntries(names.map((name) => [name, ofInvocation(name)])),
  );
}

type Fetch = (meta: unknown, path: string, init: unknown) => Promise<Response>;

/**
 * `api`, where @forge/metrics looks for its port. `@forge/api` up to 5, which older releases of @forge/resolver bring with them,
 * takes an `api` with anything to list for the runtime of old, and asks one for `__requestAtlassian` as it loads: so nothing
 * is listed, and that is there.
 */
export function olderApi(internalMetrics: object, fetch: Fetch): object {
  const caller = (provider: 'app' | 'user') => () => ({
    __requestAtlassian: (path: string, init: unknown) =>
      fetch({ type: 'fpp', provider, remote: 'stargate' }, path, init),
  });
  const hidden = { internalMetrics, asApp: caller('app'), asUser: caller('user') };
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.entries(hidden).map(([name, value]) => [name, { value }])),
  );
}
