// A million metered calls in one process, whose memory stays flat: half of them as an app in Forge makes them, half as a back end outside of it
// does. Each record and each batch is taken by whom it is for and read again: what they hold must be every call, once.
// Run: npm run bench -- million   (exit 1 when memory grew or a call is missing)
import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { figure, verdict } from './figures.mjs';

const calls = 1_000_000;
const parts = 10;
const hours = 48;
/** Of each kind, and so many make an invocation. */
const half = calls / 2;
const callsAnInvocation = 10;
const body = JSON.stringify({ id: '10001', key: 'PG-1', fields: { summary: 'Read the meter' } });

async function play() {
  const { giveForgeRuntime } = await import('./forge-runtime.mjs');
  const { loadSource } = await import('./load.mjs');
  giveForgeRuntime();
  const {
    Meter,
    OpenSet,
    runInScope,
    runningInstallation,
    Writer,
    decodeRecord,
    meteredFetch,
    createReporter,
    answerBody,
  } = await loadSource(`
      export { Meter } from './src/forge-client/meter';
      export { OpenSet } from './src/calls/open-set';
      export { runInScope } from './src/forge-client/scope';
      export { runningInstallation } from './src/forge-client/installation';
      export { Writer } from './src/ledger/writer';
      export { decodeRecord } from './src/usage/record';
      export { meteredFetch } from './src/node-client/metered-fetch';
      export { createReporter } from './src/node-client/reporter';
      export { answerBody } from './src/protocol/answers';
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
  const stored = { records: 0, calls: 0 };
  /** @param {readonly { key: string, value: unknown }[]} batch */
  const put = async (batch) => {
    for (const { value } of batch)
      for (const { sums } of decodeRecord(JSON.parse(JSON.stringify(value))).hours.values())
        for (const { requests } of sums.values()) stored.calls += requests;
    stored.records += batch.length;
    return new Set(batch.map(({ key }) => key));
  };
  const meter = new Meter({
    book: (/** @type {string} */ _installation, /** @type {import('../src/model').Observation} */ call) => {
      writer.book(call);
    },
    onFault: (/** @type {unknown} */ error) => {
      throw error;
    },
    nowMs,
  });
  let path = '';
  const watched = meter.watch(answer, {
    ...{ product: 'jira', route: 'forge.asApp', tag: null, person: null },
    read: () => ({ path, method: 'GET' }),
  });

  const reported = { batches: 0, calls: 0 };
  globalThis.fetch = async (_url, sent) => {
    reported.batches += 1;
    reported.calls += JSON.parse(String(sent?.body)).calls.length;
    return new Response(answerBody('counted'), { status: 200 });
  };
  /** @type {unknown[]} */
  const problems = [];
  const reporter = createReporter({
    ...{ url: 'https://gauge.example/x', source: 'source-1', secret: 'a'.repeat(43) },
    onProblem: (/** @type {unknown} */ problem) => problems.push(problem),
    nowMs,
  });
  const fetched = meteredFetch(answer, { product: 'jira', route: 'oauth.3lo', reporter, nowMs });

  let made = 0;
  /** No two calls are of the same issue, and time goes on with each. */
  const next = () => {
    made += 1;
    atMs = startMs + Math.floor((made / calls) * hours * 3_600_000);
    path = `/rest/api/3/issue/PG-${made}?fields=summary`;
  };
  const invoke = () =>
    runInScope(
      { trigger: 'person', person: null, running: runningInstallation(), open: new OpenSet() },
      async () => {
        for (let n = 0; n < callsAnInvocation; n += 1) {
          next();
          await (await watched()).json();
        }
      },
    );
  const held = [];
  for (let part = 0; part < parts; part += 1) {
    for (let round = 0; round < half / parts / callsAnInvocation; round += 1) {
      await invoke();
      await writer.flush(atMs, put);
      for (let n = 0; n < callsAnInvocation; n += 1) {
        next();
        await (await fetched(`https://example.atlassian.net${path}`)).json();
      }
      if (round % 20 === 0) await reporter.flush();
      // As between two invocations: timers run, and Node lets go of what only they held.
      await setImmediate();
    }
    await reporter.flush();
    globalThis.gc?.();
    held.push(process.memoryUsage().heapUsed / 1024 ** 2);
  }
  await reporter.close();
  process.stdout.write(JSON.stringify({ held, stored, reported, problems: problems.slice(0, 3) }));
}

if (process.env.POINTS_GAUGE_MILLION === 'play') {
  await play();
} else {
  const started = Date.now();
  // The figures are this process's to leave behind.
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, POINTS_GAUGE_MILLION: 'play' };
  delete env.POINTS_GAUGE_BENCH_FIGURES;
  const child = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url)], {
    encoding: 'utf8',
    env,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const { held, stored, reported, problems } = JSON.parse(child.stdout);
  if (problems.length > 0) throw new Error(`The reporter told of ${JSON.stringify(problems)}.`);
  const seconds = Math.round((Date.now() - started) / 1000);
  /** @param {number} count */
  const many = (count) => count.toLocaleString('en-US');
  console.log(
    `${many(calls)} metered calls in ${seconds} s, ${hours} hours of virtual time. Heap after each tenth, collected: ${held.map((/** @type {number} */ one) => one.toFixed(1)).join(', ')} MB.`,
  );
  verdict(
    'a million metered calls: each stands once in a record or a batch',
    stored.calls === half && reported.calls === half,
    `${many(stored.calls)} in ${many(stored.records)} records, ${many(reported.calls)} in ${many(reported.batches)} batches`,
  );
  figure('a million metered calls: heap at the end, collected', held.at(-1), 'MB');
  figure('a million metered calls: heap at the end beside that of a tenth', held.at(-1) / held[0], 'x', {
    most: 1.1,
  });
}
