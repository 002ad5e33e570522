import Database from 'libsql';
import type { Clock } from '../../clock';
import {
  bookRead,
  bookRefusal,
  bookWrite,
  emptyAccount,
  type StorageAccount,
  sumAccounts,
} from './accounting';
import { batchDeleteJob, batchGetJob, batchSetJob, type FailItem } from './batch';
import type { Entity } from './entities';
import { type AbsentKeyCode, absentKeyCodes, refusalBody, StorageRefusal } from './errors';
import type { Items } from './items';
import { isWrite, type Operation } from './operations';
import { Rates } from './rates';
import { entityQueryJob } from './entity-query';
import type { Job, Site } from './job';
import { queryJob } from './query';
import { deleteJob, getJob, setJob } from './single';
import { transactionJob } from './transaction';

/** Reads and checks a request. @throws StorageRefusal when it can be refused without looking at what is stored */
function planJob(site: Site, operation: Operation, body: unknown, failItem: FailItem): Job {
  switch (operation) {
    case 'get':
      return getJob(site, body, 'plain');
    case 'set':
      return setJob(site, body, 'plain');
    case 'delete':
      return deleteJob(site, body, 'plain');
    case 'secret/get':
      return getJob(site, body, 'secret');
    case 'secret/set':
      return setJob(site, body, 'secret');
    case 'secret/delete':
      return deleteJob(site, body, 'secret');
    case 'entity/get':
      return getJob(site, body, 'entity');
    case 'entity/set':
      return setJob(site, body, 'entity');
    case 'entity/delete':
      return deleteJob(site, body, 'entity');
    case 'query':
      return queryJob(site, body);
    case 'entity/query':
      return entityQueryJob(site, body);
    case 'batch/get':
      return batchGetJob(site, body, failItem);
    case 'batch/set':
      return batchSetJob(site, body, failItem);
    case 'batch/delete':
      return batchDeleteJob(site, body, failItem);
    case 'transaction':
      return transactionJob(site, body);
  }
}

export interface StorageReply {
  status: number;
  /** JSON; empty for 204. */
  body: string;
}

/** A well-formed body, and whom it came from. */
export interface StorageRequest {
  installationId: string;
  operation: Operation;
  body: unknown;
}

const writesBetweenPurges = 1_000;

/** Where a request that has arrived is served: admitted, applied, booked and answered. */
export class StorageCounter {
  private readonly accounts = new Map<string, StorageAccount>();
  private readonly rates = new Map<string, Rates>();
  private writesSincePurge = 0;
  private absentAnswers = 0;

  constructor(
    private readonly items: Items,
    private readonly entities: ReadonlyMap<string, Entity>,
    private readonly clock: Clock,
    private readonly limits: 'documented' | 'off',
    private readonly absentKeyCode: AbsentKeyCode | 'inTurn',
  ) {}

  /** Runs to its end without giving way, so that no other request ever sees half of it. */
  serve(request: StorageRequest, failItem: FailItem): StorageReply {
    try {
      return isWrite(request.operation) ? this.write(request, failItem) : this.read(request, failItem);
    } catch (error) {
      return this.refuse(request.installationId, refusalOf(error));
    }
  }

  refuse(installationId: string, refusal: StorageRefusal): StorageReply {
    bookRefusal(this.accountOf(installationId), refusal.code);
    return { status: refusal.status, body: refusalBody(refusal) };
  }

  accountOf(installationId: string): StorageAccount {
    return entryOf(this.accounts, installationId, emptyAccount);
  }

  /** A copy, so that a test can keep it and compare. */
  accounting(installationId: string | undefined): StorageAccount {
    if (installationId === undefined) return sumAccounts(this.accounts.values());
    const account = this.accounts.get(installationId);
    return sumAccounts(account === undefined ? [] : [account]);
  }

  private read(request: StorageRequest, failItem: FailItem): StorageReply {
    const nowMs = this.clock.now();
    const rates = this.ratesOf(request.installationId);
    rates?.admitRequest(nowMs);
    const { status, body, readBytes } = this.plan(request, failItem, nowMs).run();
    rates?.admitRead(readBytes, nowMs);
    bookRead(this.accountOf(request.installationId), readBytes);
    return { status, body };
  }

  private write(request: StorageRequest, failItem: FailItem): StorageReply {
    const nowMs = this.clock.now();
    const rates = this.ratesOf(request.installationId);
    rates?.admitRequest(nowMs);
    const job = this.plan(request, failItem, nowMs);
    rates?.admitWrite(job.writeBytes, job.writes, nowMs);
    const { status, body } = job.run();
    bookWrite(this.accountOf(request.installationId), job.writeBytes);
    this.purgeSometimes(nowMs);
    return { status, body };
  }

  private plan(request: StorageRequest, failItem: FailItem, nowMs: number) {
    const site = {
      installationId: request.installationId,
      items: this.items,
      entities: this.entities,
      nowMs,
      absentCode: () => this.nextAbsentCode(),
    };
    return planJob(site, request.operation, request.body, failItem);
  }

  private nextAbsentCode(): AbsentKeyCode {
    if (this.absentKeyCode !== 'inTurn') return this.absentKeyCode;
    return absentKeyCodes[this.absentAnswers++ % absentKeyCodes.length] ?? 'KEY_NOT_FOUND';
  }

  private purgeSometimes(nowMs: number): void {
    this.writesSincePurge += 1;
    if (this.writesSincePurge < writesBetweenPurges) return;
    this.writesSincePurge = 0;
    this.items.purge(nowMs);
  }

  private ratesOf(installationId: string): Rates | null {
    if (this.limits === 'off') return null;
    return entryOf(this.rates, installationId, () => new Rates());
  }
}

/** A file that cannot be written any more (a full disk) is the platform's fault 500, not the caller's. */
function refusalOf(error: unknown): StorageRefusal {
  if (error instanceof StorageRefusal) return error;
  if (error instanceof Database.SqliteError) {
    return new StorageRefusal(500, 'INTERNAL_ERROR', `The storage file failed: ${error.message}`);
  }
  throw error;
}

function entryOf<T>(map: Map<string, T>, name: string, make: () => T): T {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}
