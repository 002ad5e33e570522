// A million metered calls in one process, whose memory stays flat: half of them as an app in Forge makes them, half as a back end outside of it
// does, with their records and batches stored and sent. Two days of an app's hours pass, and no two calls are of the same issue.
// Run: npm run bench -- million   (exit 1 when memory grew)
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { figure } from './figures.mjs';

const calls = 1_000_000;
const measuredAt = [0.1, 0.5, 1];
const hours = 48;
const body = JSON.stringify({ id: '10001', key: 'PG-1', fields: { summary: 'Read the meter' } });

async function play() {
  const { clientsFor } = await import('./clients.mjs');
  // Only for what the Forge runtime gives to the SDK.
  clientsFor(body);
  const { loadSource } = await import('./load.mjs');
  const { Meter, runInScope, Writer, meteredFetch, createReporter } = await loadSource(`
    export { Meter } from './src/forge-client/meter';
    export { runInScope } from './src/forge-client/scope';
    export { Writer } from './src/ledger/writer';
    export { meteredFetch } from './src/node-client/metered-fetch';
    export { createReporter } from './src/node-client/reporter';
  `);
  const startMs = Date.UTC(2026, 9, 9, 0);
  let atMs = startMs;
  const nowMs = () => atMs;
  const headers = () => ({
    'content-type': 'application/json',
    'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
    ratelimit: `"global-app-quota";r=${9_000 + (atMs % 4_000)};t=${3_600 - (Math.floor(atMs / 1000) % 3_600)}`,
  });
  const answer = async () => new Response(body, { status: 200, headers: headers() });

  const writer = new Writer('benchwriter0000');
  let records = 0;
  const store = {
    putRecords: async (batch) => {
      records += batch.length;
      return new Set(batch.map(({ key }) => key));
    },
  };
  const meter = new Meter({
    book: (_installation, call) => {
      writer.book(call);
    },
    onFault: (error) => {
      throw error;
    },
    nowMs,
  });
  let path = '';
  const watched = meter.watch(answer, {
    ...{ product: 'jira', route: 'forge.asApp', tag: null, person: null },
    read: () => ({ path, method: 'GET' }),
  });

  // The gauge's end of the reports: it takes each, and tells so.
  let reported = 0;
  globalThis.fetch = async (_url, { body: sent }) => {
    reported += JSON.parse(sent).calls?.length ?? 0;
    return new Response('{}', { status: 202, headers: { 'content-type': 'application/json' } });
  };
  const problems = [];
  const reporter = createReporter({
    ...{ url: 'https://gauge.example/x', source: 'source-1', secret: 'a'.repeat(43) },
    onProblem: (problem) => problems.push(problem),
    nowMs,
  });
  const fetched = meteredFetch(answer, { product: 'jira', route: 'oauth.3lo', reporter, nowMs });

  const held = [];
  for (let n = 1; n <= calls; n += 1) {
    atMs = startMs + Math.floor((n / calls) * hours * 3_600_000);
    path = `/rest/api/3/issue/PG-${n}?fields=summary`;
    if (n % 2 === 0) {
      await runInScope({ trigger: 'person', person: null, open: new Set() }, async () =>
        (await watched()).json(),
      );
      if (n % 20 === 0) await writer.flush(store, atMs);
    } else {
      await (await fetched(`https://example.atlassian.net${path}`)).json();
      if (n % 201 === 0) await reporter.flush();
    }
    if (measuredAt.some((share) => n === share * calls)) {
      globalThis.gc();
      held.push(process.memoryUsage().heapUsed / 1024 ** 2);
    }
  }
  await reporter.close();
  process.stdout.write(JSON.stringify({ held, records, reported, problems: problems.slice(0, 3) }));
}

if (process.env.POINTS_GAUGE_MILLION === 'play') {
  await play();
} else {
  const started = Date.now();
  // The figures are this process's to leave behind.
  const env = { ...process.env, POINTS_GAUGE_MILLION: 'play' };
  delete env.POINTS_GAUGE_BENCH_FIGURES;
  const child = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url)], {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 ** 2,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const { held, records, reported, problems } = JSON.parse(child.stdout);
  if (problems.length > 0) throw new Error(`The reporter told of ${JSON.stringify(problems)}.`);
  console.log(
    `${calls.toLocaleString('en-US')} metered calls in ${Math.round((Date.now() - started) / 1000)} s: ${records} records written, ${reported} calls reported.`,
  );
  measuredAt.forEach((share, index) => {
    figure(`a million metered calls: heap after ${share * 100}%, collected`, held[index], 'MB');
  });
  figure('a million metered calls: heap at the end beside that of a tenth', held[2] / held[0], 'x', {
    most: 1.1,
  });
}
