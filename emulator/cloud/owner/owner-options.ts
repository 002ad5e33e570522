/** What the owner of an app is told by Atlassian, and how well: the App logs API and the App metrics API of the emulated gateway. */

/** Somebody with an API token. */
export interface OwnerAccount {
  email: string;
  apiToken: string;
  /** Ids of apps that the account owns: it may read logs and metrics. */
  owns?: readonly string[];
  /** Ids of apps whose logs it may read as a contributor. */
  readsLogsOf?: readonly string[];
}

export interface OwnerLogOptions {
  /** How long a line needs until it is found, at most; each needs its own time. Left out: 0. */
  delayMs?: number;
  /** Share of lines that never come, from 0 to 1. Left out: 0. */
  lostShare?: number;
  /** Sites that keep their logs to themselves. */
  closedCloudIds?: readonly string[];
  /** Entries a page. Atlassian names none; left out: 100. */
  pageSize?: number;
  /** Atlassian names no order. Left out: newest first. */
  order?: 'newestFirst' | 'oldestFirst';
  /** How long a cursor is good. Atlassian names no time; left out: 10 minutes. */
  cursorLifeMs?: number;
}

export interface OwnerMetricsOptions {
  /** How long a minute's figures need until they are there, at most; each series needs its own time. Left out: 0. */
  delayMs?: number;
  /** Share of requests that are counted, from 0 to 1. Left out: 1. */
  sampledShare?: number;
  /** Share of requests whose path is told as `unknown`, from 0 to 1. Left out: 0. */
  unknownShare?: number;
  /** Times of which nothing was counted and nothing comes later. */
  gaps?: readonly { fromMs: number; toMs: number }[];
  /** Share of queries that are answered with a `QueryError` in a 200, from 0 to 1. Left out: 0. */
  queryErrorShare?: number;
  /** Adds series whose count is 0. */
  zeroRows?: boolean;
  /** Adds figures together over so many minutes. Left out: 1. */
  intervalMinutes?: number;
}

export interface OwnerOptions {
  /** Left out: whoever sends an e-mail address and a token owns every app. */
  accounts?: readonly OwnerAccount[];
  /** What an account is answered that may not read the logs of an app that is there. Atlassian documents 401 and 404 only. */
  missingRight?: 401 | 403 | 404;
  /** Ids of apps that exist although they have called nothing and printed nothing yet. */
  knownApps?: readonly string[];
  logs?: OwnerLogOptions;
  metrics?: OwnerMetricsOptions;
  /** An API that changed: its answers carry the data under other names. */
  changedShape?: boolean;
}

/** A line that an app printed. */
export interface AppLog {
  /** When it was printed, epoch milliseconds. */
  atMs: number;
  app: string;
  /** For example `PRODUCTION`. */
  environment: string;
  /** The site, as the platform names it: `ari:cloud:jira::site/…`. */
  installationContext: string;
  level: 'trace' | 'debug' | 'info' | 'log' | 'warn' | 'error' | 'fatal';
  message: string;
  invocationId: string;
  functionKey: string;
  appVersion: string;
  /** Left out: a free app, outside of production or off the Marketplace. */
  licenseState?: string;
}

/** Calls of an app's backend that somebody else has made up, many at once. */
export interface ToldRequests {
  atMs: number;
  app: string;
  environment: string;
  installationContext: string;
  provider: 'app' | 'user';
  remote: 'jira' | 'confluence' | 'bitbucket';
  /** Templated. */
  path: string;
  status: '2xx' | '3xx' | '4xx' | '5xx';
  requests: number;
}

/** What the emulated platform is told beside the calls that it answers itself. */
export interface OwnerPort {
  log(entry: AppLog): void;
  /** Calls of an app to the platform's own services: storage, queues. They are counted under `stargate` and are no points. */
  countPlatformCall(
    call: Pick<AppLog, 'app' | 'environment' | 'installationContext' | 'atMs'> & { path: string },
  ): void;
  /** Requests that this cloud did not answer: they are counted, and charged to nobody. */
  countRequests(told: ToldRequests): void;
  /** The id that the APIs know an environment by. */
  environmentId(app: string, environment: string): string;
}
