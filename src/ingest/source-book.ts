import { listPlainSourceIds, readSourceCheck, readSourceKeys, type SourceKeys } from '../ledger/sources';
import { isSourceIdOf, kindOfSourceId } from '../ledger/source-id';
import { isSignatureOf } from '../protocol/signature';
import type { ReportRequest } from './request';

/** Something of storage that many requests ask about, read once for all of them and not oftener than so. */
class Learned<T> {
  private reading: Promise<T> | null = null;
  private atMs = 0;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly everyMs: number,
  ) {}

  /**
   * What is known, where it is enough or was read a moment ago, else what storage says now.
   * @param spend is called before a read and may refuse it by throwing
   */
  async get(isEnough: (known: T) => boolean, nowMs: number, spend: () => void): Promise<T> {
    const { reading } = this;
    if (reading !== null) {
      const known = await reading;
      // Somebody else may have begun to read again meanwhile.
      if (isEnough(known) || nowMs - this.atMs < this.everyMs) return this.reading ?? known;
    }
    spend();
    const begun = this.read();
    this.reading = begun;
    this.atMs = nowMs;
    try {
      return await begun;
    } catch (error) {
      if (this.reading === begun) this.reading = null;
      throw error;
    }
  }
}

/** Reads of storage that one process spends a minute on requests of an installation that no source has signed. */
export const unsignedReadsAMinute = 120;
/** Of these, for one source: its secret may have been replaced since it was read. */
const readsASourceAndMinute = 6;
/** What is the same for all of an installation is learned anew so often at most. */
const learnEveryMs = 60_000;
/** More than there may be; of ids that were revoked some are known, too. */
const keptSources = 100;
const keptInstallations = 200;

interface Known {
  /** `null`: unknown or revoked when it was last read. */
  keys: SourceKeys | null;
  minute: number;
  reads: number;
  /** A read that is under way: who comes meanwhile waits for it, too. */
  reading: Promise<SourceKeys | null> | null;
}

interface Installation {
  sources: Map<string, Known>;
  minute: number;
  reads: number;
  /** What ids are checked with; `null` while there is none yet. */
  check: Learned<string | null>;
  /** Ids without a check, of earlier versions. */
  plain: Learned<Set<string>>;
}

/** Storage was asked as often as it may be for what nobody has signed. */
export class UnsignedReadsUsedUp extends Error {}

/**
 * Whose signature a request bears, by what this process has learned of the sources of each installation. What is remembered only
 * spares reads for requests that are refused: one that is taken is held against the keys as they are now.
 */
export class SourceBook {
  private readonly installations = new Map<string, Installation>();

  /**
   * The keys that the request is signed with; `null` where it is signed with none. `isFresh`: they were read for this very request.
   * @throws UnsignedReadsUsedUp where only storage could say, and it was asked enough; whatever storage throws
   */
  async signerOf(
    installationId: string,
    request: ReportRequest,
    nowMs: number,
  ): Promise<{ keys: SourceKeys; isFresh: boolean } | null> {
    const { source } = request;
    const known = this.of(installationId);
    const seen = known.sources.get(source);
    if (seen?.keys != null && isSigned(request, seen.keys, nowMs)) return { keys: seen.keys, isFresh: false };
    if (seen === undefined && !(await this.isPlausible(known, source, nowMs))) return null;
    const keys = await this.readAgain(known, source, nowMs);
    return keys !== null && isSigned(request, keys, nowMs) ? { keys, isFresh: true } : null;
  }

  /** The keys as they are now, for a request that was signed with those remembered; `null` where they hold no more. */
  async confirm(installationId: string, request: ReportRequest, nowMs: number): Promise<SourceKeys | null> {
    const keys = await readSourceKeys(request.source);
    const { sources } = this.of(installationId);
    const seen = sources.get(request.source) ?? { minute: 0, reads: 0, reading: null };
    keep(sources, request.source, { ...seen, keys }, keptSources);
    return keys !== null && isSigned(request, keys, nowMs) ? keys : null;
  }

  private async readAgain(known: Installation, source: string, nowMs: number): Promise<SourceKeys | null> {
    const seen = known.sources.get(source);
    if (seen?.reading != null) return seen.reading;
    const minute = Math.floor(nowMs / 60_000);
    const reads = seen?.minute === minute ? seen.reads : 0;
    if (reads >= readsASourceAndMinute) return seen?.keys ?? null;
    this.spend(known, nowMs);
    const reading = readSourceKeys(source);
    const entry: Known = { keys: seen?.keys ?? null, minute, reads: reads + 1, reading };
    keep(known.sources, source, entry, keptSources);
    try {
      entry.keys = await reading;
      return entry.keys;
    } finally {
      entry.reading = null;
    }
  }

  /** Whether there may be such a source: an id that was invented is known for it without a read of its own. */
  private async isPlausible(known: Installation, source: string, nowMs: number): Promise<boolean> {
    const spend = (): void => {
      this.spend(known, nowMs);
    };
    switch (kindOfSourceId(source)) {
      case null:
        return false;
      case 'checked': {
        const secret = await known.check.get((one) => one !== null, nowMs, spend);
        return secret !== null && isSourceIdOf(source, secret);
      }
      case 'plain': {
        const hasIt = (ids: Set<string>): boolean => ids.has(source);
        return hasIt(await known.plain.get(hasIt, nowMs, spend));
      }
    }
  }

  private spend(known: Installation, nowMs: number): void {
    const minute = Math.floor(nowMs / 60_000);
    if (known.minute !== minute) known.reads = 0;
    known.minute = minute;
    if (known.reads >= unsignedReadsAMinute) throw new UnsignedReadsUsedUp();
    known.reads += 1;
  }

  private of(installationId: string): Installation {
    const known = this.installations.get(installationId);
    if (known !== undefined) return known;
    const made: Installation = {
      ...{ sources: new Map<string, Known>(), minute: 0, reads: 0 },
      check: new Learned(readSourceCheck, learnEveryMs),
      plain: new Learned(listPlainSourceIds, learnEveryMs),
    };
    keep(this.installations, installationId, made, keptInstallations);
    return made;
  }
}

/** The oldest entry goes for a new one. */
function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  const [oldest] = map.keys();
  if (!map.has(key) && map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

function isSigned({ signature, timestamp, body }: ReportRequest, keys: SourceKeys, nowMs: number): boolean {
  const { secret, previous } = keys;
  if (isSignatureOf(signature, secret, timestamp, body)) return true;
  return (
    previous !== null &&
    nowMs < previous.untilMs &&
    isSignatureOf(signature, previous.secret, timestamp, body)
  );
}
