/** The app under load on the storage file named by its argument; prints each answered question, until it is killed. */
import { realClock } from '../../emulator/clock';
import { startForge } from '../../emulator/forge/forge';
import { readManifest } from '../../emulator/forge/manifest';
import { createStorageService } from '../../emulator/forge/storage/service';
import { readFileSync } from 'node:fs';
import { killedSite } from './killed-site';

/** Lets what was printed out of the process before it goes on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function load(file: string, bundleFile: string): Promise<void> {
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const storage = createStorageService({ file, clock: realClock, entities, limits: 'off' });
  const forge = startForge({
    bundleFile,
    manifestFile: 'manifest.yml',
    clock: realClock,
    storage,
    installations: [killedSite],
    isolates: 3,
    cloud: {
      handle: () => ({
        status: 200,
        headers: [['content-type', 'application/json']],
        body: JSON.stringify({
          permissions: { ADMINISTER: { id: '0', key: 'ADMINISTER', havePermission: true } },
        }),
      }),
    },
  });
  const askOn = async (accountId: string): Promise<void> => {
    for (;;) {
      const call = {
        installationId: killedSite.id,
        moduleKey: 'gauge-jira',
        functionKey: 'settings',
        payload: {},
      };
      const outcome = await forge.invokeResolver({ ...call, accountId });
      if (outcome.ok) process.stdout.write('answered\n');
      await turn();
    }
  };
  const sweepOn = async (): Promise<void> => {
    for (;;) {
      await forge.runScheduled(killedSite.id, 'sweep-hourly');
      await turn();
    }
  };
  await Promise.all([askOn('admin-1'), askOn('admin-2'), askOn('admin-3'), sweepOn()]);
}

void load(String(process.argv[2]), String(process.argv[3]));
