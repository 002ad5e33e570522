import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { ManualClock } from '../../emulator/clock';
import { readManifest } from '../../emulator/forge/manifest';
import type { Fault, FaultKind } from '../../emulator/forge/storage/faults';
import { storageFetch, type StorageRequestInit } from '../../emulator/forge/storage/fetch';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import { decodeRecord } from '../../src/usage/record';
import { callsIn } from '../../src/usage/hour-usage';
import { putRecords } from '../../src/ledger/records';
import { rollUp } from '../../src/ledger/roll-up';
import { applyRetention } from '../../src/ledger/retention';
import { Writer } from '../../src/ledger/writer';
import { processes, sites, type Death, type Schedule, type Step } from './ledger-steps';
import { observation } from './observation';

/** What one writer really did. */
export interface WriterTruth {
  site: string;
  isDead: boolean;
  bookedCalls: number;
  /** By number, by hour: the calls of every record that was handed to storage. */
  sealed: Map<number, Map<number, number>>;
  /** Numbers of records that storage said it has. */
  acknowledged: Set<number>;
  sealedAtMs: Map<number, number>;
  /** By the clock of its process. */
  lastFlushMs: number;
}

interface Run {
  site: string;
  dies: Death | null;
  requests: number;
  isOver: boolean;
}

export const siteNames = Array.from({ length: sites }, (_, i) => `site-${i}`);
const longestRequestMs = 3_600_000;
const counted = (): boolean => true;
/** One for all worlds: each further one would be carried along by every promise of the process, for as long as it lives. */
const runs = new AsyncLocalStorage<Run>();
const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));

/** Several processes of two installations on one storage service, in a world where everything goes wrong on command. */
export class LedgerWorld {
  readonly clock: ManualClock;
  readonly service: StorageService;
  readonly truths = new Map<string, WriterTruth>();
  private readonly writers: Map<string, Writer>[] = Array.from(
    { length: processes },
    () => new Map<string, Writer>(),
  );
  private readonly processRuns: Set<Run>[] = Array.from({ length: processes }, () => new Set());
  private readonly pending = new Set<Promise<unknown>>();
  private faults: (FaultKind | 'none')[] = [];
  private stormUntilMs = -Infinity;
  private gates: (() => void)[] = [];
  private made = 0;

  constructor(private readonly schedule: Schedule) {
    this.clock = new ManualClock(schedule.startMs);
    this.service = createStorageService({
      file: ':memory:',
      clock: this.clock,
      entities,
      limits: 'off',
      queryLagMs: schedule.queryLagMs,
      faults: () => this.nextFault(),
    });
    Reflect.set(globalThis, '__forge_fetch__', (_meta: unknown, path: string, init?: StorageRequestInit) =>
      this.fetch(path, init),
    );
  }

  async play(): Promise<void> {
    for (const step of this.schedule.steps) {
      await this.take(step);
      // Long enough for a run to make a request or two: runs overlap, and are met by the next step in the middle.
      await turn();
      await turn();
    }
  }

  /** Everything that can still arrive does: storage is well, the processes that live flush, roll-ups come to an end. */
  async heal(): Promise<void> {
    this.faults = [];
    this.stormUntilMs = -Infinity;
    await this.comeToRest();
    this.clock.advance(31_000);
    for (let round = 0; round < 4; round += 1) {
      for (let process = 0; process < processes; process += 1)
        for (const site of siteNames)
          await this.take({ do: 'flush', process, site: siteNames.indexOf(site) });
      await this.comeToRest();
    }
    this.clock.advance(this.schedule.queryLagMs + 1);
    for (let round = 0; round < 3; round += 1) {
      for (const site of siteNames) await this.in(site, () => this.rollUp());
      this.clock.advance(this.schedule.queryLagMs + 1);
    }
  }

  /** Runs in an invocation of this installation. */
  in<T>(site: string, work: () => Promise<T>): Promise<T> {
    return runs.run({ site, dies: null, requests: 0, isOver: false }, work);
  }

  rollUp(): Promise<unknown> {
    return rollUp({
      ...{ nowMs: this.clock.now(), isCounted: counted },
      ...(this.schedule.areListsApart ? { largestLists: 20 } : {}),
    });
  }

  close(): void {
    this.openGates();
    this.service.close();
  }

  private async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'call':
        this.book(step.process, step.site, step.calls, step.agoMs);
        break;
      case 'flush':
        this.flush(step.process, step.site);
        break;
      case 'invoke':
        this.book(step.process, step.site, step.calls, 0);
        this.flush(step.process, step.site);
        break;
      case 'clash':
        for (let run = 0; run < step.runs; run += 1) this.start(step.site, null, () => this.rollUp());
        break;
      case 'longRun':
        for (let minute = 0; minute < step.minutes; minute += 1) {
          this.book(step.process, step.site, 2, 0);
          this.clock.advance(60_000);
          this.flush(step.process, step.site);
          await turn();
        }
        break;
      case 'die':
        this.die(step.process);
        break;
      case 'rollUp':
        this.start(step.site, step.dies, () => this.rollUp());
        break;
      case 'upkeep':
        this.start(step.site, step.dies, () => applyRetention(this.clock.now()));
        break;
      case 'wait':
        // No function runs for an hour, so no request of one is under way so long.
        if (step.ms >= longestRequestMs) await this.comeToRest();
        this.clock.advance(step.ms);
        break;
      case 'faults':
        this.faults.push(...step.kinds);
        break;
      case 'storm':
        this.stormUntilMs = this.clock.now() + step.ms;
        break;
      case 'land':
        this.openGates();
        break;
    }
  }

  private book(process: number, site: number, calls: number, agoMs: number): void {
    const writer = this.writerOf(process, siteNames[site]!);
    const atMs = this.nowOf(process) - agoMs;
    for (let i = 0; i < calls; i += 1)
      writer.book(observation({ atMs, tag: this.truths.get(writer.id)!.site }));
    this.truths.get(writer.id)!.bookedCalls += calls;
  }

  private flush(process: number, site: number): void {
    const writer = this.writerOf(process, siteNames[site]!);
    const nowMs = this.nowOf(process);
    const truth = this.truths.get(writer.id)!;
    truth.lastFlushMs = nowMs;
    const run = this.start(site, null, () => writer.flush(nowMs, this.witness(truth)));
    this.processRuns[process]!.add(run);
  }

  /** A process that dies takes its memory with it, and gets no answers any more. */
  private die(process: number): void {
    for (const run of this.processRuns[process]!) run.isOver = true;
    this.processRuns[process]!.clear();
    for (const { id } of this.writers[process]!.values()) this.truths.get(id)!.isDead = true;
    this.writers[process]!.clear();
  }

  private start(site: number, dies: Death | null, work: () => Promise<unknown>): Run {
    const run: Run = { site: siteNames[site]!, dies, requests: 0, isOver: false };
    const running = runs.run(run, work).then(noop, noop);
    this.pending.add(running);
    void running.then(() => this.pending.delete(running));
    return run;
  }

  private writerOf(process: number, site: string): Writer {
    const known = this.writers[process]!.get(site);
    if (known !== undefined) return known;
    this.made += 1;
    const writer = new Writer(`writer${String(this.made).padStart(4, '0')}`);
    this.writers[process]!.set(site, writer);
    this.truths.set(writer.id, {
      ...{ site, isDead: false, bookedCalls: 0, sealed: new Map(), acknowledged: new Set() },
      ...{ sealedAtMs: new Map(), lastFlushMs: -Infinity },
    });
    return writer;
  }

  /** What really stores them, watched: what was handed over, and what storage said it has. */
  private witness(truth: WriterTruth): typeof putRecords {
    return async (records) => {
      for (const { value, sealedAtMs } of records) {
        const { id, hours } = decodeRecord(JSON.parse(JSON.stringify(value)))!;
        truth.sealed.set(id.n, new Map([...hours].map(([hour, usage]) => [hour, callsIn(usage)])));
        truth.sealedAtMs.set(id.n, sealedAtMs);
      }
      const stored = await putRecords(records);
      for (const { key, value } of records) if (stored.has(key)) truth.acknowledged.add(value.n);
      return stored;
    };
  }

  private async fetch(path: string, init: StorageRequestInit | undefined): Promise<Response> {
    const run = runs.getStore();
    if (run === undefined) throw new Error('A storage request came outside of every run.');
    await turn();
    run.requests += 1;
    const isDeath = run.dies?.atRequest === run.requests - 1;
    if (run.isOver || (isDeath && !run.dies!.isApplied)) return this.silence(run);
    const reply = await storageFetch(this.service, run.site, path, init);
    // Read by the field, since it may have changed while the reply was under way.
    return isDeath || this.isOver(run) ? this.silence(run) : reply;
  }

  private isOver(run: Run): boolean {
    return run.isOver;
  }

  /** What a dead process hears: nothing, for ever. */
  private silence(run: Run): Promise<Response> {
    run.isOver = true;
    return new Promise<Response>(noop);
  }

  private nextFault(): Fault | null {
    if (this.clock.now() < this.stormUntilMs) return { kind: 'rateLimit' };
    const kind = this.faults.shift() ?? 'none';
    const wait = (): Promise<void> => new Promise((resolve) => this.gates.push(resolve));
    switch (kind) {
      case 'none':
        return null;
      case 'refuse':
        return { kind, status: 503 };
      case 'rateLimit':
      case 'timeoutApplied':
      case 'timeoutNotApplied':
        return { kind };
      case 'timeoutAppliedLate':
        return { kind, wait };
      case 'delay':
        return { kind, wait, at: this.faults.length % 2 === 0 ? 'beforeApply' : 'beforeAnswer' };
      case 'partialBatch':
        return { kind, fails: (_key, index) => index % 2 === 0 };
    }
  }

  private openGates(): void {
    for (const open of this.gates.splice(0)) open();
  }

  /** Until nothing moves: dead runs never end, so it is not their promises that are waited for. */
  private async comeToRest(): Promise<void> {
    let before = -1;
    for (let still = 0; still < 6;) {
      this.openGates();
      await turn();
      const { requests } = this.service.accounting();
      still = requests === before ? still + 1 : 0;
      before = requests;
    }
    await this.service.settled();
  }

  private nowOf(process: number): number {
    return this.clock.now() + this.schedule.skewsMs[process]!;
  }
}

function noop(): void {
  // Nobody waits for it.
}
