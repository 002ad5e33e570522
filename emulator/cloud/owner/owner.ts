/** What Atlassian tells the owner of an app about all of its sites, fed by the account of the cloud and by what apps print. */
import type { BookedCall } from '../account';
import type { CloudRequest, Reply } from '../exchange';
import { reply } from '../exchange';
import { bareAppId, cloudIdOf, environmentIdOf } from './app-ids';
import { LogBook } from './log-book';
import { LogsApi } from './logs-api';
import { MetricsApi } from './metrics-api';
import type { OwnerOptions, OwnerPort } from './owner-options';
import { RequestCounts } from './request-counts';

export class Owner implements OwnerPort {
  private readonly book: LogBook;
  private readonly counts: RequestCounts;
  private readonly logs: LogsApi;
  private readonly metrics: MetricsApi;

  /** @param editionOf a site's edition as the logs name it, for example `Standard` */
  constructor(options: OwnerOptions, seed: number, editionOf: (cloudId: string) => string | undefined) {
    this.book = new LogBook(seed, options.logs ?? {});
    this.counts = new RequestCounts(seed, options.metrics ?? {});
    const named = new Set((options.knownApps ?? []).map(bareAppId));
    const exists = (app: string): boolean =>
      named.has(bareAppId(app)) || this.book.knows(app) || this.counts.knows(app);
    this.logs = new LogsApi(options, this.book, exists, editionOf, seed);
    this.metrics = new MetricsApi(options, this.counts, exists, seed);
  }

  log(entry: Parameters<OwnerPort['log']>[0]): void {
    this.book.add(entry);
    this.counts.learnContext(entry.app, cloudIdOf(entry.installationContext), entry.installationContext);
  }

  countPlatformCall(call: Parameters<OwnerPort['countPlatformCall']>[0]): void {
    this.counts.bookPlatform(call);
  }

  countRequests(told: Parameters<OwnerPort['countRequests']>[0]): void {
    this.counts.bookTold(told);
  }

  environmentId(app: string, environment: string): string {
    return environmentIdOf(app, environment);
  }

  bookCall(call: BookedCall): void {
    this.counts.book(call);
  }

  answerLogs({ method, headers }: CloudRequest, app: string, query: URLSearchParams, nowMs: number): Reply {
    if (method !== 'GET') return reply(405, { code: 405, message: 'Method not allowed' });
    return this.logs.answer({ app, authorization: headers.authorization, query }, nowMs);
  }

  answerMetrics({ headers }: CloudRequest, body: unknown, nowMs: number): Reply {
    const experimental = headers['x-experimentalapi'];
    return this.metrics.answer({ authorization: headers.authorization, experimental, body }, nowMs);
  }
}
