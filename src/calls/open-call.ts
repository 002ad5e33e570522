import { findEntry, type Found } from '../costs/lookup';
import type { HeaderSource, Method, Product, Route, Trigger } from '../model';
import { askingPath } from './asking-path';
import type { SeenCall } from './observe';
import { bodyTells, readBody, type BodyFacts } from './read-body';
import type { BodyListener } from './watch-body';

/** What is known of a call before its answer. */
export interface CallStart {
  product: Product;
  route: Route;
  trigger: Trigger;
  tag: string | null;
  method: Method;
  path: string;
  startedAtMs: number;
}

/**
 * One call from its start until it is told of, exactly once: when its body has been read, when the body can tell nothing, or when
 * its owner settles it since nobody will read the body any more.
 */
export class OpenCall implements BodyListener {
  private readonly found: Found;
  private status: number | null = null;
  private headers: HeaderSource | null = null;
  private readonly path: string;
  private endedAtMs: number;
  private isOver = false;

  /**
   * @param requestBody what the caller sends, as it holds it: a text, bytes or a value, looked at once and not kept; `undefined`:
   *   nothing, or nothing that can be looked at
   * @param onOver told once; `null`: it never became a call
   */
  constructor(
    private readonly start: CallStart,
    requestBody: unknown,
    private readonly onOver: (seen: SeenCall | null, call: OpenCall, found: Found) => void,
  ) {
    this.endedAtMs = start.startedAtMs;
    this.found = findEntry(start.product, start.method, start.path);
    this.path = askingPath(start.path, this.found, requestBody);
  }

  get isAnswered(): boolean {
    return this.status !== null;
  }

  get wantsBody(): boolean {
    return !this.isOver;
  }

  /** An answer came. `true` when its body would tell more, and `bodyRead` or `settle` is to follow. */
  answered(status: number, headers: HeaderSource | null, atMs: number): boolean {
    this.status = status;
    this.headers = headers;
    this.endedAtMs = atMs;
    if (bodyTells(this.start.product, this.start.method, this.found, status)) return true;
    this.settle();
    return false;
  }

  /** @param body as the caller parsed it */
  bodyRead(body: unknown): void {
    if (!this.isOver) this.close(readBody(this.start.product, this.found, body));
  }

  /** An error took the place of the answer. @param status that the error names; `null`: no answer came */
  failed(status: number | null, atMs: number): void {
    this.status = status;
    this.endedAtMs = atMs;
    this.settle();
  }

  /** It was refused or given up before it was sent: there is nothing to tell. */
  abandon(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onOver(null, this, this.found);
  }

  /** Tells of the call with what is known by now. Later calls change nothing. */
  settle(): void {
    if (!this.isOver) this.close(null);
  }

  private close(body: BodyFacts | null): void {
    this.isOver = true;
    const { product, route, trigger, tag, method, startedAtMs } = this.start;
    const { path, endedAtMs: atMs, headers } = this;
    const latencyMs = Math.max(0, atMs - startedAtMs);
    const status = body?.isRefusal === true ? 429 : this.status;
    const objects = body?.objects ?? null;
    const namedPoints = body?.namedPoints ?? null;
    // prettier-ignore
    const seen: SeenCall = {
      product, route, trigger, tag, method, path, atMs, latencyMs, status, headers, objects, namedPoints,
    };
    this.onOver(seen, this, this.found);
  }
}
