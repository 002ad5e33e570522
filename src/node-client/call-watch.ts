import { parseText } from '../calls/body-text';
import { errorStatus } from '../calls/error-status';
import { OpenCall } from '../calls/open-call';
import { readTag } from '../calls/tag';
import { watchBody } from '../calls/watch-body';
import { headerSource, type HeadersLike } from '../headers/source';
import type { Method } from '../model';
import { checkCallOptions, type CallOptions } from './call-options';
import { UnreadCalls } from './unread-calls';
import { wireCall } from './wire-call';

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
      const { product, route, trigger = 'unknown', reporter } = this.options;
      const start = { product, route, trigger, tag: this.tag, method, path: url, requestBody, startedAtMs };
      return new OpenCall(start, (seen, call, found) => {
        this.unread.remove(call);
        // Also told by a timer, where nobody would catch what a sink throws.
        if (seen !== null)
          attempt(() => {
            reporter.report(wireCall(seen, found));
          });
      });
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
