/** The workload of the ledger's bench: an app with 20 endpoints on 2 routes, four processes an hour. */
import { readFileSync } from 'node:fs';
import { ManualClock } from '../../emulator/clock';
import { readManifest } from '../../emulator/forge/manifest';
import type { StorageAccount } from '../../emulator/forge/storage/accounting';
import { storageFetch, type StorageRequestInit } from '../../emulator/forge/storage/fetch';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import type { Observation, RateLimits } from '../../src/model';

export interface Work {
  hours: number;
  invocations: number;
  callsAnInvocation: number;
}

export const startMs = Date.parse('2026-11-02T00:00:00Z');
export const hourMs = 3_600_000;
export const sweepLeast = 200;
export const counted = (): boolean => true;
const resources = [
  'issue',
  'project',
  'user',
  'filter',
  'dashboard',
  'field',
  'version',
  'component',
  'role',
  'status',
];
const templates = resources.flatMap((name) => [`/rest/api/3/${name}/{id}`, `/rest/api/3/${name}/search`]);

export interface Harness {
  clock: ManualClock;
  service: StorageService;
}

export function openHarness(): Harness {
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const clock = new ManualClock(startMs);
  const service = createStorageService({ file: ':memory:', clock, entities, limits: 'documented' });
  Reflect.set(globalThis, '__forge_fetch__', (_meta: unknown, path: string, init?: StorageRequestInit) =>
    storageFetch(service, 'site', path, init),
  );
  return { clock, service };
}

/** An invocation does one thing: it calls two or three endpoints of a route, some of them often. */
export function callsOf(invocation: number, { callsAnInvocation }: Work, atMs: number): Observation[] {
  const kinds = Math.min(callsAnInvocation, 2 + (invocation % 2));
  return Array.from({ length: callsAnInvocation }, (_, i) =>
    callAt(atMs, invocation * 7 + (i % kinds), invocation % 2),
  );
}

export function callAt(atMs: number, endpoint: number, route: number): Observation {
  const limits: RateLimits = {
    quotas: [
      {
        ...{ policy: 'global-app-quota', scope: 'global', enforcement: 'enforced', unit: 'points' },
        ...{ quota: 65_000, windowSeconds: 3600, remaining: null, resetAtMs: null },
      },
    ],
    buckets: [],
    nearLimit: null,
    throttle: null,
    waitUntilMs: null,
    problems: [],
  };
  return {
    atMs,
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    route: route === 0 ? 'forge.asApp' : 'forge.asUser',
    trigger: route === 0 ? 'event' : 'person',
    tag: null,
    method: 'GET',
    template: templates[endpoint % templates.length] ?? '',
    status: 200,
    latencyMs: 40 + ((endpoint * 37) % 300),
    points: { low: 1 + (endpoint % 5), likely: 1 + (endpoint % 5), high: 1 + (endpoint % 5) },
    basis: 'documented',
    limits,
  };
}

export type Figures = Pick<
  StorageAccount,
  'requests' | 'reads' | 'writes' | 'bytesRead' | 'bytesWritten' | 'billedReadBytes'
>;

export function difference(after: StorageAccount, before: StorageAccount): Figures {
  return {
    requests: after.requests - before.requests,
    reads: after.reads - before.reads,
    writes: after.writes - before.writes,
    bytesRead: after.bytesRead - before.bytesRead,
    bytesWritten: after.bytesWritten - before.bytesWritten,
    billedReadBytes: after.billedReadBytes - before.billedReadBytes,
  };
}
