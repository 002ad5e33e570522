import { foldedCall, noteTruncated } from '../usage/truncate';
import { admitCall, admitPerson } from '../usage/intake';
import { hourOf, type HourNumber } from '../usage/hour';
import { sumKey } from '../usage/keys';
import { keptSamplesARecord } from '../usage/counter-sample';
import { CounterSampling } from '../usage/counter-sampling';
import { placed } from '../usage/placement';
import { encodeRecordWithin } from '../usage/record';
import {
  book,
  bookSamples,
  bookPerson,
  emptyHourUsage,
  type PersonCall,
  type HourUsage,
} from '../usage/hour-usage';
import { isSaidByBrowser } from '../usage/vouching';
import type { Observation } from '../model';
import { maxBodyBytes } from './bounds';
import { recordKey } from './names';
import { putRecords } from './records';
import type { SealedRecord } from './stored';
import { randomBytes } from 'node:crypto';

/** Records in one write: what a batch of storage takes. */
const batchSize = 25;
/** Beyond this many records that wait, calls are summed up further instead of making new records: memory is bounded. */
const maxWaitingRecords = 25;
/** Retries end here; a hour's list of merged records is kept much longer, so that no late retry is counted twice. */
const giveUpAfterMs = 24 * 3_600_000;
/** Beyond this many different sums, further endpoints are summed up as `{other}`: a record stays far below 240 KiB. */
const maxOpenSums = 400;

/** Of these, how many may be what browsers say: however many endpoints they name, it is theirs that become `{other}`. */
const maxSaidSums = 60;

/** A write that has not been answered for so long never will be: the platform may have frozen the process meanwhile. */
const answerWithinMs = 30_000;

interface WaitingRecord extends SealedRecord {
  /** Not to be sent again before this time, epoch milliseconds. */
  busyUntilMs: number;
}

/**
 * The account of one process for one installation, until it is stored. Calls are summed up; a flush seals the sum into an
 * immutable, numbered record and stores it. What could not be stored waits here and goes out with a later flush.
 */
export class Writer {
  private open = new Map<HourNumber, HourUsage>();
  private openSums = 0;
  private saidSums = 0;
  private readonly pairing = new CounterSampling();
  private waiting: WaitingRecord[] = [];
  private nextNumber = 1;
  private writeFailures = 0;
  private lostRecords = 0;
  private givenUp = 0;

  /** @param id random, lower-case letters and digits: no two processes may share it. */
  constructor(readonly id: string) {}

  /** Whether nothing would be lost if this writer were forgotten. */
  get isIdle(): boolean {
    return this.open.size === 0 && this.waiting.length === 0;
  }

  /** Records that were given up since this was asked last. */
  takeGivenUp(): number {
    const { givenUp } = this;
    this.givenUp = 0;
    return givenUp;
  }

  book(seen: Observation): void {
    const admitted = admitCall(seen);
    if (admitted === null) return;
    const call = placed(admitted);
    const usage = this.usageOf(call.atMs);
    const isSaid = isSaidByBrowser(call.route);
    const isFull = isSaid ? this.saidSums >= maxSaidSums : this.openSums - this.saidSums >= maxOpenSums;
    const isTooMany = isFull && !usage.sums.has(sumKey(call));
    const before = usage.sums.size;
    book(usage, isTooMany ? foldedCall(call) : call);
    if (isTooMany) noteTruncated(usage, call);
    this.openSums += usage.sums.size - before;
    if (isSaid) this.saidSums += usage.sums.size - before;
    this.pairing.note(call);
  }

  /** Notes that a person stood behind a call that is booked. */
  bookPerson(call: PersonCall, personHash: number): void {
    const admitted = admitPerson(call);
    if (admitted !== null) bookPerson(this.usageOf(admitted.atMs), admitted, personHash);
  }

  /**
   * Stores what is open and what waits, in one write. Never throws: what failed waits for the next flush.
   * `true` if something was stored.
   *
   * @param put what stores them: a test may look on
   */
  async flush(nowMs: number, put = putRecords): Promise<boolean> {
    this.giveUpOld(nowMs);
    this.seal(nowMs);
    const batch = this.waiting.filter(({ busyUntilMs }) => busyUntilMs <= nowMs).slice(0, batchSize);
    if (batch.length === 0) return false;
    for (const record of batch) record.busyUntilMs = nowMs + answerWithinMs;
    let stored = new Set<string>();
    try {
      stored = await put(batch);
    } catch {
      // Whether it was applied is not known. The same bytes go to the same key next time, so both are right.
    }
    for (const record of batch) record.busyUntilMs = 0;
    this.waiting = this.waiting.filter(({ key }) => !stored.has(key));
    this.writeFailures += batch.length - stored.size;
    return stored.size > 0;
  }

  private usageOf(atMs: number): HourUsage {
    const known = this.open.get(hourOf(atMs));
    if (known !== undefined) return known;
    const made = emptyHourUsage();
    this.open.set(hourOf(atMs), made);
    return made;
  }

  private seal(nowMs: number): void {
    if (this.open.size === 0 || this.waiting.length >= maxWaitingRecords) return;
    for (const pair of this.pairing.take())
      bookSamples(this.usageOf(pair.endedAtMs), [pair], keptSamplesARecord);
    const id = { writer: this.id, n: this.nextNumber };
    const { open: hours, writeFailures, lostRecords } = this;
    const record = { id, sealedAtMs: nowMs, hours, writeFailures, lostRecords };
    const value = encodeRecordWithin(record, maxBodyBytes);
    this.open = new Map();
    this.openSums = 0;
    this.saidSums = 0;
    if (value === null) {
      // Thousands of hours in one record: no clock runs so.
      this.lostRecords += 1;
      return;
    }
    this.waiting.push({ key: recordKey(id), value, sealedAtMs: nowMs, busyUntilMs: 0 });
    this.nextNumber += 1;
    this.writeFailures = 0;
    this.lostRecords = 0;
  }

  private giveUpOld(nowMs: number): void {
    const kept = this.waiting.filter(({ sealedAtMs }) => nowMs - sealedAtMs < giveUpAfterMs);
    this.lostRecords += this.waiting.length - kept.length;
    this.givenUp += this.waiting.length - kept.length;
    this.waiting = kept;
  }
}

/** Above this many, writers that hold nothing are forgotten; a new one gets a new id, so nothing is counted twice. */
const keptWriters = 500;

/**
 * The writers of this process, kept apart by installation: one warm process serves several, and none may ever see or
 * store what belongs to another.
 */
export class Writers {
  private readonly byInstallation = new Map<string, Writer>();

  of(installationId: string): Writer {
    const known = this.byInstallation.get(installationId);
    if (known !== undefined) return known;
    this.forgetIdle();
    const made = new Writer(randomBytes(6).toString('hex'));
    this.byInstallation.set(installationId, made);
    return made;
  }

  /** What was booked and is not stored yet goes with everything else that was recorded. */
  drop(installationId: string): void {
    this.byInstallation.delete(installationId);
  }

  private forgetIdle(): void {
    if (this.byInstallation.size < keptWriters) return;
    for (const [id, writer] of this.byInstallation) if (writer.isIdle) this.byInstallation.delete(id);
  }
}
