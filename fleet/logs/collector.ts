/** Reads the App logs API for as long as the fleet runs, and does what new lines make due. */
import { OneLook } from '../collecting/one-look';
import { takeTurn, type CollectorStore, type Source } from '../collecting/turn';
import type { GatewayPort } from '../gateway';
import { hourReport, type ReportScope } from '../hour-report';
import { hourText } from '../hour-table';
import type { FleetOptions } from '../options';
import type { Progress } from '../pages/progress';
import { hoursRead } from '../pages/read-so-far';
import type { RequestsCollector } from '../requests/requests-collector';
import { keepCourse } from '../store/hour-course';
import { forgetOld } from '../store/retention';
import { rollUpHours } from '../store/roll-up';
import { nameSites } from '../store/site-list';
import type { Database } from '../store/sql';
import type { Teller } from '../tell/teller';
import type { Troubles } from '../troubles';
import { askLogs, logPace, logRules, type LogSource } from './ask-logs';
import { siteLines, type SiteLines } from './site-lines';

/** The API as something to collect from. */
export function logCollection(port: GatewayPort, source: LogSource): Source<SiteLines> {
  return {
    ...{ rules: logRules, pace: logPace },
    ask: async (reading) => {
      const answer = await askLogs(port, source, reading);
      return answer.kind === 'page'
        ? { kind: 'page', data: siteLines(answer.logs), cursor: answer.cursor }
        : answer;
    },
  };
}

/** Somebody else has the turn: who holds it is done within seconds. */
const lockWaitMs = 1_000;
const longestWaitMs = 60_000;
const forgetEveryMs = 3_600_000;

/** Sums are made anew so often while the past comes in; at each look at the newest time anyway. */
const rollUpEveryMs = 20_000;

interface Port extends GatewayPort {
  out: { write: (text: string) => unknown };
  err: { write: (text: string) => unknown };
  now: () => number;
  /** Ends early when `stopped` does. */
  wait: (ms: number, stopped: AbortSignal) => Promise<void>;
}

interface LogCollector {
  database: Database;
  store: CollectorStore<SiteLines>;
  scope: ReportScope;
  progress: Progress;
  troubles: Troubles;
  /** `null`: the sites are told nothing. */
  teller: Teller | null;
  requests: RequestsCollector;
  options: LogSource & Pick<FleetOptions, 'json' | 'once' | 'page' | 'siteNames'>;
  port: Port;
}

/** @returns the exit code */
export async function collectLogs(collector: LogCollector): Promise<number> {
  const { database, store, scope, progress, troubles, teller, requests, options, port } = collector;
  const source = logCollection(port, options);
  const look = options.once ? new OneLook() : null;
  const beganMs = port.now();
  const isPrinted = options.json || options.page === null;
  let [shownOfMs, forgotMs, rolledUpMs] = [-Infinity, -Infinity, -Infinity];
  while (!port.stopped.aborted) {
    if (port.now() - forgotMs > forgetEveryMs) {
      await forgetOld(database, port.now());
      forgotMs = port.now();
    }
    const turn = await database
      .alone(`fleet ${String(scope.app)} logs`, () => takeTurn(store, source, port.now))
      .catch((error: unknown) => {
        // The question was ended, and nothing is known of it.
        if (port.stopped.aborted && error === port.stopped.reason) return null;
        throw error;
      });
    if (turn?.kind === 'stop') {
      port.err.write(`points-gauge fleet: ${turn.why}\n`);
      return 2;
    }
    const whyNot = look?.whyNot(turn, port.now()) ?? null;
    if (whyNot === null) troubles.note(turn);
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
      if (options.once) return requests.isMissing ? 1 : 0;
    }
    if (whyNot !== null) {
      port.err.write(`points-gauge fleet: the logs could not be read: ${whyNot}.\n`);
      return 1;
    }
    const waitMs = turn === null ? lockWaitMs : turn.kind === 'wait' ? turn.untilMs - port.now() : 0;
    if (waitMs > 0) await port.wait(Math.min(waitMs, longestWaitMs), port.stopped);
  }
  return 0;
}
