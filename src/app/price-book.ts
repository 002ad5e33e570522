import type { PriceOverrides } from '../costs/overrides';

/** A process asks for the prices of one installation at most so often, beside a flush: a read that no call waits for. */
const askEveryMs = 15 * 60_000;
/** Installations that are known by a process at a time. */
const keptInstallations = 500;

/** The prices that installations measured and took over, as far as this process has learned: kept apart by installation. */
export class PriceBook {
  private readonly known = new Map<string, { prices: PriceOverrides | undefined; askedAtMs: number }>();

  /** @param read of the installation whose invocation is running */
  constructor(private readonly read: () => Promise<PriceOverrides | undefined>) {}

  of(installationId: string): PriceOverrides | undefined {
    return this.known.get(installationId)?.prices;
  }

  /** Never throws: without an answer the prices stay what they were until the next time. */
  async refresh(installationId: string, nowMs: number): Promise<void> {
    const last = this.known.get(installationId);
    if (last !== undefined && nowMs - last.askedAtMs < askEveryMs) return;
    if (last === undefined && this.known.size >= keptInstallations) this.known.clear();
    this.known.set(installationId, { prices: last?.prices, askedAtMs: nowMs });
    try {
      this.known.set(installationId, { prices: await this.read(), askedAtMs: nowMs });
    } catch {
      // The next refresh asks again.
    }
  }
}
