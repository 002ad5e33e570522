import type { DeliveryStats, DeliveryStatsByName } from '../ledger/delivery-stats';
import { addFaults } from '../protocol/faults';
import type { Outcome } from './ingest';

/** A process writes its sums at most so often for an installation, whatever comes in. */
const writeEveryMs = 60_000;

/** What this process answered, kept apart by installation as everything is that a warm process remembers. */
export class DeliveryStatsBook {
  private readonly byInstallation = new Map<
    string,
    { stats: DeliveryStatsByName; writtenAtMs: number | null }
  >();

  /** @param source `null` where no known source signed */
  note(
    installationId: string,
    source: string | null,
    seen: Omit<Outcome, 'source'> & { atMs: number },
  ): void {
    const { stats } = this.of(installationId);
    const known: DeliveryStats | undefined = stats[source ?? ''];
    const { answer, calls, droppedCalls, badCalls, faults, clockAheadMs, atMs } = seen;
    stats[source ?? ''] = {
      answers: { ...known?.answers, [answer]: (known?.answers[answer] ?? 0) + 1 },
      calls: (known?.calls ?? 0) + calls,
      droppedCalls: (known?.droppedCalls ?? 0) + droppedCalls,
      badCalls: (known?.badCalls ?? 0) + badCalls,
      faults: addFaults(known?.faults ?? {}, faults),
      clockAheadMs: clockAheadMs ?? known?.clockAheadMs ?? null,
      lastAtMs: atMs,
      lastAnswer: answer,
    };
  }

  /** What is to be written now; `null` when the last write was less than a minute ago. */
  due(installationId: string, nowMs: number): DeliveryStatsByName | null {
    const kept = this.of(installationId);
    if (kept.writtenAtMs !== null && nowMs - kept.writtenAtMs < writeEveryMs) return null;
    // Marked before it is tried: a storage that fails is not asked more often than one that works.
    kept.writtenAtMs = nowMs;
    return kept.stats;
  }

  private of(installationId: string): { stats: DeliveryStatsByName; writtenAtMs: number | null } {
    const known = this.byInstallation.get(installationId);
    if (known !== undefined) return known;
    const made = { stats: {}, writtenAtMs: null };
    this.byInstallation.set(installationId, made);
    return made;
  }
}
