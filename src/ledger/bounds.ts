/** Forge storage limits, read 2026-10, and what the ledger makes of them. */

/** Items of a batch, operations of a transaction. */
const batchSize = 25;
/** Values of a query's page. */
export const pageSize = 100;
/** A value may have 240 KiB of JSON; the rest is for the attributes around the body. */
export const maxBodyBytes = 220 * 1024;
/** No limit is documented of what a batch reads: it stays below that of what one writes, and a transaction. */
const batchBytes = 4_000_000;
/** Values of a batch that may each be as large as a value can be: 240 KiB. */
export const largeBatchSize = 16;

/** A record is taken into an hour until so long after the hour's end. Writers give up long before, after 24 hours. */
export const mergeWithinMs = 72 * 3_600_000;
/** No roll-up that began before an hour was over for good can still run so much later. */
export const closeAfterMs = mergeWithinMs + 3_600_000;

/** Lists of an hour that are larger are kept apart, and leave the sums room. Some 2,000 writers. */
export const maxListBytes = 48 * 1024;
/** Lists that are kept apart: no record is taken 73 hours after its hour, so nothing needs them longer than a week. */
export const listPartDays = 10;

/** How many days back an account can reach: the 800 that Settings let keep, and some for a retention run that comes late. */
export const reachDays = 900;

/** How many values of so many bytes a batch asks for: 25 where none is above 160 KB. */
export function valuesABatch(bytes: number): number {
  return Math.max(largeBatchSize, Math.min(batchSize, Math.floor(batchBytes / bytes)));
}

export function batchesOf<T>(items: readonly T[], size = batchSize): T[][] {
  const batches: T[][] = [];
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size));
  return batches;
}
