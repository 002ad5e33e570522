/** The words that every layer shares. Pure data: no Forge, no Node, no clock. */

/**
 * Atlassian names a quota per product, so an account is kept per product. `graphql` is the platform gateway. Backlog and One
 * Stack have no points: their requests are counted beside those of the Atlassian products that an app syncs with them.
 */
export const products = ['jira', 'confluence', 'bitbucket', 'graphql', 'backlog', 'oneStack'] as const;
export type Product = (typeof products)[number];

/** How a call is authenticated. It decides the cost budget and whether the call is charged to the pool. */
export const routes = [
  'forge.asApp',
  'forge.asUser',
  'forge.asUserOffline',
  'forge.bridge',
  'forge.remote',
  'connect.jwt',
  'connect.impersonation',
  'connect.apRequest',
  'oauth.3lo',
  'apiToken',
  'anonymous',
] as const;
export type Route = (typeof routes)[number];

/** What set the calling function going; `unknown` where the host did not say. */
export const triggers = ['person', 'schedule', 'event', 'external', 'unknown'] as const;
export type Trigger = (typeof triggers)[number];

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof methods)[number];

/** Where a points figure comes from, best first. */
export const bases = ['header', 'measured', 'documented', 'assumed'] as const;
export type Basis = (typeof bases)[number];

/** Points of one call or of many: `low <= likely <= high`, all finite and not negative. */
export interface Points {
  low: number;
  likely: number;
  high: number;
}

/** `enforced`: the limit refuses calls. `beta`: it is announced under `Beta-` names and refuses nothing yet. */
export const enforcements = ['enforced', 'beta'] as const;
export type Enforcement = (typeof enforcements)[number];

/** Which limit refused a call. The text that the server sent is kept beside it. */
export const throttleReasons = [
  'quotaGlobal',
  'quotaTenant',
  'burst',
  'perIssueWrite',
  'costBudget',
  'concurrency',
  'gateway',
  'other',
] as const;
export type ThrottleReason = (typeof throttleReasons)[number];

/** Whom a quota covers: the app on all sites (`global`), the app on this site (`tenant`), one second (`burst`). */
export const quotaScopes = ['global', 'tenant', 'burst', 'other'] as const;
export type QuotaScope = (typeof quotaScopes)[number];

/** One entry of `RateLimit` and `RateLimit-Policy`, joined by policy name and enforcement. */
export interface QuotaReading {
  /** The policy's name as sent, for example `global-app-quota`. */
  policy: string;
  scope: QuotaScope;
  enforcement: Enforcement;
  /** `q`: units a window; `null` when no policy header named it. */
  quota: number | null;
  /** `w` in seconds; `null` when not sent. */
  windowSeconds: number | null;
  /** `r`: units left. `null` when left out, which for the hourly quotas means below about 80% use: it is not 0.
   *  Source: Jira rate limiting, "Header parameters", 2026-10. */
  remaining: number | null;
  /** When the window ends, epoch milliseconds by the caller's clock; the hours of points quotas are hours of UTC. `null` when
   *  nothing says so. */
  resetAtMs: number | null;
  /** What `q` and `r` count. */
  unit: 'points' | 'requests' | 'unknown';
}

/** One set of the flat `X-RateLimit-*` headers (or a product's own names for the same). */
export interface BucketReading {
  unit: 'points' | 'requests' | 'cost' | 'unknown';
  enforcement: Enforcement;
  /** Whose bucket: `burst`, `quota`, `gateway`, `account`, `user`, `key`, … as far as it is known. */
  scope: string;
  limit: number | null;
  remaining: number | null;
  used: number | null;
  resetAtMs: number | null;
  windowSeconds: number | null;
  /** Units added each `windowSeconds` (Data Center's token bucket). */
  fillRate: number | null;
}

export interface Throttle {
  reason: ThrottleReason;
  /** The reason as sent; `null` when the response named none. */
  reasonRaw: string | null;
  /** When to try again, epoch milliseconds by the caller's clock; `null` when nothing readable says so. */
  retryAtMs: number | null;
  /** `beta`: the call was served, and would have been refused. */
  enforcement: Enforcement;
}

/** A header that could not be taken at its word. */
export interface HeaderProblem {
  header: string;
  /** As sent, cut to 200 characters. */
  value: string;
  /** What is wrong, in words for a developer. */
  problem: string;
  /** What was read instead; `null` when the value was set aside. */
  assumed: string | null;
}

/** All that one response says of its limits. */
export interface RateLimits {
  quotas: QuotaReading[];
  buckets: BucketReading[];
  /** `true` below 20% of some quota; `null` when the response does not say. */
  nearLimit: boolean | null;
  throttle: Throttle | null;
  /** Until when to hold the next such call, epoch milliseconds: the retry time of an enforced throttle, or the Retry-After
   *  of a 5xx or of a call that Data Center served, which are waits and no refusals. `null` when the response asks for no wait.
   *  Source: Jira rate limiting (edition of 2024-05-23), transient 5XX errors; Data Center, "Adjusting your code for rate
   *  limiting", read 2026-11-27. */
  waitUntilMs: number | null;
  problems: HeaderProblem[];
  /** How far the caller's clock is ahead of the server's `Date`, milliseconds; travel time is part of it. Left out where the
   *  response has no `Date` of this day. */
  clockAheadMs?: number;
}

/** The smallest thing that headers can be read from: a fetch `Headers` is one. Names are asked for in lower case. */
export interface HeaderSource {
  get(name: string): string | null;
}

/** An endpoint as the gauge names it: method and path template, without ids, keys, names or query values. */
export interface Endpoint {
  product: Product;
  method: Method;
  /** For example `/rest/api/3/issue/{issueIdOrKey}`. */
  template: string;
}

/** The account that a call is booked on. A reported app draws on another pool than the gauge's own calls. */
export interface PoolId {
  /** `own` for the app that runs the gauge, else the name of a reporting source. */
  app: string;
  /** `PRODUCTION`, `STAGING`, `DEVELOPMENT`, or what a source says. */
  environment: string;
  product: Product;
}

/** What the meter learned of one call. */
export interface Observation {
  /** When the answer (or the failure) came, epoch milliseconds. */
  atMs: number;
  pool: PoolId;
  route: Route;
  trigger: Trigger;
  /** Feature of the app, as it named it; `null` when it named none. */
  tag: string | null;
  method: Method;
  template: string;
  /** HTTP status; `null` when no answer came. */
  status: number | null;
  latencyMs: number;
  points: Points;
  basis: Basis;
  /** Objects counted in the answer; `null` or left out where nobody counted them. */
  objects?: number | null;
  /** Names of the parameters that it asked with, as `kindOf` gives them; left out for none. */
  kind?: string;
  /** `null` when no answer came. */
  limits: RateLimits | null;
  /** It came so near a full hour that nothing says which hour its readings are of: they are of none. */
  isUnplaced?: true;
  /** Calls under the same cost budget context in the second in which this one began, itself included, as one process saw
   *  them: at least so many. Left out where nobody counted. */
  contextCallsASecond?: number;
}
