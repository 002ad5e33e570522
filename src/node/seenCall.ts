import { countObjects } from '../costs/count';
import { graphqlCost } from '../costs/graphql';
import { findEntry } from '../costs/lookup';
import { isMinuteProduct } from '../limits/systems';
import type { HeaderSource, Method } from '../model';
import type { WireCall } from '../protocol/wire';
import type { CallOptions } from './callOptions';
import { limitHeaders } from './limitHeaders';
import { reportedPath } from './reportedPath';

/** One call of the host, from its start until it is reported, exactly once. */
export class SeenCall {
  private call: WireCall | null = null;
  private isReported = false;
  private readonly startedAtMs: number;

  constructor(
    private readonly options: CallOptions,
    private readonly method: Method,
    /** With host and query, as it was called. */
    private readonly url: string,
    private readonly nowMs: () => number,
    private readonly onReported: (call: SeenCall) => void = () => undefined,
  ) {
    this.startedAtMs = nowMs();
  }

  /** An answer came. `true` when its body would tell more, and `settle` is to be called with it. */
  answered(status: number, headers: HeaderSource): boolean {
    this.call = this.begun(status);
    const named = limitHeaders(headers);
    if (named !== null) this.call.headers = named;
    const { product } = this.options;
    const isServed = status >= 200 && status < 300 && status !== 204;
    const isKnown = findEntry(product, this.method, this.url).entry?.objectsAt === 'none';
    if (isServed && !isMinuteProduct(product) && (product === 'graphql' || !isKnown)) return true;
    this.settle();
    return false;
  }

  /** No answer came. */
  failed(): void {
    this.call = this.begun(null);
    this.settle();
  }

  /** Reports the call with what is known by now; `body` as the host parsed it. Later calls change nothing. */
  settle(body?: unknown): void {
    if (this.isReported || this.call === null) return;
    this.isReported = true;
    this.onReported(this);
    const { call } = this;
    if (body !== undefined) this.readBody(call, body);
    this.options.reporter.report(call);
  }

  private readBody(call: WireCall, body: unknown): void {
    if (call.product === 'graphql') {
      const cost = graphqlCost(body);
      if (cost !== null) call.points = cost.points.likely;
      return;
    }
    const objects = countObjects(findEntry(call.product, this.method, this.url).entry, body);
    if (objects !== null) call.objects = objects;
  }

  private begun(status: number | null): WireCall {
    const { product, route, trigger, tag } = this.options;
    const { method, url, startedAtMs } = this;
    const at = this.nowMs();
    const call: WireCall = {
      ...{ at, product, route, method, path: reportedPath(product, method, url), status },
      ms: Math.max(0, at - startedAtMs),
    };
    if (trigger !== undefined) call.trigger = trigger;
    if (tag !== undefined) call.tag = tag.slice(0, 40);
    return call;
  }
}
