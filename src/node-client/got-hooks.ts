import type { HeadersLike } from '../headers/source';
import { target } from '../calls/target';
import type { CallOptions } from './call-options';
import { attempt, CallWatch } from './call-watch';

/** What is looked at of got's answers and errors. */
interface GotAnswer {
  statusCode: number;
  headers: HeadersLike;
  rawBody?: unknown;
  isFromCache?: boolean;
  timings?: { start?: number };
  request: { options: GotOptions };
}
interface GotOptions {
  method?: string;
  url?: unknown;
  body?: unknown;
  json?: unknown;
}
interface GotError {
  response?: unknown;
  timings?: { start?: number };
  options?: GotOptions;
}

/** For `got.extend({ hooks: gotHooks(…) })`. */
export interface GotHooks {
  afterResponse: [<Answer>(answer: Answer) => Answer];
  beforeRetry: [(error: unknown) => void];
  beforeError: [<Failure>(error: Failure) => Failure];
}

/**
 * Hooks that report each try of a got instance, its retries too. Answers and errors stay what they are.
 * @throws TypeError for options by which no call could be reported
 */
export function gotHooks(options: CallOptions): GotHooks {
  const watch = new CallWatch(options);
  const told = new WeakSet<object>();
  const failed = (error: unknown): void => {
    attempt(() => {
      if (typeof error !== 'object' || error === null || told.has(error)) return;
      told.add(error);
      const { response, options: sent = {}, timings } = error as GotError;
      // With an answer it was reported when the answer came; without a start it never went out.
      if (response !== undefined || timings?.start === undefined) return;
      const { method, url } = target(sent.url, sent);
      watch.failed(watch.begin(method, url, null, sent.json ?? sent.body, timings.start), error);
    });
  };
  return {
    afterResponse: [
      (answer) => {
        attempt(() => {
          const { statusCode, headers, rawBody, request, timings, isFromCache } = answer as GotAnswer;
          if (isFromCache === true) return;
          const { json, body } = request.options;
          const { method, url } = target(request.options.url, request.options);
          const call = watch.begin(method, url, null, json ?? body, timings?.start);
          watch.read(call, statusCode, headers, rawBody);
        });
        return answer;
      },
    ],
    beforeRetry: [failed],
    beforeError: [
      (error) => {
        failed(error);
        return error;
      },
    ],
  };
}
