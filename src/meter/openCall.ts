import { countObjects } from '../costs/count';
import { graphqlCost } from '../costs/graphql';
import { findEntry } from '../costs/lookup';
import { priceCall, type NamedPrice } from '../costs/priceCall';
import { watchJson } from '../costs/watchJson';
import { readRateLimits } from '../headers/read';
import type { PriceOverrides } from '../costs/overrides';
import type { Method, Observation, PoolId, RateLimits, Route, Trigger } from '../model';

/** What the meter uses of a response: the part that `@forge/api` promises. */
export interface MeteredResponse {
  status: number;
  headers: { get(name: string): string | null };
  json: () => Promise<unknown>;
}

export interface CallStart {
  pool: PoolId;
  route: Route;
  trigger: Trigger;
  tag: string | null;
  method: Method;
  path: string;
  startedAtMs: number;
  overrides: PriceOverrides | undefined;
}

/**
 * One call from its start until it is booked, exactly once: when its body has been read, when the body can tell nothing,
 * or, at the latest, when the invocation ends.
 */
export class OpenCall {
  private status: number | null = null;
  private limits: RateLimits | null = null;
  private endedAtMs: number;
  private isBooked = false;

  constructor(
    private readonly start: CallStart,
    private readonly book: (call: Observation) => void,
    private readonly onClosed: (call: OpenCall) => void,
  ) {
    this.endedAtMs = start.startedAtMs;
  }

  get isAnswered(): boolean {
    return this.status !== null;
  }

  answered(response: MeteredResponse, atMs: number): void {
    const { pool, method, path } = this.start;
    this.status = response.status;
    this.endedAtMs = atMs;
    const { product } = pool;
    const context = { status: response.status, receivedAtMs: atMs, product, method };
    this.limits = readRateLimits(response.headers, context);
    const isServed = response.status >= 200 && response.status < 300;
    const { entry } = findEntry(product, method, path);
    const isGraphql = product === 'graphql';
    const canBodyTell = isServed && (isGraphql || entry?.objectsAt !== 'none') && response.status !== 204;
    if (!canBodyTell) {
      this.settle(isServed && !isGraphql ? 0 : null, null);
      return;
    }
    watchJson(response, (body) => {
      this.settle(isGraphql ? null : countObjects(entry, body), isGraphql ? graphqlCost(body) : null);
    });
  }

  /** It never became a call: it is forgotten. */
  abandon(): void {
    this.isBooked = true;
    this.onClosed(this);
  }

  failed(atMs: number): void {
    this.endedAtMs = atMs;
    this.settle(null, null);
  }

  /** Books the call with what is known by now, if it is not booked yet. */
  settle(objects: number | null = null, named: NamedPrice | null = null): void {
    if (this.isBooked) return;
    this.isBooked = true;
    const { pool, route, trigger, tag, method, path, startedAtMs, overrides } = this.start;
    const { status, limits, endedAtMs: atMs } = this;
    const price = priceCall({ product: pool.product, method, path, status, objects, named, overrides });
    const { points, basis, template } = price;
    const latencyMs = Math.max(0, atMs - startedAtMs);
    this.onClosed(this);
    this.book({
      points,
      basis,
      template,
      atMs,
      pool,
      route,
      trigger,
      tag,
      method,
      status,
      limits,
      latencyMs,
      objects,
    });
  }
}
