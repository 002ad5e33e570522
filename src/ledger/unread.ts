import type { RecordListing } from './stored';

/** Records that wait for the roll-up and were not read: the newest calls may be missing from every figure. */
export interface UnreadRecords {
  /** At least so many wait in all; `null` when storage did not list them. */
  waitingRecords: number | null;
}

/** @returns `null` when everything that waits was read */
export function unreadOf(listing: RecordListing | null): UnreadRecords | null {
  if (listing === null) return { waitingRecords: null };
  return listing.more ? { waitingRecords: listing.records.length + listing.unreadable.length + 1 } : null;
}
