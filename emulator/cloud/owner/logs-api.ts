/**
 * `GET /v1/app/logs/{appId}`, as Atlassian documents it: an hour a query, 14 days back, 50 sites, 30 calls a minute and app, pages by
 * cursor. Source: Forge, "Export app logs", read 2026-11-27. What the page leaves open (page size, order, texts of errors, the answer to an account
 * without the right) is chosen by options and relied on by nobody.
 */
/** Cursors of the App logs API: each belongs to one query and is good for a while. */
import { MinuteWindows } from '../minute-window';
import { askerOf, mayReadLogs } from './access';
import { bareAppId, cloudIdOf } from './app-ids';
import { reply, type Reply } from '../exchange';
import { type KeptLog, keptMs, levelName, levelNames, type LogBook, type LogQuery } from './log-book';
import { attributes, unixNano } from './otlp';
import type { OwnerOptions } from './owner-options';
import { BoundedMap } from '../world/bounded-map';
import { hash } from '../world/seed';
import { hourMs } from '../../time';

interface Place {
  query: string;
  /** The line that the page before ended with. */
  afterSequence: number;
  goodUntilMs: number;
}

class LogCursors {
  private readonly places = new BoundedMap<string, Place>(10_000);
  private given = 0;

  constructor(
    private readonly seed: number,
    private readonly lifeMs = 10 * 60_000,
  ) {}

  give(query: string, afterSequence: number, nowMs: number): string {
    this.given += 1;
    const cursor = `c${hash(this.seed, 'cursor', this.given).toString(36)}-${this.given.toString(36)}`;
    this.places.set(cursor, { query, afterSequence, goodUntilMs: nowMs + this.lifeMs });
    return cursor;
  }

  /** `null` for a cursor that was never given, belongs to another query or is too old. */
  take(cursor: string, query: string, nowMs: number): number | null {
    const place = this.places.get(cursor);
    if (place === undefined || place.query !== query || place.goodUntilMs < nowMs) return null;
    return place.afterSequence;
  }
}

const callsAMinute = 30;
const mostContexts = 50;

export interface LogsRequest {
  app: string;
  authorization: string | undefined;
  query: URLSearchParams;
}

export class LogsApi {
  private readonly windows = new MinuteWindows();
  private readonly cursors: LogCursors;

  constructor(
    private readonly options: OwnerOptions,
    private readonly book: LogBook,
    private readonly exists: (app: string) => boolean,
    private readonly editionOf: (cloudId: string) => string | undefined,
    seed: number,
  ) {
    this.cursors = new LogCursors(seed, options.logs?.cursorLifeMs);
  }

  answer(request: LogsRequest, nowMs: number): Reply {
    const asker = askerOf(request.authorization, this.options.accounts);
    if (asker.kind === 'unknown') return failure(401, 'Unauthorized');
    if (!this.exists(request.app)) return failure(404, 'App not found');
    if (!mayReadLogs(asker.rights, request.app))
      return failure(this.options.missingRight ?? 401, 'Unauthorized');
    if (this.windows.take(bareAppId(request.app), callsAMinute, nowMs).refused)
      return failure(429, 'Too many requests');
    const query = readQuery(request, nowMs);
    if (typeof query === 'string') return failure(400, query);
    return this.page(query, request.query.get('cursor'), nowMs);
  }

  private page(query: LogQuery, cursor: string | null, nowMs: number): Reply {
    const asked = JSON.stringify(query);
    const found = this.book.find(query, nowMs);
    let from = 0;
    if (cursor !== null) {
      const after = this.cursors.take(cursor, asked, nowMs);
      if (after === null) return failure(400, 'Invalid cursor');
      from = found.findIndex(({ sequence }) => sequence === after) + 1;
    }
    const entries = found.slice(from, from + (this.options.logs?.pageSize ?? 100));
    const last = entries.at(-1);
    const isMore = last !== undefined && from + entries.length < found.length;
    const appLogs = entries.map((entry) => this.entryJson(entry));
    const next = isMore ? { cursor: this.cursors.give(asked, last.sequence, nowMs) } : {};
    return reply(200, this.options.changedShape === true ? { logs: appLogs, ...next } : { appLogs, ...next });
  }

  private entryJson(entry: KeptLog): object {
    const severityText = levelName(entry.level);
    return {
      timeUnixNano: unixNano(entry.atMs),
      severityNumber: (levelNames.indexOf(severityText) + 1) * 10,
      severityText,
      body: { stringValue: entry.message },
      attributes: attributes({
        appId: bareAppId(entry.app),
        environmentId: entry.environmentId,
        invocationId: entry.invocationId,
        installationContext: entry.installationContext,
        appVersion: entry.appVersion,
        functionKey: entry.functionKey,
        moduleType: 'core:function',
        licenseState: entry.licenseState,
        edition: this.editionOf(cloudIdOf(entry.installationContext)),
      }),
    };
  }
}

/** A text says what is wrong. */
function readQuery({ app, query }: LogsRequest, nowMs: number): LogQuery | string {
  const environmentId = query.get('environmentId') ?? '';
  if (environmentId === '') return 'environmentId is required';
  const startMs = readDate(query.get('startDate'));
  const endMs = readDate(query.get('endDate'));
  if (startMs === null || endMs === null)
    return "startDate and endDate are required in the format yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
  if (endMs < startMs) return 'endDate is before startDate';
  if (endMs - startMs > hourMs) return 'endDate must not exceed 1 hour after the startDate';
  if (startMs < nowMs - keptMs) return 'startDate is more than 14 days in the past';
  if (endMs > nowMs) return 'endDate is in the future';
  const levels = query.getAll('level');
  if (levels.some((level) => !(levelNames as readonly string[]).includes(level)))
    return `level must be one of ${levelNames.join(', ')}`;
  const contexts = query.getAll('installationContext');
  if (contexts.length > mostContexts)
    return `At most ${String(mostContexts)} installationContext are allowed`;
  return { app, environmentId, startMs, endMs, levels, message: query.get('message'), contexts };
}

function readDate(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

function failure(status: number, message: string): Reply {
  return reply(status, { code: status, message });
}
