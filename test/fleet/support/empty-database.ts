/** Databases with nothing in them yet, without the seconds that PGlite takes to make one. What a first start does is tested by store.test.ts. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../fleet/store/migrate';
import { openPglite } from '../../../fleet/store/pglite';
import type { Database } from '../../../fleet/store/sql';
import { emptyDatabase } from '../../support/bundles';
import { compiledPglite } from './compiled-pglite';

/** In memory, of this test file alone, with this version's tables. */
export async function openMemory(): Promise<Database> {
  await compiledPglite;
  const database = await openPglite(null, join(emptyDatabase(), 'dump.tar'));
  await migrate(database);
  return database;
}

/** Makes the folder one with this version's tables and nothing in them. It must not be there yet. */
export function beginFolder(folder: string): void {
  cpSync(join(emptyDatabase(), 'folder'), folder, { recursive: true, errorOnExist: true, force: false });
}
