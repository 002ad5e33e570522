import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError, type Fetch } from './gateway';
import { hourReport } from './hour-report';
import { hourText } from './hour-table';
import { logRules } from './logs/ask-logs';
import { takeTurn, type Turn } from './logs/collector';
import { FleetInputError, fleetUsage, readOptions, type FleetOptions } from './options';
import { appScope } from './store/app-scope';
import { collectorStore } from './store/collector-store';
import { openStore } from './store/open-store';
import { forgetOld } from './store/retention';
import { rollUpHours } from './store/roll-up';
import { DatabaseError, type Database } from './store/sql';

export interface FleetPort {
  out: { write: (text: string) => unknown };
  err: { write: (text: string) => unknown };
  env: Readonly<Record<string, string | undefined>>;
  fetch: Fetch;
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

/** @returns the exit code */
export async function fleet(args: readonly string[], port: FleetPort): Promise<number> {
  try {
    const options = readOptions(args, port.env);
    if (options === 'help') {
      port.out.write(`${fleetUsage}\n`);
      return 0;
    }
    const database = await openStore(options.place);
    try {
      return await run(database, options, port);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(
      error instanceof FleetInputError ||
      error instanceof DatabaseError ||
      error instanceof GatewayError
    ))
      throw error;
    port.err.write(`points-gauge fleet: ${error.message}\n`);
    return 2;
  }
}

async function run(database: Database, options: FleetOptions, port: FleetPort): Promise<number> {
  const { appId, environmentId } = options;
  const beganMs = port.now();
  const { app } = await appScope(database, appId, environmentId);
  const store = collectorStore(database, app, 'logs');
  const show = async (): Promise<void> => {
    while (await rollUpHours(database));
    const report = await hourReport(
      database,
      { app, appId, environmentId },
      await store.readState(),
      port.now(),
    );
    port.out.write(options.json ? `${JSON.stringify(report)}\n` : `${hourText(report)}\n`);
  };
  if (!options.json) port.err.write(`Figures are kept in ${database.name}.\n`);
  let shownOfMs = -Infinity;
  let forgotMs = -Infinity;
  let trouble: string | null = null;
  while (!port.stopped.aborted) {
    if (port.now() - forgotMs > forgetEveryMs) {
      await forgetOld(database, port.now());
      forgotMs = port.now();
    }
    const turn = await database.alone(`fleet ${String(app)} logs`, () =>
      takeTurn(store, port.fetch, { ...options }, port.now),
    );
    if (turn?.kind === 'stop') {
      port.err.write(`points-gauge fleet: ${turn.why}\n`);
      return 2;
    }
    trouble = sayOnce(turn, trouble, port);
    const { lookedAtMs } = (await store.readState()).plan;
    const isNew = lookedAtMs !== null && lookedAtMs > shownOfMs;
    if (isNew && (!options.once || lookedAtMs >= beganMs - logRules.lookEveryMs)) {
      await show();
      shownOfMs = lookedAtMs;
      if (options.once) return 0;
    }
    const waitMs = turn === null ? lockWaitMs : turn.kind === 'wait' ? turn.untilMs - port.now() : 0;
    if (waitMs > 0) await port.wait(Math.min(waitMs, longestWaitMs), port.stopped);
  }
  return 0;
}

/** What goes wrong for a while is said when it begins, and not with every try. */
function sayOnce(turn: Turn | null, trouble: string | null, port: FleetPort): string | null {
  if (turn?.kind === 'page') {
    const { newer, malformed } = turn.lines;
    if (newer > 0)
      port.err.write(
        `${String(newer)} lines were printed by a later gauge than this program knows: a newer Points Gauge reads them.\n`,
      );
    if (malformed > 0) port.err.write(`${String(malformed)} lines could not be read and were passed over.\n`);
    return null;
  }
  if (turn?.kind !== 'wait' || turn.why === null || turn.why === trouble) return trouble;
  port.err.write(`${turn.why}; it is tried again.\n`);
  return turn.why;
}

/** The port of a program: real time, real network. */
export function programPort(streams: Pick<FleetPort, 'out' | 'err'>, stopped: AbortSignal): FleetPort {
  return {
    ...streams,
    env: process.env,
    fetch,
    now: () => Date.now(),
    wait: async (ms, signal) => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
    stopped,
  };
}
