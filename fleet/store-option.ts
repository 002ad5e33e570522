import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../src/input-error';
import type { StorePlace } from './store/open-store';

/** What an address of PostgreSQL can be. */
export const serverText = /^postgres(ql)?:\/\/./;

/** Where figures are, by `--data` and `--database`. @throws InputError */
export function storePlace({
  data,
  database,
}: {
  data?: string | undefined;
  database?: string | undefined;
}): StorePlace {
  if (data !== undefined && database !== undefined)
    throw new InputError('--data and --database are two places for the same figures: choose one.');
  if (database === undefined) return { kind: 'folder', folder: data ?? 'points-gauge-fleet' };
  if (!serverText.test(database))
    throw new InputError('--database must be an address as postgres://user:password@host/database.');
  return { kind: 'server', address: database };
}

/** For a command that only adds to figures or reads them: opened, a database that is not there would be made. @throws InputError */
export function demandStore(place: StorePlace): void {
  if (place.kind !== 'folder') return;
  const folder = `"${place.folder.slice(0, 200)}"`;
  if (!existsSync(place.folder))
    throw new InputError(`There is no folder ${folder} with figures of a fleet.`);
  // The first file that any PostgreSQL, PGlite's too, looks for in its folder.
  if (!existsSync(join(place.folder, 'PG_VERSION')))
    throw new InputError(`The folder ${folder} has no figures of a fleet in it.`);
}
