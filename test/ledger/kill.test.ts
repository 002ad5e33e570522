import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { realClock } from '../../emulator/clock';
import { startForge } from '../../emulator/forge/forge';
import { readManifest } from '../../emulator/forge/manifest';
import { createStorageService } from '../../emulator/forge/storage/service';
import type { Answer, OverviewAnswer } from '../../src/admin/contract/contract';
import { appBundle } from '../support/bundles';
import { waitMs } from '../support/patience.json';
import { killedSite } from './killed-site';

const root = resolve(__dirname, '..', '..');
const permitted = JSON.stringify({ permissions: { ADMINISTER: { havePermission: true } } });

test('a development cloud that is killed in the middle of load starts again with its books closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-kill-'));
  const file = join(folder, 'storage.db');
  const answered = await loadUntilKilled(folder, file);

  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const storage = createStorageService({ file, clock: realClock, entities, limits: 'off' });
  const forge = startForge({
    ...{ bundleFile: appBundle(), manifestFile: 'manifest.yml', clock: realClock, storage },
    installations: [killedSite],
    cloud: { handle: () => ({ status: 200, headers: [], body: permitted }) },
  });
  await forge.runScheduled(killedSite.id, 'sweep-hourly');
  const call = {
    installationId: killedSite.id,
    moduleKey: 'gauge-jira',
    functionKey: 'overview',
    payload: {},
  };
  const outcome = await forge.invokeResolver({ ...call, accountId: 'admin-1' });
  storage.close();
  rmSync(folder, { recursive: true });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const answer = outcome.value as Answer<OverviewAnswer>;
  if (!answer.ok) throw new Error(answer.error.message);
  const { integrity, hours } = answer.data;
  expect(integrity).toMatchObject({
    ...{ missingRecords: 0, refusedRecords: 0, lostRecords: 0, unreadableValues: 0, unbalancedHours: 0 },
  });
  expect(integrity.mergedRecords + integrity.waitingRecords).toBe(integrity.numberedRecords);
  const requests = hours.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + cell.requests, 0);
  // Each answered question made one call and stored it before it answered; three more may have been on their way.
  expect(requests).toBeGreaterThanOrEqual(answered);
  expect(requests).toBeLessThanOrEqual(answered + 3);
});

/** Resolves with the number of answers that the killed process gave. */
async function loadUntilKilled(folder: string, file: string): Promise<number> {
  const bundle = join(folder, 'load.cjs');
  execFileSync(process.execPath, [
    join(root, 'node_modules/esbuild/bin/esbuild'),
    join(__dirname, 'unclean-exit-load.ts'),
    ...['--bundle', '--platform=node', '--external:libsql', '--log-level=error', `--outfile=${bundle}`],
  ]);
  const child = spawn(process.execPath, [bundle, file, appBundle()], {
    cwd: root,
    env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A load that answers nothing must not outlive its test.
    timeout: waitMs,
    killSignal: 'SIGKILL',
  });
  const closed = new Promise<NodeJS.Signals | null>((done) => {
    child.on('close', (_code, signal) => {
      done(signal);
    });
  });
  let answered = 0;
  for await (const line of createInterface(child.stdout)) {
    if (line === 'answered') answered += 1;
    if (answered === 150) child.kill('SIGKILL');
  }
  await expect(closed).resolves.toBe('SIGKILL');
  return answered;
}
