import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { ensureBuilt } from './up-to-date.mjs';

const place = inRoot('.cache', 'empty-database');

/**
 * PGlite with nothing in it: as a folder to copy, and as a file that one in memory begins with. Without the two databases that new ones would be
 * copied of, which nobody opens: they are three files of five, and every test copies and deletes them all.
 */
const emptyDatabase = { folder: join(place, 'folder'), file: join(place, 'dump.tar') };

/**
 * To make the files of a new database takes PGlite three seconds of a processor, and every test that wants one would make the same.
 * Depends on the packages that are installed alone.
 */
export async function ensureEmptyDatabase() {
  await ensureBuilt({
    output: emptyDatabase.file,
    stampFile: inRoot('.cache', 'empty-database.sources.json'),
    build: async () => {
      // Imported late: in a fresh clone it is there only after the install.
      const { PGlite } = await import('@electric-sql/pglite');
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      const database = await PGlite.create({ dataDir: emptyDatabase.folder });
      for (const name of ['template0', 'template1']) {
        await database.query('update pg_database set datistemplate = false where datname = $1', [name]);
        await database.exec(`drop database ${name}`);
      }
      await database.exec('checkpoint');
      const dump = await database.dumpDataDir('none');
      await database.close();
      writeFileSync(`${emptyDatabase.file}.new`, new Uint8Array(await dump.arrayBuffer()));
      renameSync(`${emptyDatabase.file}.new`, emptyDatabase.file);
      return { files: ['scripts/empty-database.mjs'] };
    },
  });
}
