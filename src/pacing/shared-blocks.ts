import { isShared, type Blocks } from './blocks';
import { delayReasons } from './delay';
import { readToldUses, type ToldUse } from './told-use';

/** Where processes tell each other what is closed: one small value, kept for an hour or two. */
export interface SharedStore {
  /** What was written last; anything else where nothing was. Beside it may stand `told`, a list of `ToldUse`. */
  read: () => Promise<unknown>;
  write: (value: StoredBlocks) => Promise<void>;
}

/** No account id, issue or path is in it. */
export interface StoredBlocks {
  v: 1;
  /** For example `{"quota:jira": ["quota", 1791190800000]}`: what is closed, why, until when (epoch milliseconds). */
  closed: Record<string, [reason: string, untilMs: number]>;
}

const readEveryMs = 10_000;

/**
 * Takes over what other processes found closed, and tells them what this one did. One read in ten seconds at most; a write
 * only when something closes that the value does not have: a handful an hour. Storage that fails changes nothing but that
 * each process learns by itself.
 */
export class SharedBlocks {
  private lastReadMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> = Promise.resolve();
  private told = 0;
  private readonly writes = new Set<Promise<void>>();
  /** As last read or written. */
  private closed: StoredBlocks['closed'] = {};

  constructor(
    private readonly store: SharedStore,
    private readonly blocks: Blocks,
    /** What the same reading says of the pools of all sites. */
    private readonly onTold: (uses: readonly ToldUse[], nowMs: number) => void = () => undefined,
  ) {}

  /** Reads when it is time; resolves when the last read has ended. */
  refresh(nowMs: number): Promise<void> {
    if (nowMs - this.lastReadMs < readEveryMs) return this.reading;
    this.lastReadMs = nowMs;
    this.reading = this.readNow(nowMs).catch(() => undefined);
    return this.reading;
  }

  /** Writes when something new is closed. The caller need not wait. */
  tell(nowMs: number): void {
    if (this.told === this.blocks.sharedVersion) return;
    this.told = this.blocks.sharedVersion;
    const own = this.blocks.shared(nowMs);
    if (own.every(([key, { untilMs }]) => (this.closed[key]?.[1] ?? 0) >= untilMs - readEveryMs)) return;
    const others = Object.entries(this.closed).filter(([, [, untilMs]]) => untilMs > nowMs);
    this.closed = Object.fromEntries(others);
    for (const [key, { reason, untilMs }] of own) this.closed[key] = [reason, untilMs];
    const write = this.store.write({ v: 1, closed: this.closed }).catch(() => undefined);
    this.writes.add(write);
    void write.then(() => this.writes.delete(write));
  }

  async settled(): Promise<void> {
    await Promise.all(this.writes);
  }

  private async readNow(nowMs: number): Promise<void> {
    const stored = await this.store.read();
    this.closed = readShared(stored);
    this.onTold(readToldUses(stored), nowMs);
    for (const [key, [reason, untilMs]] of Object.entries(this.closed)) {
      const known = delayReasons.find((one) => one === reason);
      if (isShared(key) && known !== undefined) this.blocks.close(key, known, untilMs, nowMs);
    }
    // Two processes that write at once overwrite each other: whoever misses its own word says it again.
    this.told = -1;
    this.tell(nowMs);
  }
}

/** Storage may hold anything: what is not ours is nothing. */
function readShared(value: unknown): StoredBlocks['closed'] {
  if (typeof value !== 'object' || value === null || !('closed' in value) || !('v' in value)) return {};
  const { v, closed } = value;
  if (v !== 1 || typeof closed !== 'object' || closed === null) return {};
  const entries = Object.entries(closed as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([key, one]): [string, [string, number]][] => {
      if (!Array.isArray(one)) return [];
      const [reason, untilMs] = one as unknown[];
      return typeof reason === 'string' && typeof untilMs === 'number' ? [[key, [reason, untilMs]]] : [];
    }),
  );
}
