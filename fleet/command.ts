import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tellEach } from './alerts/loop';
import { whyNot } from './alerts/send';
import { sendTest, type AlertOptions } from './alerts/turn';
import { GatewayError, type Fetch } from './gateway';
import { hourReport, type ReportScope } from './hour-report';
import { hourText } from './hour-table';
import { logRules } from './logs/ask-logs';
import { takeTurn, type CollectorStore, type Turn } from './collecting/turn';
import { logCollection } from './logs/collector';
import type { SiteLines } from './logs/site-lines';
import { importCommand } from './imports/command';
import { InputError } from '../src/input-error';
import { otlpPusher } from './metrics/otlp';
import { pushEach } from './metrics/push-loop';
import { MetricsSource } from './metrics/source';
import { moveCommand } from './move-command';
import { fleetUsage, readOptions, type FleetOptions } from './options';
import { Progress } from './pages/progress';
import { hoursRead } from './pages/read-so-far';
import { nearShareOf } from './thresholds';
import { ReportServerError, startReportServer, type ReportServer } from './reports/report-server';
import { ReportIntake } from './reports/take-report';
import { tellSources } from './reports/tell-sources';
import type { ChangePort } from './server/changes';
import { isLoopback, PageServerError, startPageServer } from './server/page-server';
import { appScope } from './store/app-scope';
import { collectorStore } from './store/collector-store';
import { keepCourse } from './store/hour-course';
import { keepLines } from './store/keep-lines';
import { openStore } from './store/open-store';
import { RequestsCollector } from './requests/requests-collector';
import { forgetOld } from './store/retention';
import { nameSites } from './store/site-list';
import { readThresholds } from './store/thresholds';
import { rollUpHours } from './store/roll-up';
import { DatabaseError, type Database } from './store/sql';
import { keysCommand } from './tell/keys-command';
import { Teller, type Told } from './tell/teller';

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

/** Somebody else has the turn: who holds it is done within seconds. */
const lockWaitMs = 1_000;
const longestWaitMs = 60_000;
const forgetEveryMs = 3_600_000;

/** Sums are made anew so often while the past comes in; at each look at the newest time anyway. */
const rollUpEveryMs = 20_000;

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
    const code = await collect({
      database,
      store,
      scope,
      progress,
      troubles,
      teller,
      requests,
      options,
      port,
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

interface Running {
  database: Database;
  store: CollectorStore<SiteLines>;
  scope: ReportScope;
  progress: Progress;
  troubles: Troubles;
  /** `null`: the sites are told nothing. */
  teller: Teller | null;
  requests: RequestsCollector;
  options: FleetOptions;
  port: FleetPort;
}

async function collect(running: Running): Promise<number> {
  const { database, store, scope, progress, troubles, teller, requests, options, port } = running;
  const source = logCollection(port.fetch, options);
  const beganMs = port.now();
  const isPrinted = options.json || options.page === null;
  let [shownOfMs, forgotMs, rolledUpMs] = [-Infinity, -Infinity, -Infinity];
  while (!port.stopped.aborted) {
    if (port.now() - forgotMs > forgetEveryMs) {
      await forgetOld(database, port.now());
      forgotMs = port.now();
    }
    const turn = await database.alone(`fleet ${String(scope.app)} logs`, () =>
      takeTurn(store, source, port.now),
    );
    if (turn?.kind === 'stop') {
      port.err.write(`points-gauge fleet: ${turn.why}\n`);
      return 2;
    }
    troubles.note(turn);
    const state = await store.readState();
    progress.note(state, port.now());
    const { lookedAtMs } = state.plan;
    const isNew = lookedAtMs !== null && lookedAtMs > shownOfMs;
    if (isNew || port.now() - rolledUpMs >= rollUpEveryMs) {
      while (await rollUpHours(database));
      rolledUpMs = port.now();
    }
    if (isNew && options.siteNames !== null) await nameSites(database, scope.app, options.siteNames);
    if (isNew) await keepCourse(database, scope.app, lookedAtMs);
    if (isNew && teller !== null)
      await teller.consider(hoursRead(state, (await requests.collecting()).state));
    if (isNew && (!options.once || lookedAtMs >= beganMs - logRules.lookEveryMs)) {
      if (options.once) await requests.firstLook;
      if (isPrinted) {
        const report = await hourReport(database, scope, state, port.now());
        port.out.write(options.json ? `${JSON.stringify(report)}\n` : `${hourText(report)}\n`);
      }
      shownOfMs = lookedAtMs;
      if (options.once) return 0;
    }
    const waitMs = turn === null ? lockWaitMs : turn.kind === 'wait' ? turn.untilMs - port.now() : 0;
    if (waitMs > 0) await port.wait(Math.min(waitMs, longestWaitMs), port.stopped);
  }
  return 0;
}

/** What goes wrong for a while is said when it begins, and not with every try; the page shows it as long as it lasts. */
class Troubles {
  now: string | null = null;
  private lastTold: string | null = null;

  constructor(private readonly port: Pick<FleetPort, 'err'>) {}

  /** What came of a message is said where it is not as it was the last time. */
  noteTold({ taken, refused, unreachable, resting, withoutAddress }: Told): void {
    const rest = [
      [refused, 'refused it'],
      [unreachable, 'did not answer'],
      [resting, 'did not answer before and are left alone for an hour'],
      [withoutAddress, 'have no address that is known'],
    ] as const;
    const others = rest.filter(([sites]) => sites > 0).map(([sites, what]) => `${String(sites)} ${what}`);
    const said = `Sites told of the pool: ${String(taken)}${others.length === 0 ? '' : `; ${others.join(', ')}`}.`;
    if (said === this.lastTold) return;
    this.lastTold = said;
    this.port.err.write(`${said}\n`);
  }

  note(turn: Turn<SiteLines> | null): void {
    if (turn?.kind === 'page') {
      this.now = null;
      const { newer, malformed } = turn.data;
      if (newer > 0)
        this.port.err.write(
          `${String(newer)} lines were printed by a later gauge than this program knows: a newer Points Gauge reads them.\n`,
        );
      if (malformed > 0)
        this.port.err.write(`${String(malformed)} lines could not be read and were passed over.\n`);
      return;
    }
    if (turn?.kind !== 'wait' || turn.why === null || turn.why === this.now) return;
    this.now = turn.why;
    this.port.err.write(`${turn.why}; it is tried again.\n`);
  }
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
