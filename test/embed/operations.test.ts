import { route } from '@forge/api';
import { kvs } from '@forge/kvs';
import { realClock } from '../../emulator/clock';
import { storageFetch } from '../../emulator/forge/storage/fetch';
import { createStorageService } from '../../emulator/forge/storage/service';
import { createGauge } from '../../src/app/gauge';
import { SeenOperations } from '../../src/app/operations';
import { keepOperation, readOperations } from '../../src/ledger/operations';
import { BackupTooSoonError, RestoresUsedUpError } from '../../src/limits/backup-errors';
import { observation } from '../support/observation';
import { inInstallation, supplyForgeGlobals } from '../support/forge-globals';

const minuteMs = 60_000;
let works = true;
let site = 0;

beforeEach(() => {
  works = true;
  site += 1;
  const storage = createStorageService({ file: ':memory:', clock: realClock, entities: [] });
  supplyForgeGlobals(({ meta, path, init }) => {
    if (meta.type !== 'kvs') return new Response('{}', { status: path.includes('runbackup') ? 200 : 404 });
    if (!works) throw new Error('Storage is away.');
    return storageFetch(storage, `site-${site}`, path, init);
  });
});
const here = <T>(run: () => T): T => inInstallation(`site-${site}`, run);

describe('gauge.operation', () => {
  it('lets the first backup begin and says from when on the next may', async () => {
    const before = Date.now();
    const start = await here(() => createGauge().operation('jira.backup'));
    expect(start).toMatchObject({ allowed: true, restoresLeft: 100 });
    expect(start.nextPlannedAtMs! - before).toBeGreaterThanOrEqual(361 * minuteMs);
    expect(await here(readOperations)).toMatchObject([{ name: 'jira.backup', app: 'own' }]);
  });

  it('warns of one that is too soon, or refuses it, by choice, and keeps it in neither case', async () => {
    const warned = jest.spyOn(console, 'warn').mockReturnValue();
    const gauge = createGauge();
    const { nextPlannedAtMs } = await here(() => gauge.operation('jira.backup'));
    expect(await here(() => gauge.operation('jira.backup'))).toEqual({
      ...{ allowed: false, nextPlannedAtMs, restoresLeft: 100 },
    });
    expect(warned.mock.calls.join()).toContain('Jira allows no backup yet.');
    await expect(here(() => gauge.operation('jira.backup', { tooSoon: 'refuse' }))).rejects.toEqual(
      new BackupTooSoonError(nextPlannedAtMs!),
    );
    expect(await here(readOperations)).toHaveLength(1);
    warned.mockRestore();
  });

  it('counts restores down from a hundred and refuses the one after', async () => {
    const gauge = createGauge();
    // A minute and more apart: two within a minute are one that was announced and seen.
    for (let n = 1; n <= 99; n += 1) {
      const atMs = Date.now() - n * 2 * minuteMs;
      await here(() => keepOperation({ name: 'jira.restore', atMs, app: 'own' }));
    }
    expect(await here(() => gauge.operation('jira.restore'))).toMatchObject({
      allowed: true,
      restoresLeft: 0,
    });
    await expect(here(() => gauge.operation('jira.restore', { tooSoon: 'refuse' }))).rejects.toEqual(
      new RestoresUsedUpError(100),
    );
  });

  it('refuses nothing while storage is away, and says that it does not know', async () => {
    const logged = jest.spyOn(console, 'error').mockReturnValue();
    works = false;
    expect(await here(() => createGauge().operation('jira.backup', { tooSoon: 'refuse' }))).toEqual({
      ...{ allowed: null, nextPlannedAtMs: null, restoresLeft: null },
    });
    logged.mockRestore();
  });
});

it('a backup that the app starts without a word is noticed by its call', async () => {
  const gauge = createGauge();
  const run = gauge.withGauge('schedule', () =>
    gauge.asApp().requestJira(route`/rest/backup/1/export/runbackup`, { method: 'POST' }),
  );
  await here(run);
  expect(await here(readOperations)).toMatchObject([{ name: 'jira.backup', app: 'own' }]);
  await expect(here(() => gauge.operation('jira.backup', { tooSoon: 'refuse' }))).rejects.toThrow(
    /no backup yet/,
  );
});

describe('what is kept of operations', () => {
  it('is the newest of each name, however many there are', async () => {
    const now = Date.UTC(2026, 10, 27, 12);
    await here(async () => {
      for (let n = 0; n < 600; n += 1)
        await keepOperation({ name: 'jira.backup', atMs: now - n * 6 * 60 * minuteMs, app: 'own' });
      await keepOperation({ name: 'jira.restore', atMs: now - 300 * 24 * 60 * minuteMs, app: 'own' });
      await kvs.set(`pg:op:jira.backup:${now - 9_000_000}.0011`, {
        ...{ name: 'jira.backup', atMs: now - 9_000_000, app: 'earlier version' },
      });
    });
    const times = (await here(readOperations)).map(({ atMs }) => atMs);
    expect(Math.max(...times)).toBe(now);
    expect(times).toContain(now - 300 * 24 * 60 * minuteMs);
  });

  it('is one a minute and name, the first that was kept', async () => {
    const atMs = Date.UTC(2026, 10, 27, 12);
    await here(async () => {
      for (const app of ['own', 'flood', 'flood']) await keepOperation({ name: 'jira.backup', atMs, app });
    });
    expect(await here(readOperations)).toEqual([{ name: 'jira.backup', atMs, app: 'own' }]);
  });

  it('is told by the address of a call', async () => {
    const seen = new SeenOperations();
    const post = { method: 'POST' as const, template: '/rest/backup/1/export/runbackup', status: 200 };
    await here(async () => {
      seen.note('site', observation({ ...post, route: 'forge.asApp' }));
      await seen.keep('site');
      expect(await readOperations()).toHaveLength(1);
    });
  });
});
