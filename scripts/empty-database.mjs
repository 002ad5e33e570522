import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { ensureBuilt } from './up-to-date.mjs';

const place = inRoot('.cache', 'empty-database');

/**
 * PGlite with this version's tables and nothing in them: as a folder to copy, and as a file that one in memory begins with. Without the two
 * databases that new ones would be copied of, which nobody opens: they are three files of five, and every test copies and deletes them all.
 */
const emptyDatabase = { folder: join(place, 'folder'), file: join(place, 'dump.tar') };

/** Every test copies and opens it: the log in pieces of a megabyte instead of sixteen, none of them kept, and few buffers, which are made at the start. */
const small = ['--wal-segsize=1', '--set=wal_recycle=off', '--set=shared_buffers=16MB'];

/** To make the files and tables of a new database takes PGlite three seconds of a processor, and every test that wants one would make the same. */
export function ensureEmptyDatabase() {
  return ensureBuilt({
    output: emptyDatabase.file,
    stampFile: inRoot('.cache', 'empty-database.sources.json'),
    build: async () => {
      // Imported late: in a fresh clone they are there only after the install.
      const { PGlite } = await import('@electric-sql/pglite');
      const { migrate, files } = await migrationOfNow();
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      const database = await PGlite.create({
        dataDir: emptyDatabase.folder,
        initDbStartParams: small,
      });
      for (const name of ['template0', 'template1']) {
        await database.query('update pg_database set datistemplate = false where datname = $1', [name]);
        await database.exec(`drop database ${name}`);
      }
      await migrate({
        name: emptyDatabase.folder,
        transaction: (work) =>
          database.transaction((sql) =>
            work({ query: async (text, values) => (await sql.query(text, values)).rows }),
          ),
      });
      await database.exec('checkpoint');
      const dump = await database.dumpDataDir('none');
      await database.close();
      writeFileSync(`${emptyDatabase.file}.new`, new Uint8Array(await dump.arrayBuffer()));
      renameSync(`${emptyDatabase.file}.new`, emptyDatabase.file);
      return { files: [...files, 'scripts/empty-database.mjs'] };
    },
  });
}

/**
 * @typedef {{ query: (text: string, values?: unknown[]) => Promise<unknown[]> }} Sql
 * @typedef {{ name: string, transaction: (work: (sql: Sql) => Promise<void>) => Promise<void> }} Tables
 * @returns {Promise<{ migrate: (database: Tables) => Promise<void>, files: string[] }>}
 */
async function migrationOfNow() {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['fleet/store/migrate.ts'],
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
  });
  const [bundle] = outputFiles;
  const { migrate } = await import(`data:text/javascript,${encodeURIComponent(bundle?.text ?? '')}`);
  return { migrate, files: Object.keys(metafile.inputs) };
}
