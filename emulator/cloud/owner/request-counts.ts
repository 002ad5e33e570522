/** What the platform counts of an app's backend calls: by minute, site, path, whose call and status class. */
import { fraction } from '../world/seed';
import type { BookedCall } from '../account';
import { bareAppId, environmentIdOf, siteContext } from './app-ids';
import { keptMs } from './log-book';
import type { OwnerMetricsOptions, OwnerPort, ToldRequests } from './owner-options';
import { minuteMs } from '../../time';

/** Path templates as the App metrics API writes them: `/rest/api/2/field/{fieldKey}/option`, by the words before each value. */

const named: Readonly<Record<string, string>> = {
  issue: 'issueIdOrKey',
  project: 'projectIdOrKey',
  pages: 'id',
  spaces: 'id',
  board: 'boardId',
  sprint: 'sprintId',
};

function namedTemplate(template: string): string {
  const segments = template.split('/');
  return segments
    .map((segment, at) => {
      if (segment !== '{}') return segment;
      const before = segments[at - 1] ?? '';
      return `{${named[before] ?? `${before.replace(/[^A-Za-z]/g, '').replace(/s$/, '')}Id`}}`;
    })
    .join('/');
}

export interface RequestSeries {
  app: string;
  environmentId: string;
  contextAri: string;
  provider: 'app' | 'user';
  remote: 'jira' | 'confluence' | 'bitbucket' | 'stargate';
  status: string;
  url: string;
}

export interface CountedMinute {
  startMs: number;
  series: RequestSeries;
  requests: number;
}

export class RequestCounts {
  /** By minute, oldest first; then by series. */
  private readonly minutes = new Map<number, Map<string, CountedMinute>>();
  private readonly apps = new Set<string>();
  private readonly contexts = new Map<string, string>();
  private counted = 0;

  constructor(
    private readonly seed: number,
    private readonly options: OwnerMetricsOptions,
  ) {}

  /** Calls of pages and of back ends elsewhere are not counted: the platform does not see them. */
  book(call: BookedCall): void {
    const provider = providerOf(call.route);
    const { app, environment, product, cloudId, status } = call;
    if (provider === null || app === null || environment === null) return;
    const remote = product === 'graphql' ? 'stargate' : product;
    if (remote !== 'jira' && remote !== 'confluence' && remote !== 'stargate') return;
    const path = call.endpoint.slice(call.endpoint.indexOf(' ') + 1);
    const url = path === '(unknown path)' ? 'unknown' : namedTemplate(path);
    const statusClass = `${String(Math.floor(status / 100))}xx`;
    const contextAri = this.contexts.get(`${bareAppId(app)}|${cloudId}`) ?? siteContext(cloudId);
    const environmentId = environmentIdOf(app, environment);
    this.add(call.atMs, { app, environmentId, contextAri, provider, remote, status: statusClass, url });
  }

  bookPlatform(call: Parameters<OwnerPort['countPlatformCall']>[0]): void {
    const { app, environment, installationContext: contextAri, path: url, atMs } = call;
    const environmentId = environmentIdOf(app, environment);
    this.add(atMs, {
      app,
      environmentId,
      contextAri,
      provider: 'app',
      remote: 'stargate',
      status: '2xx',
      url,
    });
  }

  bookTold(told: ToldRequests): void {
    const { app, environment, installationContext: contextAri, provider, remote, path: url } = told;
    const environmentId = environmentIdOf(app, environment);
    const { status, requests, atMs } = told;
    this.add(atMs, { app, environmentId, contextAri, provider, remote, status, url }, requests);
  }

  /** A site is told under the product that the app is installed in there. */
  learnContext(app: string, cloudId: string, contextAri: string): void {
    this.contexts.set(`${bareAppId(app)}|${cloudId}`, contextAri);
  }

  knows(app: string): boolean {
    return this.apps.has(bareAppId(app));
  }

  /** Minutes that begin in the interval, its end excluded, as far as they are there by now. */
  find(
    app: string,
    environmentIds: readonly string[],
    startMs: number,
    endMs: number,
    nowMs: number,
  ): CountedMinute[] {
    const found: CountedMinute[] = [];
    for (const [minuteStartMs, minute] of this.minutes) {
      if (minuteStartMs < startMs || minuteStartMs >= endMs) continue;
      for (const [key, counted] of minute) {
        const { series } = counted;
        if (bareAppId(series.app) !== bareAppId(app) || !environmentIds.includes(series.environmentId))
          continue;
        const delayMs =
          fraction(this.seed, 'late series', key, minuteStartMs / minuteMs) * (this.options.delayMs ?? 0);
        if (minuteStartMs + minuteMs + delayMs <= nowMs) found.push(counted);
      }
    }
    return found;
  }

  /** @param requests more than one are sampled as a share */
  private add(atMs: number, asked: RequestSeries, requests = 1): void {
    this.apps.add(bareAppId(asked.app));
    this.counted += 1;
    if (this.options.gaps?.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs) === true) return;
    const kept = Math.floor(
      requests * (this.options.sampledShare ?? 1) + fraction(this.seed, 'sampled', this.counted),
    );
    if (kept === 0) return;
    const isUnknown = fraction(this.seed, 'unknown', this.counted) < (this.options.unknownShare ?? 0);
    const series = isUnknown ? { ...asked, url: 'unknown' } : asked;
    const startMs = atMs - (atMs % minuteMs);
    const minute = this.minuteAt(startMs);
    const key = Object.values(series).join('|');
    const known = minute.get(key);
    if (known === undefined) minute.set(key, { startMs, series, requests: kept });
    else known.requests += kept;
  }

  private minuteAt(startMs: number): Map<string, CountedMinute> {
    const known = this.minutes.get(startMs);
    if (known !== undefined) return known;
    for (const old of this.minutes.keys()) {
      if (old >= startMs - keptMs) break;
      this.minutes.delete(old);
    }
    const minute = new Map<string, CountedMinute>();
    this.minutes.set(startMs, minute);
    return minute;
  }
}

function providerOf(route: BookedCall['route']): 'app' | 'user' | null {
  switch (route) {
    case 'forge.asApp':
      return 'app';
    case 'forge.asUser':
    case 'forge.asUserOffline':
      return 'user';
    case 'forge.bridge':
    case 'forge.remote':
    case 'connect.jwt':
    case 'connect.impersonation':
    case 'connect.apRequest':
    case 'oauth.3lo':
    case 'apiToken':
    case 'anonymous':
      return null;
  }
}
