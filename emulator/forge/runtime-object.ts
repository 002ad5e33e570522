import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Clock } from '../clock';
import { environmentIdOf } from '../cloud/owner/app-ids';
import { contextAri, requestOf } from './installation';
import type { Invocation } from './invocation';
import type { AppManifest } from './manifest';

export interface RuntimeFacts {
  manifest: AppManifest;
  appVersion: string;
  bundleFile: string;
  clock: Clock;
}

/** `__forge_runtime__` of one invocation: what @forge/api 8.3.0, @forge/events and @forge/metrics read of it. */
export function runtimeObject(facts: RuntimeFacts, invocation: Invocation): Record<string, unknown> {
  const { installation } = invocation;
  const { license, installation: installed } = requestOf(installation, null);
  return {
    appContext: {
      appId: facts.manifest.appId,
      appVersion: facts.appVersion,
      // As the owner's APIs name it.
      environmentId: environmentIdOf(facts.manifest.appId, installation.environmentType),
      environmentType: installation.environmentType,
      invocationId: invocation.id,
      installationId: installation.id,
      moduleKey: invocation.moduleKey,
      license,
      installation: installed,
      permissions: { scopes: facts.manifest.scopes, external: {} },
    },
    contextAri: contextAri(installation),
    aaid: invocation.accountId ?? undefined,
    lambdaContext: {
      awsRequestId: invocation.id,
      getRemainingTimeInMillis: () => Math.max(0, invocation.deadlineMs - facts.clock.now()),
    },
    metrics: runtimeMetrics(invocation),
    container: { appCodeDir: dirname(facts.bundleFile) },
    externalAuth: [],
    tracing: { traceId: randomUUID(), spanId: randomUUID().slice(0, 16) },
  };
}

function runtimeMetrics(invocation: Invocation): Record<string, unknown> {
  const count = (name: string, value: number): void => {
    invocation.services.count(invocation, name, value);
  };
  return {
    counter: (name: string) => ({
      incr: () => {
        count(name, 1);
      },
      incrBy: (value: number) => {
        count(name, value);
      },
      decr: () => {
        count(name, -1);
      },
      decrBy: (value: number) => {
        count(name, -value);
      },
    }),
    gauge: (name: string) => ({
      set: (value: number) => {
        count(name, value);
      },
    }),
    timing: () => ({ measure: () => ({ stop: () => undefined }) }),
  };
}
