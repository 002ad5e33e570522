import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepLines } from '../../fleet/store/keep-lines';
import { openStore } from '../../fleet/store/open-store';
import { rollUpHours } from '../../fleet/store/roll-up';
import { beginFolder } from './support/empty-database';

const root = join(__dirname, '..', '..');
// Within the project, whose packages the process finds from there.
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'points-gauge-killed-'));
const bundles = mkdtempSync(join(cache, 'killed-'));

afterAll(() => {
  for (const one of [folder, bundles]) rmSync(one, { recursive: true, force: true });
});

test('a process that was killed, twice, leaves every page that it had kept, whole, and a folder that opens', async () => {
  const bundle = join(bundles, 'writer.cjs');
  const esbuild = join(root, 'node_modules/esbuild/bin/esbuild');
  const writer = join(__dirname, 'killed-writer.ts');
  const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${bundle}`];
  execFileSync(process.execPath, [esbuild, writer, ...options]);
  const data = join(folder, 'data');
  beginFolder(data);
  let kept = 0;
  for (const until of [20, 50]) {
    const child = spawn(process.execPath, [bundle, data], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = new Promise((done) =>
      child.on('close', (_code, signal) => {
        done(signal);
      }),
    );
    for await (const line of createInterface(child.stdout)) {
      kept = Number(line);
      if (kept >= until) child.kill('SIGKILL');
    }
    expect(await closed).toBe('SIGKILL');
    expect(kept).toBeGreaterThanOrEqual(until);
  }
  const database = await openStore({ kind: 'folder', folder: data });
  const { app } = await appScope(database, 'app', 'environment');
  const { pausedUntilMs: last } = await collectorStore(database, app, 'logs', keepLines).readState();
  expect(last).toBeGreaterThanOrEqual(kept);
  while (await rollUpHours(database));
  const lines = await database.query(
    'select min(number)::float8 as least, max(number)::float8 as most, count(*)::float8 as sites from site_hour',
  );
  expect(lines).toEqual([{ least: last, most: last, sites: 50 }]);
  expect(await database.query('select likely::float8 as likely, sites from pool_hour')).toEqual([
    { likely: 50 * last, sites: 50 },
  ]);
  await database.close();
});
