import { askedObjects } from '../costs/asked';
import { kindOf } from '../costs/kind';
import { findEntry, type Found } from '../costs/lookup';
import type { PriceOverrides } from '../costs/overrides';
import { priceCall } from '../costs/price-call';
import { readRateLimits } from '../headers/read';
import { isMinuteProduct } from '../limits/systems';
import type { HeaderSource, Method, Observation, PoolId, Product, Route, Trigger } from '../model';

/** What was seen of one call, by whatever client: not yet what it cost or what its headers mean. */
export interface SeenCall {
  product: Product;
  route: Route;
  trigger: Trigger;
  /** Feature of the app, as `readTag` leaves it; `null` for none. */
  tag: string | null;
  method: Method;
  /** As called, with or without host and query; or its template already. */
  path: string;
  /** When the answer (or the failure) came, epoch milliseconds. */
  atMs: number;
  latencyMs: number;
  /** HTTP status; 429 also where a body says that the call was refused; `null` when no answer came. */
  status: number | null;
  /** `null` where an error took their place. */
  headers: HeaderSource | null;
  /** Objects counted in the body; `null` where nobody read it, or nobody could count them. */
  objects: number | null;
  /** Points that the answer itself named; `null` for none. */
  namedPoints: number | null;
}

/** Whose account the call is booked on. */
export interface Account {
  /** `own` for the app that runs the gauge, else the name of a reporting source. */
  app: string;
  environment: string;
  /** Prices that the installation measured and took over; they hold for whoever made the call. */
  overrides: PriceOverrides | undefined;
}

const noHeaders: HeaderSource = { get: () => null };

/**
 * The observation of a call: priced, its headers read, its path made a template. One way for all clients, so that the same answer
 * makes the same observation whoever saw it.
 * @param found the catalogue's entry of the call, where it was looked up already
 */
export function observe(
  call: SeenCall,
  { app, environment, overrides }: Account,
  found: Found = findEntry(call.product, call.method, call.path),
): Observation {
  const { product, route, trigger, tag, method, path, atMs, latencyMs, status, headers, namedPoints } = call;
  const objects = objectsAsked(call, found) ?? call.objects ?? objectsUnread(call, found);
  const named =
    namedPoints === null
      ? null
      : {
          points: { low: namedPoints, likely: namedPoints, high: namedPoints },
          basis: 'header' as const,
        };
  const price = priceCall({ product, method, path, status, objects, named, overrides, found });
  const context = { status, receivedAtMs: atMs, product, method };
  const limits = status === null ? null : readRateLimits(headers ?? noHeaders, context);
  const { points, basis, template } = price;
  const pool = poolOf(app, environment, product);
  const kind = kindOf(path);
  // One after the other: of a spread this busy place would feel each copy.
  // prettier-ignore
  const seen: Observation = {
    points, basis, template, atMs, pool, route, trigger, tag, method, status, limits, latencyMs, objects,
  };
  if (kind !== undefined) seen.kind = kind;
  return seen;
}

let lastPool: PoolId = Object.freeze({ app: '', environment: '', product: 'jira' });

/** Nearly always that of the call before, and then the same value: whoever compares the two need not look into them. */
function poolOf(app: string, environment: string, product: Product): PoolId {
  const last = lastPool;
  if (last.app === app && last.environment === environment && last.product === product) return last;
  return (lastPool = Object.freeze({ app, environment, product }));
}

/** Some calls look at all that they ask for, whatever of it their answer shows; `null` for others. */
function objectsAsked({ status, path }: SeenCall, { entry }: Found): number | null {
  if (entry?.asks?.isAll !== true || status === null || status < 200 || status >= 300) return null;
  return askedObjects(path, entry);
}

/** A write and an empty answer hold no object that is charged, also where nobody looked. */
function objectsUnread({ product, status }: SeenCall, { entry }: Found): number | null {
  if (status === null || status < 200 || status >= 300) return null;
  if (product === 'graphql' || isMinuteProduct(product)) return null;
  return status === 204 || entry?.objectsAt === 'none' ? 0 : null;
}
