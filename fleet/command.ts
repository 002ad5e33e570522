import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tellEach } from './alerts/loop';
import { whyNot } from './alerts/send';
import { sendTest, type AlertOptions } from './alerts/turn';
import { GatewayError, type Fetch } from './gateway';
import { collectLogs } from './logs/collector';
import { importCommand } from './imports/command';
import { InputError } from '../src/input-error';
import { otlpPusher } from './metrics/otlp';
import { pushEach } from './metrics/push-loop';
import { MetricsSource } from './metrics/source';
import { moveCommand } from './move-command';
import { fleetUsage, readOptions, type FleetOptions } from './options';
import { Progress } from './pages/progress';
import { nearShareOf } from './thresholds';
import { ReportServerError, startReportServer, type ReportServer } from './reports/report-server';
import { ReportIntake } from './reports/take-report';
import { tellSources } from './reports/tell-sources';
import type { ChangePort } from './server/changes';
import { isLoopback, PageServerError, startPageServer } from './server/page-server';
import { appScope } from './store/app-scope';
import { collectorStore } from './store/collector-store';
import { keepLines } from './store/keep-lines';
import { openStore } from './store/open-store';
import { RequestsCollector } from './requests/requests-collector';
import { readThresholds } from './store/thresholds';
import { DatabaseError, type Database } from './store/sql';
import { keysCommand } from './tell/keys-command';
import { Teller } from './tell/teller';
import { Troubles } from './troubles';

export interface FleetPort {
  out: { write: (text: string) => unknown };
  err: { write: (text: string) => unknown };
  env: Readonly<Record<string, string | undefined>>;
  fetch: Fetch;
  /** The built page. */
  pageFolder: string;
  now: () => number;
  /** Ends early when `stopped` does. */
  wait: (ms: number, stopped: AbortSignal) => Promise<void>;
  /** Somebody wants it to end. */
  stopped: AbortSignal;
}

/** @returns the exit code */
export async function fleet(args: readonly string[], port: FleetPort): Promise<number> {
  try {
    if (args[0] === 'move') return await moveCommand(args.slice(1), port.out);
    if (args[0] === 'import') return await importCommand(args.slice(1), { ...port, nowMs: port.now() });
    if (args[0] === 'keys') {
      keysCommand(args.slice(1), port.out);
      return 0;
    }
    const options = readOptions(args, port.env);
    if (options === 'help') {
      port.out.write(`${fleetUsage}\n`);
      return 0;
    }
    for (const warning of options.warnings) port.err.write(`${warning}\n`);
    if (options.testAlert && options.alerts !== null) return await testAlert(options.alerts, port);
    const database = await openStore(options.place);
    try {
      return await run(database, options, port);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!forThePerson.some((kind) => error instanceof kind)) throw error;
    port.err.write(`points-gauge fleet: ${(error as Error).message}\n`);
    return 2;
  }
}

async function testAlert(options: AlertOptions, port: FleetPort): Promise<number> {
  const why = whyNot(await sendTest({ options, pageUrl: null, now: port.now, fetch: port.fetch }));
  port.err.write(why === null ? 'The test alert was taken.\n' : `The test alert was not taken: ${why}.\n`);
  return why === null ? 0 : 2;
}

/** As the page tests them. */
function testable(options: AlertOptions | null, { now, fetch: fetchIt }: FleetPort): ChangePort['alerts'] {
  if (options === null) return null;
  return {
    format: options.webhook.format,
    test: () => sendTest({ options, pageUrl: null, now, fetch: fetchIt }),
  };
}

const forThePerson = [
  ...[InputError, DatabaseError, GatewayError, PageServerError, ReportServerError],
] as const;

async function run(database: Database, options: FleetOptions, port: FleetPort): Promise<number> {
  const { appId, environmentId } = options;
  const { app } = await appScope(database, appId, environmentId);
  await tellSources(database, app, options, port);
  const store = collectorStore(database, app, 'logs', keepLines);
  const scope = { app, appId, environmentId };
  const progress = new Progress();
  const troubles = new Troubles(port);
  const requests = new RequestsCollector(database, app, options, port);
  if (!options.json) port.err.write(`Figures are kept in ${database.name}.\n`);
  const kept = await readThresholds(database, app);
  if (kept !== null && options.isNearGiven)
    port.err.write(
      `Thresholds were saved on the page and hold: ${kept.thresholds.map(({ percent }) => `${String(percent)}%`).join(', ')}. --near is what holds before that.\n`,
    );
  const thresholds = async () =>
    (await readThresholds(database.reader, app))?.thresholds ?? options.startThresholds;
  const asked = {
    ...{ database, scope, now: port.now },
    note: (text: string) => port.err.write(`${text.replace(/\p{Cc}+/gu, ' ')}\n`),
    collecting: async () => ({
      ...{ state: await store.readState(), progress, trouble: troubles.now },
      requests: await requests.collecting(),
      thresholds: await thresholds(),
    }),
  };
  const metrics = new MetricsSource(asked, options.monitoring.choice);
  const pusher =
    options.monitoring.otlp === null
      ? null
      : otlpPusher(options.monitoring.otlp.url, options.monitoring.otlp.headers);
  const server =
    options.page === null
      ? null
      : await startPageServer(
          port.pageFolder,
          options.page,
          {
            ...asked,
            startThresholds: options.startThresholds,
            tellsSites: options.tell !== null,
            alerts: testable(options.alerts, port),
          },
          { metrics, port: asked },
        );
  const reports = await takeReports(database, app, options, port).catch(async (error: unknown) => {
    await server?.close();
    throw error;
  });
  if (server !== null) port.err.write(`The page is at ${server.url} (Ctrl+C stops it).\n`);
  const ended = new AbortController();
  const stopped = AbortSignal.any([port.stopped, ended.signal]);
  const telling =
    options.alerts === null
      ? null
      : tellEach(
          { ...asked, options: options.alerts, pageUrl: server?.url ?? null, fetch: port.fetch, stopped },
          port.wait,
        );
  const pushing =
    pusher === null ? null : pushEach(metrics, pusher, options.monitoring.everyMs, { ...port, stopped });
  const teller =
    options.tell === null || options.once
      ? null
      : new Teller(
          database,
          { ...scope, nearShare: async () => nearShareOf(await thresholds(), 'sites') },
          options.tell,
          { ...port, stopped },
          (told) => {
            troubles.noteTold(told);
          },
        );
  try {
    // Each API has its own pace; where one cannot be read the other goes on.
    const counting = requests.run(options.once);
    const code = await collectLogs({
      ...{ database, store, scope, progress, troubles, teller },
      ...{ requests, options, port },
    });
    requests.stop();
    await counting;
    return code;
  } finally {
    requests.stop();
    ended.abort();
    await pushing;
    await telling;
    await teller?.settled();
    await reports?.close();
    await server?.close();
  }
}

/** Reports are taken as long as the logs are read. */
async function takeReports(
  database: Database,
  app: number,
  { reports: place, once }: FleetOptions,
  port: FleetPort,
): Promise<ReportServer | null> {
  if (place === null || once) return null;
  const intake = new ReportIntake(database, app, port.now);
  const server = await startReportServer(place, intake, (text) => port.err.write(`${text}\n`));
  port.err.write(`Back ends report to ${server.url}\n`);
  if (place.tls === null && !isLoopback(place.host))
    port.err.write(
      'Reports come over this address unencrypted. They are signed, so nobody can change or invent them, but who listens reads which tenant calls what: give --tls-cert and --tls-key, or put a proxy with TLS before it.\n',
    );
  return server;
}

/** The port of a program: real time, real network. */
export function programPort(
  streams: Pick<FleetPort, 'out' | 'err'>,
  packageFolder: string,
  stopped: AbortSignal,
): FleetPort {
  return {
    ...streams,
    env: process.env,
    fetch,
    pageFolder: join(packageFolder, 'fleet-page'),
    now: () => Date.now(),
    wait: async (ms, signal) => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
    stopped,
  };
}
