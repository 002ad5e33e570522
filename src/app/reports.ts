import { randomBytes } from 'node:crypto';
import type { PriceOverrides } from '../costs/overrides';
import { readOverrides } from '../ledger/prices';
import { writeDeliveryStats } from '../ledger/delivery-stats';
import { ingest, nothing } from '../ingest/ingest';
import { SourceBook } from '../ingest/source-book';
import { SourceRates } from '../protocol/source-rates';
import { DeliveryStatsBook } from '../ingest/delivery-stats-book';
import type { BatchAnswer } from '../protocol/answers';
import { PriceBook } from './price-book';
import type { RollUpRequests } from './roll-up-requests';

/** What a static web trigger returns: the key of the output in the manifest. */
export interface StaticOutput {
  outputKey: BatchAnswer;
}

interface ReportOptions {
  installationId: () => string;
  /** Whether metering is off for the installation, as far as this process knows. */
  isOff: (installationId: string) => boolean;
  requests: RollUpRequests;
  nowMs: () => number;
}

/** The function behind the web trigger that back ends send their reports to. */
export function createReports(options: ReportOptions): (event: unknown) => Promise<StaticOutput> {
  const sources = new SourceBook();
  const rates = new SourceRates();
  const prices = new PriceBook(readOverrides);
  const stats = new DeliveryStatsBook();
  const process = randomBytes(6).toString('hex');

  const pricesOf = async (installationId: string, nowMs: number): Promise<PriceOverrides | undefined> => {
    await prices.refresh(installationId, nowMs);
    return prices.of(installationId);
  };

  return async (event) => {
    const installationId = options.installationId();
    const nowMs = options.nowMs();
    const outcome = options.isOff(installationId)
      ? nothing('meteringOff')
      : await ingest(
          event,
          { installationId, sources, rates, prices: (atMs) => pricesOf(installationId, atMs) },
          nowMs,
        );
    stats.note(installationId, outcome.source, { ...outcome, atMs: nowMs });
    const due = stats.due(installationId, nowMs);
    try {
      if (due !== null) await writeDeliveryStats(process, due);
      if (outcome.answer === 'counted') await options.requests.ask(installationId, nowMs, Math.random());
    } catch (error) {
      // The batch is stored, and its sender must hear that. The sums go out a minute later, the roll-up runs every hour.
      console.warn('Points Gauge: what came in as reports could not be noted now.', error);
    }
    return { outputKey: outcome.answer };
  };
}
