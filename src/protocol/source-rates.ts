import { minuteMs } from '../time';

/** Batches of one source that one process takes in a minute: 240,000 calls, far more than a pool of points allows. */
export const batchesAMinute = 120;
/**
 * Of all sources of an installation together, in units of 10 KB as storage counts what is written: half of the 4,000 that an
 * installation may write a minute, so that its own records find room. A batch is two values, its record and what is remembered of it.
 */
const unitsAMinute = 2_000;
const unitBytes = 10 * 1024;
/** A flood of made-up names never comes this far: only sources with a valid signature are counted. */
const keptSources = 1_000;

/** Keeps one source, and all together, from taking the storage writes of the app. Each process counts for itself. */
export class SourceRates {
  private minute = 0;
  private readonly batches = new Map<string, number>();
  private readonly units = new Map<string, number>();

  /** @param source unique over all installations */
  take(installationId: string, source: string, bytes: number, nowMs: number): boolean {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== this.minute || this.batches.size >= keptSources) {
      this.batches.clear();
      this.units.clear();
    }
    this.minute = minute;
    const batches = (this.batches.get(source) ?? 0) + 1;
    this.batches.set(source, batches);
    if (batches > batchesAMinute) return false;
    const units = (this.units.get(installationId) ?? 0) + 1 + Math.ceil(bytes / unitBytes);
    if (units > unitsAMinute) return false;
    this.units.set(installationId, units);
    return true;
  }
}
