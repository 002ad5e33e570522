import type { Clock } from '../../clock';
import { type StorageAccount, bookFault, bookRequest } from './accounting';
import type { FailItem } from './batch';
import { StorageCounter, type StorageReply, type StorageRequest } from './counter';
import { type Connection, closeDatabase, openDatabase } from './database';
import { type EntityDefinition, readEntities } from './entities';
import { type AbsentKeyCode, StorageRefusal, rateLimitExceeded, refusalBody } from './errors';
import { type Fault, type FaultPlan, StorageTimeout, type Wait, keysIn } from './faults';
import { type Aging, type StoredItem, Items } from './items';
import { parseBody } from './json';
import { operationAt } from './operations';

export interface StorageServiceOptions extends Partial<Aging> {
  /** Path of the storage file, or `:memory:`. */
  file: string;
  clock: Clock;
  /** As in the manifest, `app.storage.entities`. */
  entities: EntityDefinition[];
  /** `off` lifts the request rates. What no request may ever be (a key, a value, a batch too large) is refused always. */
  limits?: 'documented' | 'off';
  faults?: FaultPlan;
  /** How a batch says that a key holds nothing; in turn when left out, since nobody knows which it is. */
  absentKeyCode?: AbsentKeyCode | 'inTurn';
}

/** Forge's key-value and entity store as an app's requests see it, each installation apart. */
export interface StorageService {
  /** One POST of the protocol. Rejects with {@link StorageTimeout} where a fault leaves it unanswered. */
  handle(installationId: string, path: string, bodyText: string): Promise<StorageReply>;
  /** Of one installation, or of all together; since the service started. */
  accounting(installationId?: string): StorageAccount;
  /** What an uninstall does to the data. The account stays. */
  wipe(installationId: string): void;
  /** Everything that is stored now, expired values included, secrets in clear text. */
  dump(installationId?: string): StoredItem[];
  /** Resolves when every late write has landed. */
  settled(): Promise<void>;
  /** Writes that have not landed by then never do. */
  close(): void;
}

/** @throws StorageFileError when the file cannot be used; Error for entities that could not be deployed */
export function createStorageService(options: StorageServiceOptions): StorageService {
  const { queryLagMs = 0, expiredLingerMs = 0, limits = 'documented', absentKeyCode = 'inTurn' } = options;
  const entities = readEntities(options.entities);
  const connection = openDatabase(options.file);
  const items = new Items(connection, { queryLagMs, expiredLingerMs });
  const counter = new StorageCounter(items, entities, options.clock, limits, absentKeyCode);
  return new SqliteStorageService(connection, items, counter, options.faults ?? null);
}

class SqliteStorageService implements StorageService {
  private readonly late = new Set<Promise<void>>();
  private open = true;

  constructor(
    private readonly connection: Connection,
    private readonly items: Items,
    private readonly counter: StorageCounter,
    private readonly faults: FaultPlan | null,
  ) {}

  async handle(installationId: string, path: string, bodyText: string): Promise<StorageReply> {
    if (!this.open) throw new Error('The storage service is closed.');
    if (installationId === '') throw new Error('A storage request needs an installation id.');
    const operation = operationAt(path);
    if (operation === null) {
      return {
        status: 404,
        body: refusalBody({ code: 'NOT_FOUND', message: `Storage has no path "${path}".` }),
      };
    }
    const account = this.counter.accountOf(installationId);
    bookRequest(account, operation);
    const body = parseBody(bodyText);
    if (body instanceof StorageRefusal) return this.counter.refuse(installationId, body);
    const request = { installationId, operation, body };
    const fault = this.faults?.({ installationId, operation, path, keys: keysIn(body) }) ?? null;
    if (fault === null) return this.counter.serve(request, () => null);
    bookFault(account, fault.kind);
    return this.suffer(fault, request);
  }

  accounting(installationId?: string): StorageAccount {
    return this.counter.accounting(installationId);
  }

  wipe(installationId: string): void {
    this.items.wipe(installationId);
  }

  dump(installationId?: string): StoredItem[] {
    return this.items.dump(installationId ?? null);
  }

  async settled(): Promise<void> {
    while (this.late.size > 0) await Promise.all(this.late);
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    closeDatabase(this.connection);
  }

  private async suffer(fault: Fault, request: StorageRequest): Promise<StorageReply> {
    const { installationId, operation } = request;
    const serve = (failItem: FailItem = () => null) => this.counter.serve(request, failItem);
    switch (fault.kind) {
      case 'refuse':
        return this.counter.refuse(installationId, failedOnPurpose(fault.status));
      case 'rateLimit':
        return this.counter.refuse(installationId, rateLimitExceeded('refused on purpose'));
      case 'timeoutApplied':
        serve();
        throw new StorageTimeout(operation);
      case 'timeoutNotApplied':
        throw new StorageTimeout(operation);
      case 'timeoutAppliedLate':
        this.serveLate(fault.wait, serve);
        throw new StorageTimeout(operation);
      case 'delay': {
        if (fault.at === 'beforeAnswer') {
          const reply = serve();
          await fault.wait();
          return reply;
        }
        await fault.wait();
        if (!this.open) throw new StorageTimeout(operation);
        return serve();
      }
      case 'partialBatch':
        return serve((key, index) => (fault.fails(key, index) ? failedOnPurpose(500) : null));
    }
  }

  private serveLate(wait: Wait, serve: () => StorageReply): void {
    const landing = wait().then(
      () => {
        if (this.open) serve();
      },
      // A wait that is given up is a write that never lands.
      () => undefined,
    );
    this.late.add(landing);
    void landing.finally(() => this.late.delete(landing));
  }
}

function failedOnPurpose(status: 500 | 503): StorageRefusal {
  return new StorageRefusal(status, 'INTERNAL_ERROR', 'Storage failed on purpose.');
}
