/** Snapshots of the store, for whoever asks: several scrapers that ask at once are one question. */
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import type { ReportScope } from '../hour-report';
import { overview } from '../pages/overview';
import type { Collecting } from '../pages/read-so-far';
import { toldPools } from '../planning/told-pools';
import type { Database } from '../store/sql';
import type { MetricChoice } from './chosen';
import { snapshotOf, type PoolDetail } from './samples';
import type { Snapshot } from './snapshot';
import { counted, endpointFigures, siteFigures } from './store';

const goodMs = 5_000;

export interface MetricsPort {
  database: Database;
  scope: ReportScope;
  collecting: () => Promise<Collecting>;
  now: () => number;
}

export class MetricsSource {
  private kept: { atMs: number; snapshot: Promise<Snapshot> } | null = null;

  constructor(
    private readonly port: MetricsPort,
    private readonly choice: MetricChoice,
  ) {}

  snapshot(): Promise<Snapshot> {
    // By a clock that nobody sets.
    const atMs = performance.now();
    if (this.kept !== null && atMs - this.kept.atMs < goodMs) return this.kept.snapshot;
    const snapshot = this.read();
    this.kept = { atMs, snapshot };
    snapshot.catch(() => {
      // What did not work is asked again by the next.
      if (this.kept?.snapshot === snapshot) this.kept = null;
    });
    return snapshot;
  }

  private async read(): Promise<Snapshot> {
    const { database, scope, collecting, now } = this.port;
    const nowMs = now();
    const shown = await overview(database.reader, scope, await collecting(), nowMs);
    const details = new Map<number, PoolDetail>();
    for (const { pool } of toldPools(shown.pools))
      details.set(pool.id, {
        sites: await siteFigures(database.reader, pool.id, nowMs),
        endpoints: await endpointFigures(database.reader, pool.id, nowMs),
        counted: await counted(database, pool.id, nowMs),
      });
    return snapshotOf({ overview: shown, details, choice: this.choice, gaugeVersion });
  }
}
