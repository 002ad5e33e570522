/** All figures go from a folder to PostgreSQL and back, and the fleet goes on there. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askAlone } from '../support/ask-alone';
import { fleet } from '../../fleet/command';
import { counted } from '../../fleet/metrics/store';
import { openStore, type StorePlace } from '../../fleet/store/open-store';
import { hourMs } from '../../src/time';
import { beginFolder } from './support/empty-database';
import { startPostgres, type TestPostgres } from './support/postgres';
import { startFleet, startMs } from './support/running-fleet';

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-move-'));
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function move(from: string, to: string): Promise<{ code: number; said: string }> {
  let said = '';
  const write = (text: string): void => {
    said += text;
  };
  const code = await fleet(['move', '--from', from, '--to', to], {
    ...{ out: { write }, err: { write }, env: {}, fetch, pageFolder: '', now: () => 0 },
    wait: () => Promise.resolve(),
    stopped: new AbortController().signal,
  });
  return { code, said };
}

async function rowsOf(place: StorePlace): Promise<unknown> {
  const database = await openStore(place);
  try {
    const found: Record<string, unknown> = {};
    for (const table of [
      'app',
      'way',
      'site',
      'pool',
      'site_hour',
      'reading',
      'pool_hour',
      'endpoint_hour',
      'site_day',
      'counted',
    ])
      found[table] = await database.query(
        `select coalesce(json_agg(one order by one::text), '[]')::text as rows, count(*)::float8 as count from ${table} as one`,
      );
    return found;
  } finally {
    await database.close();
  }
}

test('totals never fall: not when hours are forgotten, nor when a line says less than an earlier one', async () => {
  const database = await openStore({ kind: 'server', address: postgres.address });
  await database.query(`insert into app (app_id, environment_id) values ('a', 'e')`);
  await database.query(
    `insert into pool (app, name, environment, product) select id, 'own', 'PRODUCTION', 'jira' from app`,
  );
  const first = Math.floor(startMs / hourMs);
  const set = (hour: number, points: number): Promise<unknown> =>
    database.query(
      `insert into endpoint_hour (pool, hour, route, method, template, requests, low, likely, high, refused)
       values (1, $1::int, 'forge.asApp', 'GET', '/x', 1, 0, $2::int, 0, 0)
       on conflict (pool, hour, route, method, template) do update set likely = excluded.likely`,
      [hour, points * 1_000],
    );
  const total = async (hour: number): Promise<number | undefined> =>
    (await counted(database, 1, hour * hourMs)).find(({ route }) => route === 'forge.asApp')?.points;
  await set(first - 1, 999);
  await set(first, 10);
  // The past before somebody asked is not in it.
  expect(await total(first)).toBe(10);
  await set(first, 8);
  expect(await total(first)).toBe(10);
  await set(first + 1, 5);
  expect(await total(first + 1)).toBe(13);
  await set(first + 500, 7);
  expect(await total(first + 500)).toBe(20);
  // Hours go after 35 days; what was counted of them stays.
  await database.query('delete from endpoint_hour where hour < $1::int', [first + 400]);
  expect(await total(first + 501)).toBe(20);
  await set(first + 501, 1);
  expect(await total(first + 501)).toBe(21);
  await database.query('delete from app');
  await database.close();
});

test('a fleet of a folder goes on in PostgreSQL with the same figures, and back again', async () => {
  const [data, back] = [join(folder, 'data'), join(folder, 'back')];
  const running = await startFleet([], {}, { folder: data });
  running.print(
    { site: 0, requests: 900, points: 30_000, remainingPoints: 20_000 },
    { site: 1, requests: 300, points: 6_000, route: 'forge.asUser' },
  );
  const before = await running.look();
  await (await askAlone(`${running.url}/metrics`)).text();
  await running.stop();

  const { code, said } = await move(data, postgres.address);
  expect([code, said]).toEqual([0, expect.stringContaining(`rows are in PostgreSQL at `)]);
  expect(said).toContain('site_hour: 2\n');
  // Compared with the folder before the command said so; and by coming back.
  const known = await rowsOf({ kind: 'server', address: postgres.address });

  // The next app, site and pool get numbers of their own, and totals go on from where they were.
  const database = await openStore({ kind: 'server', address: postgres.address });
  const [row] = await database.query(
    `insert into app (app_id, environment_id) values ('another', 'production') returning id::float8 as id`,
  );
  expect(row).toEqual({ id: 2 });
  expect((await counted(database, 1, startMs)).find(({ route }) => route === 'forge.asApp')).toMatchObject({
    points: before.pools[0]?.hours.at(-1)?.routes.find(({ route }) => route === 'forge.asApp')?.points.likely,
    sinceMs: Math.floor(startMs / hourMs) * hourMs,
  });
  await database.query(`delete from app where app_id = 'another'`);
  await database.close();

  expect(await move(postgres.address, postgres.address)).toMatchObject({
    code: 2,
    said: expect.stringContaining('holds figures already') as string,
  });
  expect((await move(postgres.address, back)).code).toBe(0);
  expect(await rowsOf({ kind: 'folder', folder: back })).toEqual(known);
});

test('what is missing or wrong is said, and nothing is made', async () => {
  expect(await move(join(folder, 'nowhere'), 'x')).toEqual({
    code: 2,
    said: `points-gauge fleet: There is no folder "${join(folder, 'nowhere')}" with figures of a fleet.\n`,
  });
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'letter.txt'), 'not of a fleet');
  expect(await move(other, join(folder, 'target'))).toEqual({
    code: 2,
    said: `points-gauge fleet: The folder "${other}" has no figures of a fleet in it.\n`,
  });
  expect([readdirSync(other), existsSync(join(folder, 'target'))]).toEqual([['letter.txt'], false]);
  const begun = join(folder, 'begun');
  beginFolder(begun);
  // With a slip of the pen an address is no folder's name, neither to be made nor to be shown.
  for (const slip of ['postgress://fleet:geheim@db/fleet', 'fleet:geheim@db.example.com'])
    for (const [from, to] of [
      [slip, 'x'],
      [begun, slip],
    ] as const) {
      const { code, said } = await move(from, to);
      expect([code, said]).toEqual([2, expect.stringContaining('is neither a folder nor an address')]);
      expect(said).not.toContain('geheim');
    }
  expect(readdirSync(process.cwd()).filter((name) => name.startsWith('postgress'))).toEqual([]);
  const unencoded = await move(begun, 'postgres://fleet:123/geheim@db.invalid/fleet');
  expect([unencoded.code, unencoded.said]).toEqual([2, expect.not.stringContaining('geheim')]);
  let said = '';
  const code = await fleet(['move', '--from', 'only'], {
    ...{ out: { write: () => 0 }, err: { write: (text) => (said += text) }, env: {}, fetch, pageFolder: '' },
    ...{ now: () => 0, wait: () => Promise.resolve(), stopped: new AbortController().signal },
  });
  expect([code, said]).toEqual([2, expect.stringContaining('--to is missing')]);
});
