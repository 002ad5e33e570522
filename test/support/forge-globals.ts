import { AsyncLocalStorage } from 'node:async_hooks';

/** One call as the SDK hands it to the platform. */
export interface PlatformCall {
  meta: { type: string; provider?: string; remote?: string; accountId?: string };
  path: string;
  init: { method?: string; body?: string } | undefined;
}

type Platform = (call: PlatformCall) => Response | Promise<Response>;

const installations = new AsyncLocalStorage<string>();

/** Supplies what the Forge runtime supplies to the real SDKs, with the given other side of its fetch. */
export function supplyForgeGlobals(platform: Platform): void {
  Reflect.set(
    globalThis,
    '__forge_fetch__',
    async (meta: PlatformCall['meta'], path: string, init?: PlatformCall['init']) =>
      platform({ meta, path, init }),
  );
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => {
      const installationId = installations.getStore();
      if (installationId === undefined) return undefined;
      return {
        appContext: {
          appId: 'app-1',
          appVersion: '1.0.0',
          environmentId: 'env-1',
          environmentType: 'PRODUCTION',
          invocationId: 'invocation-1',
          installationId,
          moduleKey: 'module-1',
        },
        lambdaContext: { getRemainingTimeInMillis: () => 25_000 },
        contextAri: 'ari:cloud:jira::site/site-1',
        metrics: { counter: () => ({ incr: noop }), timing: () => ({ measure: () => ({ stop: noop }) }) },
      };
    },
  });
}

export function inInstallation<T>(installationId: string, run: () => T): T {
  return installations.run(installationId, run);
}

function noop(): void {
  // Metrics of the SDK itself are not what is tested.
}
