import { findEntry, type Found } from '../costs/lookup';
import type { HeaderSource, Method, Product, Route, Trigger } from '../model';
import { askingPath } from './asking-path';
import type { SeenCall } from './observe';
import type { Open, OpenSet } from './open-set';
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
 * its owner settles it since nobody will read the body any more. It is itself what was seen of the call, by then as a whole.
 */
export abstract class OpenCall implements BodyListener, SeenCall, Open {
  openIn: OpenSet | null = null;
  openBefore: Open | null = null;
  openAfter: Open | null = null;

  readonly product: Product;
  readonly route: Route;
  readonly trigger: Trigger;
  readonly tag: string | null;
  readonly method: Method;
  readonly path: string;
  atMs: number;
  latencyMs = 0;
  status: number | null = null;
  headers: HeaderSource | null = null;
  objects: number | null = null;
  namedPoints: number | null = null;

  private readonly startedAtMs: number;
  private readonly found: Found;
  private isOver = false;

  /**
   * @param requestBody what the caller sends, as it holds it: a text, bytes or a value, looked at once and not kept; `undefined`:
   *   nothing, or nothing that can be looked at
   */
  constructor({ product, route, trigger, tag, method, path, startedAtMs }: CallStart, requestBody: unknown) {
    this.product = product;
    this.route = route;
    this.trigger = trigger;
    this.tag = tag;
    this.method = method;
    this.startedAtMs = this.atMs = startedAtMs;
    this.found = findEntry(product, method, path);
    this.path = askingPath(path, this.found, requestBody);
  }

  /** What is done with the call once it is over, unless it never became one. A method, since each call would hold a closure of its own. */
  protected abstract tell(found: Found): void;

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
    this.atMs = atMs;
    if (bodyTells(this.product, this.method, this.found, status)) return true;
    this.settle();
    return false;
  }

  /** @param body as the caller parsed it */
  bodyRead(body: unknown): void {
    if (!this.isOver) this.close(readBody(this.product, this.found, body));
  }

  /** An error took the place of the answer. @param status that the error names; `null`: no answer came */
  failed(status: number | null, atMs: number): void {
    this.status = status;
    this.atMs = atMs;
    this.settle();
  }

  /** It was refused or given up before it was sent: there is nothing to tell. */
  abandon(): void {
    this.isOver = true;
    this.openIn?.delete(this);
  }

  /** Tells of the call with what is known by now. Later calls change nothing. */
  settle(): void {
    if (!this.isOver) this.close(null);
  }

  private close(body: BodyFacts | null): void {
    this.abandon();
    this.latencyMs = Math.max(0, this.atMs - this.startedAtMs);
    if (body !== null) {
      if (body.isRefusal) this.status = 429;
      this.objects = body.objects;
      this.namedPoints = body.namedPoints;
    }
    this.tell(this.found);
  }
}
