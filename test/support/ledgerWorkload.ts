/** The workload of the ledger's bench: an app with 20 endpoints on 2 routes, four processes an hour. */
import { readFileSync } from 'node:fs';
import { kvs } from '@forge/kvs';
import { ManualClock } from '../../local/clock';
import { readManifest } from '../../local/forge/manifest';
import type { StorageAccount } from '../../local/forge/storage/accounting';
import { storageFetch, type StorageRequestInit } from '../../local/forge/storage/fetch';
import { createStorageService, type StorageService } from '../../local/forge/storage/service';
import { hourOf } from '../../src/account/hour';
import { callsIn } from '../../src/account/sheet';
import { kvsLedgerStore as store } from '../../src/ledger/kvsStore';
import { readHours } from '../../src/ledger/readHours';
import { lastDays, readPeriod } from '../../src/ledger/readPeriod';
import { rollUp } from '../../src/ledger/rollUp';
import { readState } from '../../src/ledger/settings';
import { isUpkeepHour, upkeep } from '../../src/ledger/upkeep';
import { Writer } from '../../src/ledger/writer';
import type { Observation, RateLimits } from '../../src/model';

export interface Work {
  hours: number;
  invocations: number;
  callsAnInvocation: number;
}

const startMs = Date.parse('2026-11-02T00:00:00Z');
const hourMs = 3_600_000;
const processesAnHour = 4;
const sweepLeast = 200;
const counted = (): boolean => true;
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

interface Desk {
  clock: ManualClock;
  service: StorageService;
}

function openDesk(): Desk {
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const clock = new ManualClock(startMs);
  const service = createStorageService({ file: ':memory:', clock, entities, limits: 'documented' });
  Reflect.set(globalThis, '__forge_fetch__', (_meta: unknown, path: string, init?: StorageRequestInit) =>
    storageFetch(service, 'site', path, init),
  );
  return { clock, service };
}

/** An invocation does one thing: it calls two or three endpoints of a route, some of them often. */
function callsOf(invocation: number, { callsAnInvocation }: Work, atMs: number): Observation[] {
  const kinds = Math.min(callsAnInvocation, 2 + (invocation % 2));
  return Array.from({ length: callsAnInvocation }, (_, i) =>
    callAt(atMs, invocation * 7 + (i % kinds), invocation % 2),
  );
}

function callAt(atMs: number, endpoint: number, route: number): Observation {
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

type Figures = Pick<
  StorageAccount,
  'requests' | 'reads' | 'writes' | 'bytesRead' | 'bytesWritten' | 'billedReadBytes'
>;

function difference(after: StorageAccount, before: StorageAccount): Figures {
  return {
    requests: after.requests - before.requests,
    reads: after.reads - before.reads,
    writes: after.writes - before.writes,
    bytesRead: after.bytesRead - before.bytesRead,
    bytesWritten: after.bytesWritten - before.bytesWritten,
    billedReadBytes: after.billedReadBytes - before.billedReadBytes,
  };
}

/** Flushes of all invocations, and beside them what the roll-ups, sweeps and the upkeep of these hours took. */
export async function measureLedger(work: Work): Promise<{
  flush: Figures;
  rollUp: Figures;
  medianBytes: number;
  writesPerInvocation: number;
  readsPerInvocation: number;
}> {
  const { clock, service } = openDesk();
  const flushes: Figures[] = [];
  const stepMs = (work.hours * hourMs) / work.invocations;
  let writers: Writer[] = [];
  let writerHour = -1;
  let sinceAsked = 0;
  for (let invocation = 0; invocation < work.invocations; invocation += 1) {
    clock.moveTo(Math.floor(startMs + invocation * stepMs));
    const hour = hourOf(clock.now());
    if (hour !== writerHour) {
      if (writerHour !== -1) await sweep(clock);
      writers = Array.from({ length: processesAnHour }, (_, i) => new Writer(`writer${hour}p${i}`));
      writerHour = hour;
    }
    const writer = writers[invocation % processesAnHour];
    for (const call of callsOf(invocation, work, clock.now())) writer?.book(call);
    const before = service.accounting();
    await writer?.flush(store, clock.now());
    flushes.push(difference(service.accounting(), before));
    // Each stored record asks with a chance of 1 in 200: on average after so many.
    if ((sinceAsked += 1) >= sweepLeast) {
      sinceAsked = 0;
      await takeWaiting(clock, sweepLeast);
    }
  }
  await sweep(clock);
  const flush = flushes.reduce((sum, one) => ({
    requests: sum.requests + one.requests,
    reads: sum.reads + one.reads,
    writes: sum.writes + one.writes,
    bytesRead: sum.bytesRead + one.bytesRead,
    bytesWritten: sum.bytesWritten + one.bytesWritten,
    billedReadBytes: sum.billedReadBytes + one.billedReadBytes,
  }));
  const all = service.accounting();
  const sizes = flushes.map(({ bytesWritten }) => bytesWritten).sort((a, b) => a - b);
  service.close();
  return {
    flush,
    rollUp: {
      requests: all.requests - flush.requests,
      reads: all.reads - flush.reads,
      writes: all.writes - flush.writes,
      bytesRead: all.bytesRead - flush.bytesRead,
      bytesWritten: all.bytesWritten - flush.bytesWritten,
      billedReadBytes: all.billedReadBytes - flush.billedReadBytes,
    },
    medianBytes: sizes[Math.floor(sizes.length / 2)] ?? 0,
    writesPerInvocation: flush.writes / work.invocations,
    readsPerInvocation: flush.reads / work.invocations,
  };
}

async function takeWaiting(clock: ManualClock, leastRecords: number): Promise<void> {
  await readState();
  while ((await rollUp(store, { nowMs: clock.now(), isCounted: counted, leastRecords })).more) continue;
}

async function sweep(clock: ManualClock): Promise<void> {
  await takeWaiting(clock, 0);
  if (isUpkeepHour(clock.now())) await upkeep(store, clock.now());
}

/** The same calls, kept as others do: a value for each call, or a sum for each endpoint and hour read and written again. */
export async function measureRivals(
  work: Work,
): Promise<{ perCall: StorageAccount; readAddWrite: StorageAccount }> {
  // Costs do not change with time here, so a part of the invocations is enough.
  const part = Math.min(work.invocations, Math.ceil(2_000 / work.callsAnInvocation));
  const perCall = openDesk();
  for (let invocation = 0; invocation < part; invocation += 1) {
    perCall.clock.advance(60_000);
    for (const [i, call] of callsOf(invocation, work, startMs).entries())
      await kvs.set(`call:${call.atMs}:${invocation}:${i}`, call);
  }
  const written = perCall.service.accounting();
  perCall.service.close();
  const sums = openDesk();
  for (let invocation = 0; invocation < part; invocation += 1) {
    sums.clock.advance(60_000);
    for (const { template, route, points } of callsOf(invocation, work, startMs)) {
      const key = `sum:2026-11-02T00:${route}:GET:${template.replace(/[/{}]/g, '.')}`;
      const known = (await kvs.get<{ requests: number; points: number }>(key)) ?? { requests: 0, points: 0 };
      await kvs.set(key, { requests: known.requests + 1, points: known.points + points.likely });
    }
  }
  const added = sums.service.accounting();
  sums.service.close();
  const scale = work.invocations / part;
  return { perCall: scaled(written, scale), readAddWrite: scaled(added, scale) };
}

function scaled(account: StorageAccount, by: number): StorageAccount {
  return {
    ...account,
    requests: account.requests * by,
    reads: account.reads * by,
    writes: account.writes * by,
    bytesRead: account.bytesRead * by,
    bytesWritten: account.bytesWritten * by,
    billedReadBytes: account.billedReadBytes * by,
  };
}

/** A page of a day and one of 30 days, when a month was kept and everything is rolled up. */
export async function measureReading(): Promise<Record<string, { calls: number; bytes: number }>> {
  const { clock, service } = openDesk();
  for (let hour = 0; hour < 32 * 24; hour += 1) {
    clock.moveTo(startMs + hour * hourMs);
    const writer = new Writer(`writer${String(hour).padStart(6, '0')}`);
    for (let i = 0; i < 40; i += 1) writer.book(callAt(clock.now(), i, i % 2 === 0 ? 0 : 1));
    await writer.flush(store, clock.now());
    await sweep(clock);
  }
  const measure = async (read: () => Promise<unknown>): Promise<{ calls: number; bytes: number }> => {
    const before = service.accounting();
    await readState();
    await read();
    const { requests, bytesRead } = difference(service.accounting(), before);
    return { calls: requests, bytes: bytesRead };
  };
  const lastHour = hourOf(clock.now());
  const hours = Array.from({ length: 25 }, (_, i) => lastHour - i);
  const read = {
    '24 hours': await measure(() => readHours(store, hours, counted)),
    '30 days': await measure(() => readPeriod(store, lastDays(clock.now(), 30), clock.now(), counted)),
  };
  service.close();
  return read;
}

export interface LoadReport {
  hours: number;
  invocations: number;
  calls: number;
  /** Of one roll-up run. */
  mostRequestsARun: number;
  runs: number;
  largestValueBytes: number;
  waitingAtEnd: number;
  refusals: Record<string, number>;
  isExact: boolean;
}

/** Two hours of an app with 2 million calls a day, 300 processes an hour and 150 endpoints, within storage's real limits. */
export async function measureLoad(): Promise<LoadReport> {
  const { clock, service } = openDesk();
  const [hours, invocationsAnHour, processes, callsEach] = [2, 8_333, 300, 10];
  let mostRequestsARun = 0;
  let runs = 0;
  const take = async (leastRecords: number): Promise<void> => {
    for (let more = true; more;) {
      const before = service.accounting().requests;
      ({ more } = await rollUp(store, { nowMs: clock.now(), isCounted: counted, leastRecords }));
      mostRequestsARun = Math.max(mostRequestsARun, service.accounting().requests - before);
      runs += 1;
    }
  };
  let calls = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const writers = Array.from(
      { length: processes },
      (_, i) => new Writer(`writer${hour}p${String(i).padStart(4, '0')}`),
    );
    for (let invocation = 0; invocation < invocationsAnHour; invocation += 1) {
      clock.moveTo(startMs + hour * hourMs + Math.floor((invocation * hourMs) / invocationsAnHour));
      const writer = writers[invocation % processes];
      for (let i = 0; i < callsEach; i += 1) {
        const call = callAt(clock.now(), 0, invocation % 2);
        writer?.book({ ...call, template: `/rest/api/3/thing${(invocation * 7 + (i % 4)) % 150}/{id}` });
        calls += 1;
      }
      await writer?.flush(store, clock.now());
      if (invocation % sweepLeast === sweepLeast - 1) await take(sweepLeast);
    }
  }
  clock.advance(60_000);
  await take(0);
  const { hours: read, books } = await readHours(store, [hourOf(startMs), hourOf(startMs) + 1], counted);
  const shown = [...read.values()].reduce((sum, { sheet }) => sum + callsIn(sheet), 0);
  const sizes = service.dump('site').map(({ value }) => JSON.stringify(value).length);
  const { refusals } = service.accounting();
  service.close();
  return {
    ...{ hours, invocations: hours * invocationsAnHour, calls, mostRequestsARun, runs },
    ...{ largestValueBytes: Math.max(...sizes), waitingAtEnd: books.waitingRecords, refusals },
    isExact: shown === calls && books.missingRecords === 0,
  };
}
