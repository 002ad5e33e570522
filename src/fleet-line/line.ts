/**
 * What an embedded gauge prints into its app's log, so that the owner of the app learns of all sites: sums of an hour and a pool, or one
 * reading of Atlassian's counter. Sums are those of the hour so far, so that a line that is lost or read twice changes nothing: of two
 * lines of one hour, pool and installation the one with the higher number holds. Nothing in it names a person: paths are templates.
 */
import type { Edition } from '../limits/tiers';
import { minuteMs } from '../time';
import type { Enforcement, Method, PoolId, Route, ThrottleReason } from '../model';

/** Raised when a reader of before would read a line wrongly. What is only added does not raise it. */
export const lineVersion = 1;

/** Begins every line; the owner's collector asks the App logs API for lines that contain it. */
export const lineMark = 'points-gauge/';

/** Longest line, UTF-8 bytes with its mark. Logs are paid by the byte, and every site pays with each of them. */
export const longestLineBytes = 4_096;

/** One process prints an hour of an installation, and a reading of a pool, at most so often: every line is paid for. */
export const leastBetweenLinesMs = 5 * minuteMs;

/** Who says it. */
export interface LineOrigin {
  /** Stands for the installation: a reinstalled app counts its hours anew. Eight hexadecimal digits. */
  installation: string;
  /** Version of the gauge that printed it. */
  gauge: string;
  /** Host of the site's address, for example `acme.atlassian.net`; `null` where the gauge does not know it. */
  site: string | null;
  /** As the site's administrator stated them in Settings; `null`: not stated. */
  edition: Edition | null;
  users: number | null;
}

/** Sums in whole thousandths of a point, as the account keeps them. */
export interface LineSum {
  requests: number;
  lowMilli: number;
  likelyMilli: number;
  highMilli: number;
  /** Requests that were refused with 429. */
  refused: number;
}

export interface EndpointSum extends LineSum {
  route: Route;
  method: Method;
  template: string;
}

/** Atlassian's own counter as one answer gave it. */
export interface LineReading {
  policy: string;
  enforcement: Enforcement;
  /** `null` where no policy header named it. */
  quotaPoints: number | null;
  atMs: number;
  remainingPoints: number;
}

/** The hour of one pool as one installation has it by now. */
export interface HourLine {
  kind: 'hour';
  from: LineOrigin;
  pool: PoolId;
  /** Hours since 1970. */
  hour: number;
  /** Rises with each line of this installation, hour and pool; from 1. */
  number: number;
  /** When it was written, epoch milliseconds. */
  atMs: number;
  /** Exact and whole, whatever had to be left out of `endpoints`. */
  routes: Partial<Record<Route, LineSum>>;
  refusals: Partial<Record<ThrottleReason, number>>;
  /** Those that cost most; what they lack to `routes` is of other endpoints. */
  endpoints: EndpointSum[];
  /** Newest first. */
  readings: LineReading[];
}

/** One reading of the counter, printed as it came. */
export interface ReadingLine {
  kind: 'reading';
  from: LineOrigin;
  pool: PoolId;
  reading: LineReading;
}

/** The site's address, which no function but a page's is told: printed when somebody opens a page of the gauge. Or where it takes messages. */
export interface SiteLine {
  kind: 'site';
  from: LineOrigin;
  /** Address of the web trigger that takes the owner's messages; `null` where the line tells of the site alone. */
  noticeUrl: string | null;
}

export type FleetLine = HourLine | ReadingLine | SiteLine;

export function emptySum(): LineSum {
  return { requests: 0, lowMilli: 0, likelyMilli: 0, highMilli: 0, refused: 0 };
}

export function addSum(into: LineSum, from: LineSum): void {
  into.requests += from.requests;
  into.lowMilli += from.lowMilli;
  into.likelyMilli += from.likelyMilli;
  into.highMilli += from.highMilli;
  into.refused += from.refused;
}

/** What of an hour belongs to none of its named endpoints, by route; routes without such a rest are left out. */
export function restOf({ routes, endpoints }: Pick<HourLine, 'routes' | 'endpoints'>): Map<Route, LineSum> {
  const rest = new Map<Route, LineSum>();
  for (const [name, sum] of Object.entries(routes)) {
    const route = name as Route;
    const left = { ...sum };
    for (const one of endpoints.filter((endpoint) => endpoint.route === route)) {
      left.requests -= one.requests;
      left.lowMilli -= one.lowMilli;
      left.likelyMilli -= one.likelyMilli;
      left.highMilli -= one.highMilli;
      left.refused -= one.refused;
    }
    if (left.requests > 0) rest.set(route, left);
  }
  return rest;
}
