const nothing = () => undefined;

/** What the Forge runtime gives to the SDK, as far as the meter asks for it: without it no call is one of an invocation, and none is booked. */
export function giveForgeRuntime() {
  Object.defineProperty(globalThis, '__forge_runtime__', {
    value: {
      appContext: {
        ...{ appId: 'app-1', appVersion: '1.0.0', environmentId: 'env-1', environmentType: 'PRODUCTION' },
        ...{ invocationId: 'invocation-1', installationId: 'installation-1', moduleKey: 'module-1' },
      },
      lambdaContext: { getRemainingTimeInMillis: () => 25_000 },
      contextAri: 'ari:cloud:jira::site/site-1',
      metrics: {
        counter: () => ({ incr: nothing }),
        timing: () => ({ measure: () => ({ stop: nothing }) }),
      },
    },
  });
}
