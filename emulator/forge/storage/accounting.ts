import type { FaultKind } from './faults';
import type { Operation } from './operations';
import { unitsOf } from './rates';

/** An empty read is billed as this much: developer.atlassian.com/platform/forge/forge-platform-pricing, read 2026-10. */
const emptyReadBytes = 1024;

/** What an installation asked of storage since the service started. Bytes are those of keys and values. */
export interface StorageAccount {
  requests: number;
  byOperation: Partial<Record<Operation, number>>;
  /** Requests that were applied; a batch or transaction is one. */
  reads: number;
  writes: number;
  bytesRead: number;
  bytesWritten: number;
  /** As billed: an empty read counts 1 KB. */
  billedReadBytes: number;
  /** 10 KB steps, of each request's total. */
  readUnits: number;
  writeUnits: number;
  /** Requests answered with an error, by its code. */
  refusals: Record<string, number>;
  /** Faults that were injected. */
  faults: Partial<Record<FaultKind, number>>;
}

export function emptyAccount(): StorageAccount {
  return {
    requests: 0,
    byOperation: {},
    reads: 0,
    writes: 0,
    bytesRead: 0,
    bytesWritten: 0,
    billedReadBytes: 0,
    readUnits: 0,
    writeUnits: 0,
    refusals: {},
    faults: {},
  };
}

export function bookRequest(account: StorageAccount, operation: Operation): void {
  account.requests += 1;
  account.byOperation[operation] = (account.byOperation[operation] ?? 0) + 1;
}

export function bookRead(account: StorageAccount, bytes: number): void {
  account.reads += 1;
  account.bytesRead += bytes;
  account.billedReadBytes += bytes === 0 ? emptyReadBytes : bytes;
  account.readUnits += unitsOf(bytes);
}

export function bookWrite(account: StorageAccount, bytes: number): void {
  account.writes += 1;
  account.bytesWritten += bytes;
  account.writeUnits += unitsOf(bytes);
}

export function bookRefusal(account: StorageAccount, code: string): void {
  account.refusals[code] = (account.refusals[code] ?? 0) + 1;
}

export function bookFault(account: StorageAccount, kind: FaultKind): void {
  account.faults[kind] = (account.faults[kind] ?? 0) + 1;
}

export function sumAccounts(accounts: Iterable<StorageAccount>): StorageAccount {
  const sum = emptyAccount();
  for (const account of accounts) {
    sum.requests += account.requests;
    sum.reads += account.reads;
    sum.writes += account.writes;
    sum.bytesRead += account.bytesRead;
    sum.bytesWritten += account.bytesWritten;
    sum.billedReadBytes += account.billedReadBytes;
    sum.readUnits += account.readUnits;
    sum.writeUnits += account.writeUnits;
    addCounts(sum.byOperation, account.byOperation);
    addCounts(sum.refusals, account.refusals);
    addCounts(sum.faults, account.faults);
  }
  return sum;
}

function addCounts(sum: Record<string, number>, counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
}
