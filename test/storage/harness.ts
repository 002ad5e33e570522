import { ForgeKvsAPIError } from '@forge/kvs';
import { ManualClock } from '../../emulator/clock';
import type { EntityDefinition } from '../../emulator/forge/storage/entities';
import { type StorageRequestInit, storageFetch } from '../../emulator/forge/storage/fetch';
import {
  type StorageService,
  type StorageServiceOptions,
  createStorageService,
} from '../../emulator/forge/storage/service';

/** 2026-10-01T12:00:00Z */
export const startMs = 1_790_856_000_000;

export const employee: EntityDefinition = {
  name: 'employee',
  attributes: {
    surname: { type: 'string' },
    age: { type: 'integer' },
    salary: { type: 'float' },
    nationality: { type: 'string' },
    remote: { type: 'boolean' },
    notes: { type: 'any' },
  },
  indexes: [
    'surname',
    { name: 'by-age', range: ['age'] },
    { name: 'by-age-per-nationality', partition: ['nationality'], range: ['age'] },
    { name: 'by-salary', partition: ['nationality', 'remote'], range: ['salary'] },
  ],
};

export interface Harness {
  clock: ManualClock;
  service: StorageService;
  /** The installation whose requests the client makes from now on. */
  installationId: string;
}

/** A service with the real client connected to it, as the Forge runtime does: by its global fetch. */
export function openHarness(overrides: Partial<StorageServiceOptions> = {}): Harness {
  const clock = new ManualClock(startMs);
  const service = createStorageService({ file: ':memory:', clock, entities: [employee], ...overrides });
  const harness: Harness = { clock, service, installationId: 'site-a' };
  const fetch = (_meta: unknown, path: string, init?: StorageRequestInit) =>
    storageFetch(harness.service, harness.installationId, path, init);
  Reflect.set(globalThis, '__forge_fetch__', fetch);
  return harness;
}

/** What the client throws, in short; fails when it does not throw. */
export async function refusalOf(request: Promise<unknown>): Promise<{ status: number; code: string }> {
  const error: unknown = await request.then(
    () => new Error('The request was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ForgeKvsAPIError)) throw error;
  return { status: error.responseDetails.status, code: error.code };
}

/** A request that the client's types do not allow, straight to the service. */
export async function post(
  harness: Harness,
  path: string,
  body: unknown,
): Promise<{ status: number; json: unknown }> {
  const reply = await harness.service.handle(harness.installationId, path, JSON.stringify(body));
  return { status: reply.status, json: reply.body === '' ? null : (JSON.parse(reply.body) as unknown) };
}

/** A gate for faults that wait: everything that waits goes on when it is opened. */
export function gate(): { wait: () => Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait: () => opened, open };
}
