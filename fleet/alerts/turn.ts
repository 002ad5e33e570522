/** One turn of the alerts: judge what the page shows, keep what is to be said, send what waits. */
import { randomUUID } from 'node:crypto';
import { hourMs, minuteMs } from '../../src/time';
import type { MetricsPort } from '../metrics/source';
import { overview } from '../pages/overview';
import type { FleetOverview } from '../pages/contract';
import type { Collecting } from '../pages/read-so-far';
import { toldPools } from '../planning/told-pools';
import { readStill, rollUpHours } from '../store/roll-up';
import { sitesOfHour } from '../store/sites-now';
import type { Database, Sql } from '../store/sql';
import { conditionsOf, type LargestSite } from './conditions';
import type { Message } from './formats';
import { judge, type Notice } from './judge';
import type { Sent } from './receiver';
import { isFinal, send, whyNot, type Webhook } from './send';
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
    const { shown, largest } = await summedUp(database, scope, await collecting(), nowMs);
    const conditions = conditionsOf(shown, largest);
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
    const sent = await send(options.webhook, message, nowMs, fetch);
    const why = whyNot(sent);
    if (why === null) await dropMessage(database, scope.app, id);
    else if (isFinal(sent)) {
      await dropMessage(database, scope.app, id);
      note(`An alert could not be sent: ${why}. Check the webhook's address and format.`);
    } else {
      note(`An alert could not be sent: ${why}; it is tried again.`);
      // A receiver that hangs would hang with each of them, and nobody judge the pools meanwhile.
      return;
    }
  }
}

/** One message that says what it is. */
export async function sendTest({
  options,
  pageUrl,
  now,
  fetch,
}: Pick<AlertPort, 'options' | 'pageUrl' | 'now' | 'fetch'>): Promise<Sent> {
  const iso = new Date(now()).toISOString();
  const message: Message = {
    ...{
      version: 1,
      id: randomUUID(),
      kind: 'test',
      state: null,
      thresholdPercent: null,
      pool: null,
      figures: null,
    },
    verdict: 'This is how Points Gauge tells of a pool that runs dry. No pool does.',
    ...{ culprit: null, since: iso, asOf: iso, link: linkOf({ options, pageUrl }) },
  };
  return send(options.webhook, message, now(), fetch);
}

function messageOf({ kind, state, percent, sinceMs, facts }: Notice, link: string | null): Message {
  const { verdict, culprit, pool, figures, asOfMs } = facts;
  return {
    ...{ version: 1, id: randomUUID(), kind, state, thresholdPercent: percent },
    ...{ culprit, pool, figures, verdict, link },
    since: new Date(sinceMs).toISOString(),
    asOf: new Date(asOfMs).toISOString(),
  };
}

function linkOf({ options, pageUrl }: Pick<AlertPort, 'options' | 'pageUrl'>): string | null {
  return options.link ?? pageUrl;
}

/** So often for a moment at which all that was read of this hour is in the sums; then without it, since nobody is to wait for an alert. */
const mostTries = 4;

async function summedUp(
  database: Database,
  scope: AlertPort['scope'],
  collecting: Collecting,
  nowMs: number,
): Promise<{ shown: FleetOverview; largest: Map<number, LargestSite> }> {
  const hour = Math.floor(nowMs / hourMs);
  const read = async (sql: Sql) => {
    const shown = await overview(sql, scope, collecting, nowMs);
    return { shown, largest: await largestSites(sql, shown) };
  };
  // The newest hours first: else a pool would be told of without who draws on it.
  const rollUp = () => rollUpHours(database);
  const hours = { app: scope.app, fromHour: hour, toHour: hour + 1 };
  return (await readStill(database, hours, mostTries, rollUp, read)) ?? (await database.snapshot(read));
}

async function largestSites(sql: Sql, { pools, readAtMs }: FleetOverview): Promise<Map<number, LargestSite>> {
  const largest = new Map<number, LargestSite>();
  for (const { pool } of toldPools(pools)) {
    const [first] = await sitesOfHour(sql, pool.id, Math.floor(readAtMs / hourMs));
    if (first !== undefined) largest.set(pool.id, first);
  }
  return largest;
}
