/**
 * The owner's program for as long as one moment: reads what both APIs have by now into a folder, and ends. A test kills it in between.
 * Arguments: the folder, the gateway, the app, the environment, the moment in epoch milliseconds. Prints a line for each page it kept.
 */
import { takeTurn, type CollectorStore, type Source } from '../../fleet/collecting/turn';
import { logCollection } from '../../fleet/logs/collector';
import { metricsCollection, paceNameOf } from '../../fleet/requests/ask-metrics';
import { appScope } from '../../fleet/store/app-scope';
import { collectorStore } from '../../fleet/store/collector-store';
import { keepCounts } from '../../fleet/store/keep-counts';
import { keepLines } from '../../fleet/store/keep-lines';
import { openStore } from '../../fleet/store/open-store';
import { rollUpHours } from '../../fleet/store/roll-up';

/** More turns than any moment has work for: an end, should one never come. */
const mostTurns = 500;

async function collect(
  folder: string,
  gateway: string,
  appId: string,
  environmentId: string,
  nowMs: number,
): Promise<void> {
  const credentials = { email: 'owner@example.com', apiToken: 'owners-token' };
  const source = { gateway, credentials, appId, environmentId };
  const database = await openStore({ kind: 'folder', folder });
  const { app } = await appScope(database, appId, environmentId);
  const now = (): number => nowMs;
  const run = async <T>(store: CollectorStore<T>, from: Source<T>, name: string): Promise<void> => {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const taken = await takeTurn(store, from, now);
      if (taken.kind === 'stop') throw new Error(taken.why);
      if (taken.kind === 'wait') return;
      process.stdout.write(`${name}\n`);
    }
    throw new Error(`The ${name} came to no end.`);
  };
  await run(
    collectorStore(database, app, 'logs', keepLines),
    logCollection({ fetch, stopped: new AbortController().signal }, source),
    'logs',
  );
  await run(
    collectorStore(database, app, 'metrics', keepCounts, paceNameOf(credentials)),
    metricsCollection({ fetch, stopped: new AbortController().signal }, source, now),
    'counts',
  );
  while (await rollUpHours(database));
  await database.close();
}

const [folder = '', gateway = '', appId = '', environmentId = '', nowMs = ''] = process.argv.slice(2);
collect(folder, gateway, appId, environmentId, Number(nowMs)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
