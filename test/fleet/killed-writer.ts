/** Keeps page after page in the folder named by its argument, and prints the number of each once it is kept, until it is killed. */
import { freshCollector } from '../../fleet/planning/collector-state';
import { siteLines } from '../../fleet/logs/site-lines';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepLines } from '../../fleet/store/keep-lines';
import { openStore } from '../../fleet/store/open-store';
import { rollUpHours } from '../../fleet/store/roll-up';
import { writeLine } from '../../src/fleet-line/write-line';
import { hourMs } from '../../src/time';

const hour = 498_592;

function page(n: number) {
  const sum = { requests: n, lowMilli: n, likelyMilli: n, highMilli: n, refused: 0 };
  const atMs = hour * hourMs + n;
  const message = writeLine({
    ...{
      kind: 'hour',
      hour,
      number: n,
      atMs,
      routes: { 'forge.asApp': sum },
      refusals: {},
      endpoints: [],
      readings: [],
    },
    from: { installation: '00000001', gauge: '0.1.0', site: null, edition: null, users: null },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  });
  const common = { atMs, product: 'jira', appVersion: null, edition: null, licence: null, message };
  return siteLines(Array.from({ length: 50 }, (_, site) => ({ siteId: `site-${site}`, ...common })));
}

async function writeOn(folder: string): Promise<void> {
  const database = await openStore({ kind: 'folder', folder });
  const { app } = await appScope(database, 'app', 'environment');
  const store = collectorStore(database, app, 'logs', keepLines);
  for (let n = (await store.readState()).pausedUntilMs + 1; ; n += 1) {
    await store.keep({ ...freshCollector, pausedUntilMs: n }, page(n));
    process.stdout.write(`${n}\n`);
    if (n % 3 === 0) await rollUpHours(database);
  }
}

void writeOn(String(process.argv[2]));
