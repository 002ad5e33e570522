import { rateLimitExceeded } from './errors';

/** Per installation. Source: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxRequestsPerSecond = 1_000;
const maxUnitsPerMinute = 4_000;
const maxWriteBytesPerKeyAndSecond = 1024 * 1024;
const unitBytes = 10 * 1024;

/** 10 KB steps; a request without data is one. A batch or transaction is one request of its total size. */
export function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / unitBytes));
}

/** Counts one installation's use in whole seconds and minutes, and refuses what goes over. */
export class Rates {
  private second = Number.NaN;
  private minute = Number.NaN;
  private requests = 0;
  private readUnits = 0;
  private writeUnits = 0;
  private keyBytes = new Map<string, number>();

  /** Counts a request as it arrives, refused or not. @throws StorageRefusal 429 RATE_LIMIT_EXCEEDED */
  admitRequest(nowMs: number): void {
    this.moveTo(nowMs);
    this.requests += 1;
    if (this.requests > maxRequestsPerSecond) {
      throw rateLimitExceeded(`${maxRequestsPerSecond} requests a second`);
    }
  }

  /** @throws StorageRefusal 429, and nothing is counted then */
  admitRead(bytes: number, nowMs: number): void {
    this.moveTo(nowMs);
    if (this.readUnits + unitsOf(bytes) > maxUnitsPerMinute) {
      throw rateLimitExceeded(`${maxUnitsPerMinute} reads of 10 KB a minute`);
    }
    this.readUnits += unitsOf(bytes);
  }

  /** @throws StorageRefusal 429, and nothing is counted then */
  admitWrite(bytes: number, writes: readonly { key: string; bytes: number }[], nowMs: number): void {
    this.moveTo(nowMs);
    if (this.writeUnits + unitsOf(bytes) > maxUnitsPerMinute) {
      throw rateLimitExceeded(`${maxUnitsPerMinute} writes of 10 KB a minute`);
    }
    for (const write of writes) {
      if ((this.keyBytes.get(write.key) ?? 0) + write.bytes > maxWriteBytesPerKeyAndSecond) {
        throw rateLimitExceeded(`1 MB a second written to the key "${write.key}"`);
      }
    }
    this.writeUnits += unitsOf(bytes);
    for (const write of writes) {
      this.keyBytes.set(write.key, (this.keyBytes.get(write.key) ?? 0) + write.bytes);
    }
  }

  private moveTo(nowMs: number): void {
    const second = Math.floor(nowMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.requests = 0;
      this.keyBytes.clear();
    }
    const minute = Math.floor(nowMs / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.readUnits = 0;
      this.writeUnits = 0;
    }
  }
}
