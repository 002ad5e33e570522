/** Batches of one source that one process takes in a minute: 240,000 calls, far more than a pool of points allows. */
const batchesAMinute = 120;
const minuteMs = 60_000;
/** A flood of made-up names never comes this far: only sources with a valid signature are counted. */
const keptSources = 1_000;

/** Keeps one source from taking the storage writes of all. Each process counts for itself. */
export class SourceRates {
  private minute = 0;
  private readonly batches = new Map<string, number>();

  /** @param source unique over all installations */
  take(source: string, nowMs: number): boolean {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== this.minute || this.batches.size >= keptSources) this.batches.clear();
    this.minute = minute;
    const taken = (this.batches.get(source) ?? 0) + 1;
    this.batches.set(source, taken);
    return taken <= batchesAMinute;
  }
}
