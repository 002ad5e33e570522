/** One signed batch of a back end: whose it is, whether it may be taken, and its calls into the store, once. */
import { createHash } from 'node:crypto';
import { SourceRates } from '../../src/protocol/source-rates';
import type { BatchAnswer } from '../../src/protocol/answers';
import { acceptWithinMs, clockToleranceMs } from '../../src/protocol/bounds';
import { keepInTime } from '../../src/protocol/in-time';
import { isVoid, readBatch } from '../../src/protocol/read-batch';
import { isSignatureOf } from '../../src/protocol/signature';
import { keepReports, rememberReport } from '../store/keep-reports';
import { sourcesOf, type ReportSource } from '../store/report-sources';
import type { Database } from '../store/sql';
import { reportLines } from './report-lines';

export interface SignedReport {
  body: string;
  source: string;
  /** Epoch seconds, as sent. */
  timestamp: string;
  signature: string;
}

/** Sources are few and seldom change: who invents names costs the database nothing. */
const learnEveryMs = 10_000;

export class ReportIntake {
  private readonly rates = new SourceRates();
  private known: Promise<ReadonlyMap<string, ReportSource>> | null = null;
  private learnedMs = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly app: number,
    private readonly now: () => number,
  ) {}

  /** @throws whatever the store throws: nothing was counted then */
  async take(report: SignedReport): Promise<BatchAnswer> {
    const nowMs = this.now();
    const source = (await this.sources(nowMs)).get(report.source);
    const { body, timestamp, signature } = report;
    if (source === undefined || !isSignatureOf(signature, source.secret, timestamp, body)) return 'notSigned';
    if (!this.rates.take('fleet', source.id, Buffer.byteLength(body), nowMs)) return 'tooMany';
    if (Math.abs(Number(timestamp) * 1_000 - nowMs) > clockToleranceMs) return 'wrongClock';
    const reading = readBatch(body);
    if (!reading.ok) return 'malformed';
    const { batch: sent } = reading;
    if (sent.sealedAtMs < nowMs - acceptWithinMs) return 'expired';
    if (sent.sealedAtMs > nowMs + clockToleranceMs) return 'malformed';
    const batch = keepInTime(sent);
    if (isVoid(batch) && !isVoid(sent)) return 'malformed';
    // One pool for each product; the store knows what the app's own is called.
    const lines = reportLines(batch, source.id.slice(0, 8), { app: source.name, environment: 'PRODUCTION' });
    const digest = createHash('sha256').update(body).digest('base64url');
    return this.database.transaction(async (sql) => {
      const sight = await rememberReport(sql, { source: source.id, ...batch.id, digest }, nowMs);
      if (sight === 'other') return 'changed';
      if (sight === 'same') return 'alreadyCounted';
      await keepReports(sql, this.app, source, lines, nowMs);
      return 'counted';
    });
  }

  private sources(nowMs: number): Promise<ReadonlyMap<string, ReportSource>> {
    if (this.known === null || nowMs - this.learnedMs >= learnEveryMs) {
      this.learnedMs = nowMs;
      this.known = sourcesOf(this.database, this.app).then(
        (list) => new Map(list.map((one) => [one.id, one])),
      );
      this.known.catch(() => {
        this.known = null;
      });
    }
    return this.known;
  }
}
