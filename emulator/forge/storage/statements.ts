import type { Statement } from 'libsql';
import type { Connection } from './database';

type ItemStatement =
  | ('get' | 'put' | 'remove' | 'keepPast' | 'list' | 'project' | 'loadItem' | 'loadPast')
  | ('purgePast' | 'purgeExpired' | 'wipeItem' | 'wipePast' | 'dump');

const itemColumns = 'key, value, created_ms, updated_ms, expire_ms';
/** ?1 installation, ?2 space: what both halves of a query ask for. */
const here = 'installation = ?1 AND space = ?2';

function alive(parameter: string): string {
  return `(expire_ms IS NULL OR expire_ms > ${parameter})`;
}

/** Prepared once, since preparing costs more than running most of them. */
export function itemStatements(connection: Connection): Record<ItemStatement, Statement> {
  const prepare = (sql: string): Statement => connection.prepare(sql);
  const inPrefix = `${here} AND key >= ?3 AND key < ?4 AND key > ?5`;
  return {
    get: prepare(`SELECT ${itemColumns} FROM item WHERE ${here} AND key = ?3 AND ${alive('?4')}`),
    put: prepare(`INSERT INTO item (installation, space, key, created_ms, updated_ms, expire_ms, attributes, value)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT (installation, space, key) DO UPDATE SET
        created_ms = ?4, updated_ms = ?5, expire_ms = ?6, attributes = ?7, value = ?8`),
    remove: prepare('DELETE FROM item WHERE installation = ?1 AND space = ?2 AND key = ?3'),
    keepPast: prepare(`INSERT INTO past
        (installation, space, key, created_ms, updated_ms, expire_ms, until_ms, attributes, value)
      SELECT installation, space, key, created_ms, updated_ms, expire_ms, ?1, attributes, value
      FROM item WHERE installation = ?2 AND space = ?3 AND key = ?4`),
    list: prepare(`SELECT ${itemColumns} FROM item
        WHERE ${inPrefix} AND updated_ms <= ?6 AND ${alive('?7')}
      UNION ALL SELECT ${itemColumns} FROM past
        WHERE ${inPrefix} AND updated_ms <= ?6 AND until_ms > ?6 AND ${alive('?7')}
      ORDER BY key LIMIT ?8`),
    project: prepare(`SELECT key, attributes, rowid AS row_id, 'item' AS source FROM item
        WHERE ${here} AND updated_ms <= ?3 AND ${alive('?4')}
      UNION ALL SELECT key, attributes, rowid AS row_id, 'past' AS source FROM past
        WHERE ${here} AND updated_ms <= ?3 AND until_ms > ?3 AND ${alive('?4')}`),
    loadItem: prepare(`SELECT ${itemColumns} FROM item WHERE rowid = ?1`),
    loadPast: prepare(`SELECT ${itemColumns} FROM past WHERE rowid = ?1`),
    purgePast: prepare('DELETE FROM past WHERE until_ms <= ?1'),
    purgeExpired: prepare('DELETE FROM item WHERE expire_ms IS NOT NULL AND expire_ms <= ?1'),
    wipeItem: prepare('DELETE FROM item WHERE installation = ?1'),
    wipePast: prepare('DELETE FROM past WHERE installation = ?1'),
    dump: prepare(`SELECT installation, space, key, value FROM item
      WHERE ?1 IS NULL OR installation = ?2 ORDER BY installation, space, key`),
  };
}
