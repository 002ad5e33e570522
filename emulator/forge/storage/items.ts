import { type Connection, column, numberIn, textIn } from './database';
import { itemStatements } from './statements';
import { entityNameOf, secretSpace } from './spaces';

export interface Place {
  installationId: string;
  space: string;
  key: string;
}

export interface Item {
  key: string;
  /** JSON. */
  valueText: string;
  createdAtMs: number;
  updatedAtMs: number;
  expireAtMs: number | null;
}

/** An entity's small attributes, enough to match an index, and where its value is. */
export interface Projection {
  key: string;
  attributesText: string;
  rowId: number;
  /** `past`: a value that was overwritten or deleted since, which a lagging query still sees. */
  table: 'item' | 'past';
}

export interface StoredItem {
  installationId: string;
  key: string;
  entityName: string | null;
  secret: boolean;
  value: unknown;
}

export interface Aging {
  /** How far queries are behind writes. */
  queryLagMs: number;
  /** How long a value is still returned after it expired. */
  expiredLingerMs: number;
}

/** Rows of the storage file, by installation, space and key. Times are arguments; nothing here knows the protocol. */
export class Items {
  private readonly sql: ReturnType<typeof itemStatements>;

  constructor(
    private readonly connection: Connection,
    private readonly aging: Aging,
  ) {
    this.sql = itemStatements(connection);
  }

  get(place: Place, nowMs: number): Item | null {
    const { installationId, space, key } = place;
    const aliveAt = nowMs - this.aging.expiredLingerMs;
    const row = this.sql.get.get([installationId, space, key, aliveAt]);
    return row === undefined ? null : readItem(row);
  }

  /** Returns when the value was first stored and when it is (now) updated. */
  put(
    place: Place,
    data: { valueText: string; attributesText: string | null; expireAtMs: number | null },
    nowMs: number,
  ): Item {
    const { installationId, space, key } = place;
    const previous = this.get(place, nowMs);
    // Real clocks can step back; a version must never seem older than the one before it.
    const updatedAtMs = Math.max(nowMs, previous?.updatedAtMs ?? nowMs);
    const createdAtMs = previous?.createdAtMs ?? updatedAtMs;
    this.atomically(() => {
      this.keepPast(place, updatedAtMs);
      const { valueText, attributesText, expireAtMs } = data;
      this.sql.put.run([
        installationId,
        space,
        key,
        createdAtMs,
        updatedAtMs,
        expireAtMs,
        attributesText,
        valueText,
      ]);
    });
    return { key, valueText: data.valueText, createdAtMs, updatedAtMs, expireAtMs: data.expireAtMs };
  }

  remove(place: Place, nowMs: number): void {
    this.atomically(() => {
      this.keepPast(place, nowMs);
      this.sql.remove.run([place.installationId, place.space, place.key]);
    });
  }

  /** Items whose key begins with `prefix`, after `afterKey`, in key order, as a query sees them now. */
  list(
    place: { installationId: string; space: string; prefix: string; afterKey: string },
    limit: number,
    nowMs: number,
  ): Item[] {
    const { installationId, space, prefix, afterKey } = place;
    const beyond = `${prefix}\u{10ffff}`;
    const { asOf, aliveAt } = this.queryTimes(nowMs);
    return this.sql.list
      .all([installationId, space, prefix, beyond, afterKey, asOf, aliveAt, limit])
      .map(readItem);
  }

  /** Every entity of a space as a query sees it now, without the values. */
  project(installationId: string, space: string, nowMs: number): Projection[] {
    const { asOf, aliveAt } = this.queryTimes(nowMs);
    return this.sql.project.all([installationId, space, asOf, aliveAt]).map((row) => ({
      key: textIn(row, 'key'),
      attributesText: textIn(row, 'attributes'),
      rowId: numberIn(row, 'row_id'),
      table: textIn(row, 'source') === 'item' ? 'item' : 'past',
    }));
  }

  load(projection: Projection): Item {
    const statement = projection.table === 'item' ? this.sql.loadItem : this.sql.loadPast;
    return readItem(statement.get([projection.rowId]));
  }

  /** All or nothing, also when the process dies half-way. */
  atomically<T>(work: () => T): T {
    if (this.connection.inTransaction) return work();
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  /** Drops what no read can see any more. */
  purge(nowMs: number): void {
    this.atomically(() => {
      this.sql.purgePast.run([nowMs - this.aging.queryLagMs]);
      this.sql.purgeExpired.run([nowMs - this.aging.queryLagMs - this.aging.expiredLingerMs]);
    });
  }

  wipe(installationId: string): void {
    this.atomically(() => {
      this.sql.wipeItem.run([installationId]);
      this.sql.wipePast.run([installationId]);
    });
  }

  dump(installationId: string | null): StoredItem[] {
    return this.sql.dump.all([installationId, installationId]).map((row) => {
      const space = textIn(row, 'space');
      return {
        installationId: textIn(row, 'installation'),
        key: textIn(row, 'key'),
        entityName: entityNameOf(space),
        secret: space === secretSpace,
        value: JSON.parse(textIn(row, 'value')) as unknown,
      };
    });
  }

  private keepPast(place: Place, untilMs: number): void {
    if (this.aging.queryLagMs === 0) return;
    this.sql.keepPast.run([untilMs, place.installationId, place.space, place.key]);
  }

  private queryTimes(nowMs: number): { asOf: number; aliveAt: number } {
    const { queryLagMs, expiredLingerMs } = this.aging;
    // Without a lag a query sees everything, also what a clock that stepped back calls future.
    const asOf = queryLagMs === 0 ? Number.MAX_SAFE_INTEGER : nowMs - queryLagMs;
    return { asOf, aliveAt: nowMs - queryLagMs - expiredLingerMs };
  }
}

function readItem(row: unknown): Item {
  return {
    key: textIn(row, 'key'),
    valueText: textIn(row, 'value'),
    createdAtMs: numberIn(row, 'created_ms'),
    updatedAtMs: numberIn(row, 'updated_ms'),
    expireAtMs: column(row, 'expire_ms') === null ? null : numberIn(row, 'expire_ms'),
  };
}
