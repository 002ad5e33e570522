import { migrate } from './migrate';
import { openPglite } from './pglite';
import { openPostgres } from './postgres';
import { DatabaseError, type Database } from './sql';

export type StorePlace = { kind: 'folder'; folder: string } | { kind: 'server'; address: string };

/** Opened and brought to this version's tables. @throws DatabaseError that says what to do */
export async function openStore(place: StorePlace): Promise<Database> {
  const database = await (place.kind === 'folder' ? openPglite(place.folder) : openPostgres(place.address));
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof DatabaseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`The tables of ${database.name} cannot be made: ${why}`, { cause: error });
  }
}
