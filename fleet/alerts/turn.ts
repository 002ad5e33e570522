/** One turn of the alerts: judge what the page shows, keep what is to be said, send what waits. */
import { randomUUID } from 'node:crypto';
import { hourMs, minuteMs } from '../../src/time';
import type { MetricsPort } from '../metrics/source';
import { overview } from '../pages/overview';
import type { FleetOverview } from '../pages/contract';
import { toldPools } from '../planning/told-pools';
import { sitesOfHour } from '../store/sites-now';
import type { Database } from '../store/sql';
import { conditionsOf, type LargestSite } from './conditions';
import type { Message } from './formats';
import { judge, type Notice } from './judge';
import { send, type Webhook } from './send';
import { countTry, dropMessage, keepStanding, readStanding, waitingMessages } from './store';

export interface AlertOptions {
  webhook: Webhook;
  /** A state that was told is not told again for so long. */
  silenceMs: number;
  /** Where people reach the page, in place of the address that it listens at; `null`: that one. */
  link: string | null;
}

/** Minutes until the next try: seven of them within an hour, then the message is old. */
const pauses = [0.5, 1, 2, 4, 8, 16, 28] as const;
const oldMs = hourMs;

export interface AlertPort extends MetricsPort {
  options: AlertOptions;
  /** The page's address; `null`: none is served. */
  pageUrl: string | null;
  fetch: typeof fetch;
  note: (text: string) => void;
  /** The fleet ends: that which is under way is finished, and the others are sent after its next start. */
  stopped: AbortSignal;
}

export async function alertTurn(port: AlertPort): Promise<void> {
  const { database, scope, collecting, now, options } = port;
  // Of several collectors on one database one tells.
  await database.alone(`fleet ${String(scope.app)} alerts`, async () => {
    const nowMs = now();
    const shown = await overview(database, scope, await collecting(), nowMs);
    const conditions = conditionsOf(shown, await largestSites(database, shown));
    const before = await readStanding(database, scope.app);
    const { standing, notices } = judge(before, conditions, options.silenceMs, nowMs);
    const messages = notices.map((notice) => messageOf(notice, linkOf(port)));
    if (messages.length > 0 || JSON.stringify(standing) !== JSON.stringify(before))
      await keepStanding(database, scope.app, standing, messages, nowMs);
    await sendWaiting(port);
  });
}

async function sendWaiting(port: AlertPort): Promise<void> {
  const { database, scope, now, options, fetch, note, stopped } = port;
  for (const { id, message, madeMs, tries } of await waitingMessages(database, scope.app, now())) {
    if (stopped.aborted) return;
    const nowMs = now();
    const pause = pauses[tries];
    if (pause === undefined || nowMs - madeMs > oldMs) {
      await dropMessage(database, scope.app, id);
      note(`An alert was given up after ${String(tries)} tries: ${message.verdict}`);
      continue;
    }
    await countTry(database, scope.app, id, nowMs + pause * minuteMs);
    const failed = await send(options.webhook, message, nowMs, fetch);
    if (failed === null) await dropMessage(database, scope.app, id);
    else if (failed.isFinal) {
      await dropMessage(database, scope.app, id);
      note(`An alert could not be sent: ${failed.why}. Check the webhook's address and format.`);
    } else {
      note(`An alert could not be sent: ${failed.why}; it is tried again.`);
      // A receiver that hangs would hang with each of them, and nobody judge the pools meanwhile.
      return;
    }
  }
}

/** @returns what went wrong; `null`: it was taken */
export async function sendTest({
  options,
  pageUrl,
  now,
  fetch,
}: Pick<AlertPort, 'options' | 'pageUrl' | 'now' | 'fetch'>): Promise<string | null> {
  const iso = new Date(now()).toISOString();
  const message: Message = {
    ...{ version: 1, id: randomUUID(), kind: 'test', state: null, pool: null, figures: null },
    verdict: 'This is how Points Gauge tells of a pool that runs dry. No pool does.',
    ...{ culprit: null, since: iso, asOf: iso, link: linkOf({ options, pageUrl }) },
  };
  return (await send(options.webhook, message, now(), fetch))?.why ?? null;
}

function messageOf({ kind, state, sinceMs, facts }: Notice, link: string | null): Message {
  const { verdict, culprit, pool, figures, asOfMs } = facts;
  return {
    ...{ version: 1, id: randomUUID(), kind, state, culprit, pool, figures, verdict, link },
    since: new Date(sinceMs).toISOString(),
    asOf: new Date(asOfMs).toISOString(),
  };
}

function linkOf({ options, pageUrl }: Pick<AlertPort, 'options' | 'pageUrl'>): string | null {
  return options.link ?? pageUrl;
}

async function largestSites(
  database: Database,
  { pools, readAtMs }: FleetOverview,
): Promise<Map<number, LargestSite>> {
  const largest = new Map<number, LargestSite>();
  for (const { pool } of toldPools(pools)) {
    const [first] = await sitesOfHour(database, pool.id, Math.floor(readAtMs / hourMs));
    if (first !== undefined) largest.set(pool.id, first);
  }
  return largest;
}
