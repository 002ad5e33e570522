import type { Trace, Traces } from '../ledger/traces';
import type { BatchAnswer } from '../protocol/answers';

/** A process writes its sums at most so often for an installation, whatever comes in. */
const writeEveryMs = 60_000;

/** What this process answered, kept apart by installation as everything is that a warm process remembers. */
export class TraceBook {
  private readonly byInstallation = new Map<string, { traces: Traces; writtenAtMs: number | null }>();

  /** @param source `null` where no known source signed */
  note(
    installationId: string,
    source: string | null,
    seen: { answer: BatchAnswer; calls: number; droppedCalls: number; atMs: number },
  ): void {
    const { traces } = this.of(installationId);
    const known: Trace | undefined = traces[source ?? ''];
    const { answer, calls, droppedCalls, atMs } = seen;
    traces[source ?? ''] = {
      answers: { ...known?.answers, [answer]: (known?.answers[answer] ?? 0) + 1 },
      calls: (known?.calls ?? 0) + calls,
      droppedCalls: (known?.droppedCalls ?? 0) + droppedCalls,
      lastAtMs: atMs,
      lastAnswer: answer,
    };
  }

  /** What is to be written now; `null` when the last write was less than a minute ago. */
  due(installationId: string, nowMs: number): Traces | null {
    const kept = this.of(installationId);
    if (kept.writtenAtMs !== null && nowMs - kept.writtenAtMs < writeEveryMs) return null;
    // Marked before it is tried: a storage that fails is not asked more often than one that works.
    kept.writtenAtMs = nowMs;
    return kept.traces;
  }

  private of(installationId: string): { traces: Traces; writtenAtMs: number | null } {
    const known = this.byInstallation.get(installationId);
    if (known !== undefined) return known;
    const made = { traces: {}, writtenAtMs: null };
    this.byInstallation.set(installationId, made);
    return made;
  }
}
