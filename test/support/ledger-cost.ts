/** What the ledger's flushes and roll-ups, and two other ways to keep count, ask of storage for the same calls. */
import { kvs } from '@forge/kvs';
import { ManualClock } from '../../emulator/clock';
import type { StorageAccount } from '../../emulator/forge/storage/accounting';
import { hourOf } from '../../src/usage/hour';
import { rollUp } from '../../src/ledger/roll-up';
import { readState } from '../../src/ledger/settings';
import { isRetentionHour, applyRetention } from '../../src/ledger/retention';
import { Writer } from '../../src/ledger/writer';
import {
  callsOf,
  counted,
  difference,
  hourMs,
  openHarness,
  startMs,
  sweepLeast,
  type Figures,
  type Work,
} from './ledger-workload';

const processesAnHour = 4;

/** Flushes of all invocations, and beside them what the roll-ups, sweeps and the upkeep of these hours took. */
export async function measureLedger(work: Work): Promise<{
  flush: Figures;
  rollUp: Figures;
  medianBytes: number;
  writesPerInvocation: number;
  readsPerInvocation: number;
}> {
  const { clock, service } = openHarness();
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
    await writer?.flush(clock.now());
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
  while ((await rollUp({ nowMs: clock.now(), isCounted: counted, leastRecords })).more) continue;
}

export async function sweep(clock: ManualClock): Promise<void> {
  await takeWaiting(clock, 0);
  if (isRetentionHour(clock.now())) await applyRetention(clock.now());
}

/** The same calls, kept as others do: a value for each call, or a sum for each endpoint and hour read and written again. */
export async function measureRivals(
  work: Work,
): Promise<{ perCall: StorageAccount; readAddWrite: StorageAccount }> {
  // Costs do not change with time here, so a part of the invocations is enough.
  const part = Math.min(work.invocations, Math.ceil(2_000 / work.callsAnInvocation));
  const perCall = openHarness();
  for (let invocation = 0; invocation < part; invocation += 1) {
    perCall.clock.advance(60_000);
    for (const [i, call] of callsOf(invocation, work, startMs).entries())
      await kvs.set(`call:${call.atMs}:${invocation}:${i}`, call);
  }
  const written = perCall.service.accounting();
  perCall.service.close();
  const sums = openHarness();
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
