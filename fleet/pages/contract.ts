/**
 * What the fleet's page asks and is answered: all that the page takes from here. Points are of all sites that print
 * unless a name says otherwise; hours begin at full hours of UTC; what is not known is `null`.
 */
import type { Method, Points, Product, Route } from '../../src/model';
import type { PoolStatus } from '../../src/insights/views';
import type { Edition } from '../../src/limits/tiers';
import type { WholeAppReport } from '../../src/reports/whole-app-report';
import type { BestFigure, Rest } from '../estimate/best-figure';
import type { AlertFormat, Sent } from '../alerts/receiver';
import type { TakenHours } from '../imports/take-file';
import type { FleetThreshold } from '../thresholds';

export type { Method, Points, Route } from '../../src/model';
export type { PoolStatus } from '../../src/insights/views';
export { editions, type Edition } from '../../src/limits/tiers';
export type { BestFigure, Rest } from '../estimate/best-figure';
export type { AlertFormat } from '../alerts/receiver';
export type { FleetAction, FleetThreshold } from '../thresholds';

export const periods = ['hour', 'day', 'twoWeeks', 'month'] as const;
/** The running hour, the last 24 hours, 14 days, 30 days. */
export type Period = (typeof periods)[number];

/** A pool of the app: what the app calls itself, its environment and a product. */
export interface FleetPool {
  /** The store's number of it. */
  id: number;
  app: string;
  environment: string;
  product: Product;
}

/** How far the last 14 days were read. */
export interface PastRead {
  /** Share of them that was read for good, 0 to 1. */
  readShare: number;
  missingHours: number;
  /** When the past will be in if it goes on as in the last minutes; `null`: it is in, or nothing can be said yet. */
  doneAtMs: number | null;
}

/** Atlassian's counts of requests, beside the logs. */
export interface CountedRequests extends Omit<PastRead, 'doneAtMs'> {
  lookedAtMs: number | null;
  trouble: string | null;
  /** Nothing is read before a person has changed something, as where the token is not the owner's. */
  isStopped: boolean;
  /** How late the counts come, as measured: the first of a minute, and the last; `null`: not looked at long enough. */
  delay: { firstMs: number; grewMs: number } | null;
  /** Sites of the last day that Atlassian counted requests of. */
  sitesLastDay: number;
}

/** How far the app's logs were read, and what that means for the figures. */
export interface Collection extends PastRead {
  /** When the newest lines were last read to their end; `null`: never yet. */
  lookedAtMs: number | null;
  requests: CountedRequests;
  /** What goes wrong at the moment, in the collector's own words. */
  trouble: string | null;
  sitesHeardOf: number;
  sitesLastDay: number;
  /** Of which no line was ever read, and a file was. */
  sitesOfFiles: number;
  /** Sites of the last day by the gauge that they run, most first. */
  versions: { gauge: string | null; sites: number }[];
}

export interface HourOfRoutes {
  hourStartMs: number;
  routes: { route: Route; requests: number; points: Points; refused: number }[];
  /** Of all sites together, the best figure; of one site its gauge and what was counted beyond it. `null`: no one figure is known. */
  allPoints: number | null;
  /** Atlassian's counter of all sites, as it was last seen in the hour. */
  counter: { drawnPoints: number; atMs: number } | null;
  /** Whether the logs of the hour were read; else what is missing is not known. */
  isRead: boolean;
}

/** A site's calls of one endpoint by one route. */
export interface Driver {
  siteId: string;
  siteName: string | null;
  route: Route;
  /** `null`: the calls of all endpoints that the line had no room for. */
  endpoint: { method: Method; template: string } | null;
  requests: number;
  points: Points;
  refused: number;
}

export interface EndpointUse {
  route: Route;
  endpoint: Driver['endpoint'];
  requests: number;
  points: Points;
  refused: number;
}

/** An hour in which the pool of all sites was empty. */
export interface Wall {
  hourStartMs: number;
  /** By Atlassian's counter; `null` where only refusals tell of it. */
  drawnPoints: number | null;
  refusedByPool: number;
  /** Those that drew most in it. */
  drivers: Driver[];
}

/** Of the last 14 days from a full day on, oldest first. */
export interface HeatOfHours {
  firstDayMs: number;
  /** `null`: nothing was read of the hour, or a low and a high alone are known. */
  points: (number | null)[];
  /** Hours of a low and a high alone, by their place among the points. */
  between: { at: number; lowPoints: number; highPoints: number }[];
}

export interface PoolOverview {
  pool: FleetPool;
  hourStartMs: number;
  /** Sites with a line of this hour. */
  sites: number;
  requests: number;
  refused: number;
  /** What the gauges of those sites estimate, uncorrected; its band holds as much as that of `best` does. */
  estimate: Points;
  /** What the list of sites adds up to: their gauges' likely points, and what was counted beyond them where that is one figure. Shares are of it. */
  ofSitesPoints: number;
  best: BestFigure;
  /** Requests that Atlassian counted in this hour, of how many sites, and what of them no line has; `null`: none were read. */
  counted: { sites: number; requests: number; rest: Rest } | null;
  counter: {
    remainingPoints: number;
    atMs: number;
    siteName: string | null;
    enforcement: 'enforced' | 'beta';
  } | null;
  quotaPoints: number;
  /** Whether an answer of this hour named the quota; else it is the published one of Tier 1. */
  quotaIsSaid: boolean;
  status: PoolStatus;
  /** The highest threshold that is reached, percent; `null`: none is. */
  reachedPercent: number | null;
  /** Where the hour ends if nothing is refused, by this hour and those like it; `null` too early in the hour. */
  foreseen: Points | null;
  /** When the pool is empty, then; `null`: likely not within this hour. */
  wallAtMs: number | null;
  /** The last 24 hours, oldest first, the running one last. */
  hours: HourOfRoutes[];
  heat: HeatOfHours;
  /** Newest first. */
  walls: Wall[];
  wallHours: number;
  /** Who draws most in this hour. */
  drivers: Driver[];
  endpoints: EndpointUse[];
}

export interface FleetOverview {
  readAtMs: number;
  appId: string;
  environmentId: string;
  collection: Collection;
  /** In force, the lowest first: from there on a pool is near. */
  thresholds: readonly FleetThreshold[];
  pools: PoolOverview[];
}

/**
 * `now`: a line of this hour. `day`: one of the last 24 hours. `silent`: none for a day, whether the site rests, has removed the app or keeps
 * its logs to itself since. `file`: no line was ever read; what is known of it a file brought. `counted`: nor was a file; it is known by the requests
 * that Atlassian counts.
 */
export const siteStates = ['now', 'day', 'silent', 'file', 'counted'] as const;
export type SiteState = (typeof siteStates)[number];

export interface SiteRow {
  siteId: string;
  /** Host of its address, from the line; `null`: no line named it. */
  name: string | null;
  state: SiteState;
  /** Of the period. */
  points: Points;
  requests: number;
  refused: number;
  /** What Atlassian counted beyond the gauge, all of it where there is none; `null`: nothing. */
  rest: Rest | null;
  /** As the site's administrator stated it, else as Atlassian adds it to the logs. */
  edition: Edition | null;
  editionIsStated: boolean;
  statedUsers: number | null;
  /** The hour in which it drew most, of the days that are kept. */
  peak: { points: number; hourStartMs: number | null } | null;
  gauge: string | null;
  /** Hours of the last 24 that it printed a line of. */
  hoursHeard: number;
  /** `null`: no line was ever read. */
  lastSeenMs: number | null;
  /** Points an hour that Tier 2 would give it; `null`: its edition or its users are not known. */
  tier2Points: number | null;
}

export interface FleetSites {
  readAtMs: number;
  pools: FleetPool[];
  pool: number | null;
  past: PastRead;
  period: Period;
  /** When the period begins. */
  fromMs: number;
  /** The largest first. */
  sites: SiteRow[];
  /**
   * Of the hour before, by site, where the period is the running hour and no site has said anything of it yet: the hour has just begun, and its
   * zeros are not known to be any. `null` otherwise.
   */
  lastHour: LastHour | null;
}

export interface LastHour {
  hourStartMs: number;
  /** Likely points of the gauges, and what was counted beyond them; sites that drew nothing are left out. */
  points: Record<string, number>;
}

/** Requests by a path that no line of the gauge has. */
export interface CountedUse extends Rest {
  /** `user` is asUser, offline or not. */
  provider: 'app' | 'user';
  /** Templated; `unknown` where Atlassian's path matches none. */
  path: string;
}

export interface FleetSite {
  readAtMs: number;
  pools: FleetPool[];
  pool: number;
  past: PastRead;
  site: SiteRow;
  /** `null`: no line was ever read. */
  firstSeenMs: number | null;
  appVersion: string | null;
  licence: string | null;
  hours: HourOfRoutes[];
  heat: HeatOfHours;
  /** Of the last 14 days, as its gauge has them. */
  endpoints: EndpointUse[];
  /** What Atlassian counted beyond them in the last 24 hours, most first. */
  counted: CountedUse[];
}

export const evidenceDays = [7, 14, 30] as const;
/** Whole days in UTC, today the last of them. */
export type EvidenceDays = (typeof evidenceDays)[number];

/** The evidence of the whole app for a Tier 2 review: the files are made of it. */
export interface FleetEvidence {
  readAtMs: number;
  days: EvidenceDays;
  report: WholeAppReport;
}

export interface FleetSettings {
  readAtMs: number;
  /** Of the last change; a change names the one that it was made on. 0: nothing was ever changed. */
  version: number;
  thresholds: readonly FleetThreshold[];
  /** Where alerts go, without an address; none: nobody is told. */
  receivers: readonly { format: AlertFormat }[];
  /** Whether there is a key to tell the sites with. */
  tellsSites: boolean;
}

/** What each receiver made of a test. */
export interface TestedAlerts {
  atMs: number;
  receivers: readonly { format: AlertFormat; sent: Sent }[];
}

/** Hours of a site's file: taken, and not taken. */
export type ImportedFile = TakenHours;

/** A file that the page takes, bytes; the command takes larger ones. */
export const mostUploadBytes = 32 * 1024 * 1024;

/** The addresses, below the page's own. */
export const paths = {
  overview: 'api/overview',
  sites: 'api/sites',
  site: 'api/site',
  evidence: 'api/evidence',
  settings: 'api/settings',
  /** These change or send something, and take POST alone. */
  thresholds: 'api/thresholds',
  testAlert: 'api/test-alert',
  /** The file is the body, `site` and `new=1` are in the query. */
  importFile: 'api/import',
} as const;
