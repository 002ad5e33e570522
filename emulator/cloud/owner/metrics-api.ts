/**
 * The App metrics API on the GraphQL gateway: fifteen minutes a query, 14 days back, five queries a minute and user, OTLP JSON, failures as
 * a `QueryError` within a 200. Source: Forge, "Export app metrics", read 2026-11-27. Of its metrics the emulator knows the request count.
 */
import { MinuteWindows } from '../minute-window';
import { reply, type Reply } from '../exchange';
import { list, record, text, texts } from '../untrusted';
import { fraction } from '../world/seed';
import { askerOf, mayReadMetrics } from './access';
import { bareAppId } from './app-ids';
import { keptMs } from './log-book';
import { attributes, unixNano } from './otlp';
import type { OwnerOptions } from './owner-options';
import type { CountedMinute, RequestCounts } from './request-counts';
import { minuteMs } from '../../time';

const queriesAMinute = 5;
const longestMs = 15 * 60_000;

export interface MetricsRequest {
  authorization: string | undefined;
  experimental: string | undefined;
  body: unknown;
}

/** Whether a GraphQL body asks for an app's metrics. */
export function asksForMetrics(body: unknown): boolean {
  return /\bforgeMetrics\b/.test(text(record(body).query) ?? '');
}

interface MetricsQuery {
  startMs: number;
  endMs: number;
  environments: string[];
  metrics: string[];
}

export class MetricsApi {
  private readonly windows = new MinuteWindows();
  private queries = 0;

  constructor(
    private readonly options: OwnerOptions,
    private readonly counts: RequestCounts,
    private readonly exists: (app: string) => boolean,
    private readonly seed: number,
  ) {}

  answer(request: MetricsRequest, nowMs: number): Reply {
    const asker = askerOf(request.authorization, this.options.accounts);
    if (asker.kind === 'unknown') return reply(401, { code: 401, message: 'Unauthorized' });
    if (!listsExperiment(request.experimental)) {
      const message =
        "Cannot query the field 'forgeMetrics' without the header X-ExperimentalApi: ForgeMetricsQuery";
      return reply(200, { data: null, errors: [{ message }] });
    }
    const variables = record(record(request.body).variables);
    const app = text(variables.appId) ?? '';
    if (this.windows.take(asker.email, queriesAMinute, nowMs).refused)
      return queryError(429, 'RATE_LIMIT', 'Too many requests');
    if (!/^ari:cloud:ecosystem::app\/./.test(app))
      return queryError(400, 'BAD_REQUEST', 'appId is no ARI of an app');
    if (!this.exists(app)) return queryError(404, 'NOT_FOUND', 'App not found');
    if (!mayReadMetrics(asker.rights, app))
      return queryError(403, 'FORBIDDEN', 'The account does not own the app');
    const query = readQuery(variables.query, nowMs);
    if (typeof query === 'string') return queryError(400, 'BAD_REQUEST', query);
    this.queries += 1;
    if (fraction(this.seed, 'query error', this.queries) < (this.options.metrics?.queryErrorShare ?? 0))
      return queryError(500, 'INTERNAL_SERVER_ERROR', 'Metrics could not be fetched');
    return this.data(app, query, nowMs);
  }

  private data(app: string, query: MetricsQuery, nowMs: number): Reply {
    const { environments, startMs, endMs, metrics } = query;
    const found = this.counts.find(app, environments, startMs, endMs, nowMs);
    const isAsked = metrics.includes('FORGE_API_REQUEST_COUNT') && found.length > 0;
    const name = this.options.changedShape === true ? 'forge_requests' : 'forge_api_request_count';
    const dataPoints = isAsked ? this.points(found) : [];
    const sum = { aggregationTemporality: 1, dataPoints };
    const scopeMetrics = [{ metrics: [{ name, description: '', sum, unit: 's' }] }];
    const schemaUrl = 'https://opentelemetry.io/schemas/1.9.0';
    const resourceMetrics = isAsked ? [{ resource: {}, schemaUrl, scopeMetrics }] : [];
    return reply(200, { data: { ecosystem: { forgeMetrics: { appMetrics: { resourceMetrics } } } } });
  }

  private points(found: readonly CountedMinute[]): object[] {
    const { intervalMinutes = 1, zeroRows = false } = this.options.metrics ?? {};
    const lengthMs = intervalMinutes * minuteMs;
    const sums = new Map<string, CountedMinute>();
    for (const { startMs, series, requests } of found) {
      const fromMs = startMs - (startMs % lengthMs);
      const key = `${String(fromMs)}|${Object.values(series).join('|')}`;
      const known = sums.get(key) ?? { startMs: fromMs, series, requests: 0 };
      sums.set(key, { ...known, requests: known.requests + requests });
    }
    const rows = [...sums.values()];
    const [first] = rows;
    if (zeroRows && first !== undefined)
      rows.push({ ...first, series: { ...first.series, status: '5xx' }, requests: 0 });
    return rows.map(({ startMs, series, requests }) => ({
      asInt: requests,
      attributes: attributes({ ...series, app: undefined, appId: bareAppId(series.app) }),
      startTimeUnixNano: unixNano(startMs),
      timeUnixNano: unixNano(startMs + lengthMs),
    }));
  }
}

function listsExperiment(header: string | undefined): boolean {
  return (header ?? '').split(',').some((name) => name.trim() === 'ForgeMetricsQuery');
}

/** A text says what is wrong. */
function readQuery(asked: unknown, nowMs: number): MetricsQuery | string {
  const filters = record(record(asked).filters);
  const { start, end } = record(filters.interval);
  const [startMs, endMs] = [Date.parse(text(start) ?? ''), Date.parse(text(end) ?? '')];
  if (Number.isNaN(startMs) || Number.isNaN(endMs) || endMs <= startMs) return 'The interval is not valid';
  if (endMs - startMs > longestMs) return 'The interval is longer than 15 minutes';
  if (startMs < nowMs - keptMs) return 'The interval starts more than 14 days ago';
  const environments = texts(filters.environments);
  if (environments.length === 0 || environments.length < list(filters.environments).length)
    return 'environments is required';
  const metrics = texts(filters.metrics);
  if (metrics.length === 0) return 'metrics is required';
  return { startMs, endMs, environments, metrics };
}

function queryError(statusCode: number, errorType: string, message: string): Reply {
  const appMetrics = { message, identifier: null, extensions: [{ statusCode, errorType }] };
  return reply(200, { data: { ecosystem: { forgeMetrics: { appMetrics } } } });
}
