import { ManualClock } from '../../emulator/clock';
import type { FaultPlan } from '../../emulator/forge/storage/faults';
import { storageFetch, type StorageRequestInit } from '../../emulator/forge/storage/fetch';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import { readManifest } from '../../emulator/forge/manifest';
import { readFileSync } from 'node:fs';
import { capturedAtMs } from './observation';

/** The storage service as the manifest declares it, with the real client connected to it. */
export interface LedgerHarness {
  clock: ManualClock;
  service: StorageService;
  /** The installation whose invocation is running. */
  installationId: string;
  /** Faults of the next requests; `null` for none. */
  faults: FaultPlan | null;
}

export function openLedgerHarness(options: { queryLagMs?: number } = {}): LedgerHarness {
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const clock = new ManualClock(capturedAtMs);
  const harness: LedgerHarness = {
    clock,
    installationId: 'site-a',
    faults: null,
    service: createStorageService({
      file: ':memory:',
      clock,
      entities,
      limits: 'off',
      faults: (request) => harness.faults?.(request) ?? null,
      ...options,
    }),
  };
  Reflect.set(globalThis, '__forge_fetch__', (_meta: unknown, path: string, init?: StorageRequestInit) =>
    storageFetch(harness.service, harness.installationId, path, init),
  );
  return harness;
}
