import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { kvs } from '@forge/kvs';
import Database from 'libsql';
import { StorageFileError } from '../../emulator/forge/storage/database';
import { openHarness } from './harness';

const root = resolve(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'points-gauge-storage-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function openingError(file: string): unknown {
  try {
    openHarness({ file }).service.close();
    return null;
  } catch (error) {
    return error;
  }
}

test('A file keeps everything from one start to the next, and its folder is made.', async () => {
  const file = join(folder, 'new', 'storage.db');
  const first = openHarness({ file });
  await kvs.set('key', { kept: true }, { ttl: { value: 1, unit: 'DAYS' } });
  await kvs.entity('employee').set('e', { age: 4 });
  first.service.close();
  const second = openHarness({ file });
  await expect(kvs.get('key')).resolves.toEqual({ kept: true });
  const query = kvs.entity('employee').query().index('by-age');
  expect((await query.getMany()).results).toEqual([{ key: 'e', value: { age: 4 } }]);
  second.service.close();
});

test('An index that is declared later finds what was stored before.', async () => {
  const file = join(folder, 'storage.db');
  const attributes = { age: { type: 'integer' } } as const;
  const before = openHarness({ file, entities: [{ name: 'employee', attributes }] });
  await kvs.entity('employee').set('e', { age: 4 });
  before.service.close();
  const after = openHarness({ file, entities: [{ name: 'employee', attributes, indexes: ['age'] }] });
  expect((await kvs.entity('employee').query().index('age').getMany()).results).toHaveLength(1);
  after.service.close();
});

test('After a process was killed every acknowledged transaction is there, whole, and the file opens.', async () => {
  const file = join(folder, 'storage.db');
  const bundle = join(folder, 'writer.cjs');
  execFileSync(process.execPath, [
    join(root, 'node_modules/esbuild/bin/esbuild'),
    join(__dirname, 'unclean-exit-writer.ts'),
    '--bundle',
    '--platform=node',
    '--external:libsql',
    '--log-level=error',
    `--outfile=${bundle}`,
  ]);
  const child = spawn(process.execPath, [bundle, file], {
    env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise<NodeJS.Signals | null>((done) => {
    child.on('close', (_code, signal) => {
      done(signal);
    });
  });
  let acknowledged = -1;
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    if (acknowledged >= 200) child.kill('SIGKILL');
  }
  await expect(closed).resolves.toBe('SIGKILL');

  const harness = openHarness({ file });
  const stored = harness.service.dump('site-a').map((item) => item.key);
  const written = stored.length / 2;
  expect(acknowledged).toBeGreaterThanOrEqual(200);
  expect(written).toBeGreaterThan(acknowledged);
  const expected = Array.from({ length: written }, (_, n) => [`a-${n}`, `b-${n}`]).flat();
  expect(stored).toEqual(expected.sort());
  await kvs.set('after', 1);
  harness.service.close();
});

test.each([
  ['text that is no database', 'This is not a database. '.repeat(500)],
  ['a database cut off after its header', `SQLite format 3\u0000${'\u0000'.repeat(84)}`],
])('A file of %s is refused by name, with what to do, and stays as it is.', (_name, content) => {
  const file = join(folder, 'broken.db');
  writeFileSync(file, content, 'latin1');
  const error = openingError(file);
  expect(error).toBeInstanceOf(StorageFileError);
  expect(String(error)).toContain(file);
  expect(String(error)).toContain('Move or delete the file, or choose another, and start again.');
  expect(statSync(file).size).toBe(content.length);
});

test('A damaged page is found at the start, not in the middle of a day.', async () => {
  const file = join(folder, 'damaged.db');
  const harness = openHarness({ file, limits: 'off' });
  for (let n = 0; n < 200; n += 1) await kvs.set(`key-${n}`, 'x'.repeat(500));
  harness.service.close();
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0xff, 8_192));
  expect(String(openingError(file))).toContain(`Cannot use ${file} as storage: it`);
});

test('The database of another program is refused and not written to.', () => {
  const file = join(folder, 'foreign.db');
  const foreign = new Database(file);
  foreign.exec('CREATE TABLE invoice (id INTEGER); INSERT INTO invoice VALUES (7)');
  foreign.close();
  expect(String(openingError(file))).toContain('it is the database of another program');
  const again = new Database(file);
  expect(again.prepare('SELECT name FROM sqlite_master').all([])).toEqual([{ name: 'invoice' }]);
  again.close();
});

test('A file of another version of the service says so.', () => {
  const file = join(folder, 'older.db');
  openHarness({ file }).service.close();
  const older = new Database(file);
  older.exec('PRAGMA user_version = 99');
  older.close();
  expect(String(openingError(file))).toContain('another version of this storage service');
});

test('A folder is no storage file.', () => {
  mkdirSync(join(folder, 'sub'));
  expect(String(openingError(join(folder, 'sub')))).toContain('it is a folder');
});

test('An empty file is as good as none.', () => {
  const file = join(folder, 'empty.db');
  writeFileSync(file, '');
  expect(openingError(file)).toBeNull();
});
