/** Reads what Atlassian counts of all sites' requests, beside the logs and at its own pace. */
import { OneLook } from '../collecting/one-look';
import { takeTurn, type CollectorStore, type Source, type Turn } from '../collecting/turn';
import type { GatewayPort } from '../gateway';
import { metricsCollection, paceNameOf, type MetricsSource } from './ask-metrics';
import { PipelineDelay, type MeasuredDelay } from './pipeline-delay';
import type { CountedSpan } from './request-count';
import type { CollectorState } from '../planning/collector-state';
import { collectorStore } from '../store/collector-store';
import { keepCounts } from '../store/keep-counts';
import type { Database } from '../store/sql';

export interface RequestsCollecting {
  state: CollectorState;
  /** What goes wrong at the moment; `null`: nothing. */
  trouble: string | null;
  /** Whether nothing is read before a person has changed something. */
  isStopped: boolean;
  delay: MeasuredDelay | null;
}

/** Somebody else has the turn: who holds it is done within seconds. */
const lockWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What it needs of the program around it. */
interface Port extends GatewayPort {
  err: { write: (text: string) => unknown };
  now: () => number;
  /** Ends early when `stopped` does. */
  wait: (ms: number, stopped: AbortSignal) => Promise<void>;
}

export class RequestsCollector {
  private readonly store: CollectorStore<CountedSpan>;
  private readonly paceName: string;
  private readonly delay = new PipelineDelay();
  private readonly ending = new AbortController();
  private readonly stopped: AbortSignal;
  private trouble: string | null = null;
  private isStopped = false;
  private hasLooked = false;
  private told: () => void = () => undefined;
  /** Resolves when one look at the newest requests is over; what it could not read is said. */
  readonly firstLook: Promise<void>;

  constructor(
    private readonly database: Database,
    app: number,
    private readonly source: MetricsSource,
    private readonly port: Port,
  ) {
    this.paceName = paceNameOf(source.credentials);
    this.store = collectorStore(database, app, 'metrics', keepCounts, this.paceName);
    this.stopped = AbortSignal.any([port.stopped, this.ending.signal]);
    this.firstLook = new Promise((resolve) => {
      this.told = () => {
        this.hasLooked = true;
        resolve();
      };
    });
  }

  /** Whether nothing could be read for a while. What a person has to change is said, and the logs are read without it. */
  get isMissing(): boolean {
    return this.trouble !== null && !this.isStopped;
  }

  async collecting(): Promise<RequestsCollecting> {
    const { trouble, isStopped } = this;
    return { state: await this.store.readState(), trouble, isStopped, delay: this.delay.measured() };
  }

  /**
   * Until it is stopped, or nothing can be read before a person has changed something: the logs alone go on then.
   * @param once one look is enough
   */
  async run(once: boolean): Promise<void> {
    const asking = { fetch: this.port.fetch, stopped: this.stopped };
    const source = metricsCollection(asking, this.source, this.port.now);
    const look = once ? new OneLook() : null;
    try {
      while (!this.stopped.aborted) {
        const turn = await this.turn(source);
        const whyNot = look?.whyNot(turn, this.port.now()) ?? null;
        if (whyNot !== null) {
          this.trouble = whyNot;
          this.port.err.write(`Counts of requests could not be read: ${whyNot}.\n`);
          return;
        }
        this.note(turn);
        if (turn?.kind === 'stop' || (once && this.hasLooked)) return;
        const waitMs = turn === null ? lockWaitMs : turn.kind === 'wait' ? turn.untilMs - this.port.now() : 0;
        if (waitMs > 0) await this.port.wait(Math.min(waitMs, longestWaitMs), this.stopped);
      }
    } finally {
      this.told();
    }
  }

  /** What fails here is said, and ends nothing: the logs are read all the same. */
  private async turn(source: Source<CountedSpan>): Promise<Turn<CountedSpan> | null> {
    try {
      // All apps of one owner share the pace, whoever reads them.
      return await this.database.alone(`fleet ${this.paceName}`, () =>
        takeTurn(this.store, source, this.port.now),
      );
    } catch (error) {
      if (this.stopped.aborted) return null;
      const why = `Counts of requests cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
      return { kind: 'wait', untilMs: this.port.now() + longestWaitMs, for: 'failure', why };
    }
  }

  stop(): void {
    this.ending.abort();
  }

  private note(turn: Turn<CountedSpan> | null): void {
    switch (turn?.kind) {
      case undefined:
        return;
      case 'page':
        this.trouble = null;
        this.delay.note(turn.data);
        this.told();
        if (turn.data.malformed > 0)
          this.port.err.write(
            `${String(turn.data.malformed)} counts of requests could not be read and were passed over.\n`,
          );
        return;
      case 'wait':
        if (turn.for === 'nothingDue') this.told();
        if (turn.why === null) return;
        if (turn.why !== this.trouble) this.port.err.write(`${turn.why}; it is tried again.\n`);
        this.trouble = turn.why;
        return;
      case 'stop':
        this.isStopped = true;
        this.trouble = turn.why;
        this.port.err.write(`${turn.why} The logs are read all the same.\n`);
        return;
    }
  }
}
