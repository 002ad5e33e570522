// The fleet's store under what Tier 1 allows at most: a day of it read, stored and rolled up, and the pages over 30 days. In a process of its own,
// so that memory is that of the store's program and nothing else: bench/fleet-store.bench.mjs starts it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from './load.mjs';

const { loadStore, loadMonth, openStore, startPostgres } = await loadSource(
  "export { loadStore } from './test/fleet/support/store-load'; export { loadMonth } from './test/fleet/support/month-load'; export { openStore } from './fleet/store/open-store'; export { startPostgres } from './test/fleet/support/postgres';",
);

const [store = '', load = '', sites = '0', requests = '0'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'points-gauge-load-'));
const postgres = store === 'postgresql' ? await startPostgres() : null;
try {
  const database = await openStore(
    postgres === null
      ? { kind: 'folder', folder: join(folder, 'data') }
      : { kind: 'server', address: postgres.address },
  );
  const result =
    load === 'day'
      ? await loadStore(database, Number(sites), 24, Number(requests))
      : await loadMonth(database, Number(sites), 6);
  await database.close();
  console.log(JSON.stringify(result));
} finally {
  postgres?.stop();
  rmSync(folder, { recursive: true });
}
