import { parseText } from '../calls/body-text';
import { errorStatus } from '../calls/error-status';
import { OpenCall, type CallStart } from '../calls/open-call';
import { readTag } from '../calls/tag';
import { watchBody } from '../calls/watch-body';
import { type HeadersLike, headerSource } from '../headers/source';
import type { Method } from '../model';
import { type CallOptions, checkCallOptions } from './call-options';
import { forwardedHeaders } from '../calls/forwarded-headers';
import type { SeenCall } from '../calls/observe';
import { askedObjects } from '../costs/asked';
import { kindOf } from '../costs/kind';
import type { Found } from '../costs/lookup';
import { isMinuteProduct, requestTypePath } from '../limits/systems';
import type { WireCall } from '../protocol/wire';
import { OpenSet } from '../calls/open-set';
import type { CallSink } from './sink';

/** A body that nobody has read for two of these never will be. */
const sweepEveryMs = 15_000;

/** Calls that are answered and whose body the host may still read: so many, for so long, and never what keeps the program alive. */
class UnreadCalls {
  private young = new OpenSet();
  /** Those that were here at the last sweep already. */
  private old = new OpenSet();
  private timer: NodeJS.Timeout | null = null;

  constructor(sink: CallSink) {
    sink.beforeFlush?.(() => {
      this.sweep();
      this.sweep();
    });
  }

  add(call: OpenCall): void {
    this.young.keep(call);
    this.timer ??= this.later();
  }

  private sweep(): void {
    const settled = this.old;
    this.old = this.young;
    this.young = new OpenSet();
    for (const call of settled.list()) call.settle();
  }

  private later(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.sweep();
      this.timer = !this.old.isEmpty ? this.later() : null;
    }, sweepEveryMs);
    timer.unref();
    return timer;
  }
}

/** The call as it is reported: no id, key or name leaves the program. */
function wireCall(seen: SeenCall, found: Found, tenant: string | undefined): WireCall {
  const { atMs: at, product, route, trigger, tag, method, status, latencyMs: ms, headers, objects } = seen;
  const call: WireCall = { at, product, route, method, path: reportedPath(seen, found), status, ms };
  if (trigger !== 'unknown') call.trigger = trigger;
  if (tag !== null) call.tag = tag;
  if (tenant !== undefined) call.tenant = tenant;
  if (objects !== null) call.objects = objects;
  if (seen.namedPoints !== null) call.points = seen.namedPoints;
  const named = headers === null ? null : forwardedHeaders(headers);
  if (named !== null) call.headers = named;
  return call;
}

/** How many objects it asks for stays, since that bounds an unread answer, and so do the names of its parameters. */
function reportedPath({ product, method, path }: SeenCall, { template, entry }: Found): string {
  if (isMinuteProduct(product)) return requestTypePath(product, method, pathOf(path));
  if (!path.includes('?') && !path.includes('&')) return template;
  const size = askedObjects(path, entry);
  const names = kindOf(path)?.replaceAll(',', '&');
  if (size === null) return names === undefined ? template : `${template}?${names}`;
  return `${template}?maxResults=${size}${names === undefined ? '' : `&${names}`}`;
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
}

class ReportedCall extends OpenCall {
  constructor(
    start: CallStart,
    requestBody: unknown,
    private readonly options: CallOptions,
  ) {
    super(start, requestBody);
  }

  protected override tell(found: Found): void {
    try {
      this.options.reporter.report(wireCall(this, found, this.options.tenant));
    } catch {
      // Also told by a timer, where nobody would catch what a sink throws.
    }
  }
}

/**
 * Watches the calls of one client and reports each of them once. A fault of the watching stays with it: metering must never be the
 * reason why a call fails.
 */
export class CallWatch {
  readonly nowMs: () => number;
  private readonly unread: UnreadCalls;
  private readonly tag: string | null;

  /** @throws TypeError for options by which no call could be reported */
  constructor(private readonly options: CallOptions) {
    checkCallOptions(options);
    this.nowMs = options.nowMs ?? Date.now;
    this.unread = new UnreadCalls(options.reporter);
    this.tag = options.tag === undefined ? null : readTag(options.tag);
  }

  /**
   * `null`: it could not be watched, or is given up before it is sent.
   * @param requestBody as the caller holds it
   */
  begin(
    method: Method,
    url: string,
    signal: AbortSignal | null = null,
    requestBody?: unknown,
    startedAtMs = this.nowMs(),
  ): OpenCall | null {
    if (signal?.aborted === true) return null;
    return attempt(() => {
      const { product, route, trigger = 'unknown' } = this.options;
      const start = { product, route, trigger, tag: this.tag, method, path: url, startedAtMs };
      return new ReportedCall(start, requestBody, this.options);
    });
  }

  /**
   * An answer came.
   * @param headers in any shape
   * @param response whose readers tell its body; left out: nobody will know the body
   */
  answered(call: OpenCall | null, status: number, headers: HeadersLike, response?: object): void {
    attempt(() => {
      if (call?.answered(status, headerSource(headers), this.nowMs()) !== true) return;
      if (response === undefined) {
        call.settle();
        return;
      }
      this.unread.add(call);
      watchBody(response, call);
    });
  }

  /** An answer came whose body is known already, as bytes, as a text or parsed; `undefined`: it is not. */
  read(call: OpenCall | null, status: number, headers: HeadersLike, body: unknown): void {
    attempt(() => {
      if (call?.answered(status, headerSource(headers), this.nowMs()) !== true) return;
      const isText = typeof body === 'string' || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
      const parsed = isText ? parseText(body) : body;
      if (parsed === undefined || parsed === null) call.settle();
      else call.bodyRead(parsed);
    });
  }

  /** An error came instead of an answer, with or without a status. */
  failed(call: OpenCall | null, error: unknown): void {
    attempt(() => call?.failed(errorStatus(error), this.nowMs()));
  }
}

export function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
