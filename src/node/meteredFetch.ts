import { watchJson } from '../costs/watchJson';
import type { CallOptions } from './callOptions';
import { OpenCalls } from './openCalls';
import { SeenCall } from './seenCall';
import { target } from './target';

/** The part of a fetch that is used here: the global one, undici's and node-fetch's all have it. */
export type AnyFetch<Input, Init, Answer extends FetchedResponse> = (
  input: Input,
  init?: Init,
) => Promise<Answer>;

/** What is looked at of a response. */
export interface FetchedResponse {
  status: number;
  headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}

/**
 * The same fetch, watched: arguments, response and errors are those of `fetch`, and each call is reported once. Objects are
 * counted in what the host's own `json()` gives; no body is read that the host does not read, none is read twice. A fault
 * of the watching stays with it.
 */
export function meteredFetch<Input, Init, Answer extends FetchedResponse>(
  fetch: AnyFetch<Input, Init, Answer>,
  options: CallOptions,
): AnyFetch<Input, Init, Answer> {
  const open = new OpenCalls(options.reporter);
  const nowMs = options.nowMs ?? Date.now;
  return async (input, init) => {
    const call = attempt(() => {
      const { method, url } = target(input, init);
      return new SeenCall(options, method, url, nowMs, (reported) => {
        open.remove(reported);
      });
    });
    let answer: Answer;
    try {
      answer = await fetch(input, init);
    } catch (error) {
      attempt(() => call?.failed());
      throw error;
    }
    attempt(() => {
      if (call?.answered(answer.status, answer.headers) !== true) return;
      open.add(call);
      watchJson(answer, (body) => {
        call.settle(body);
      });
    });
    return answer;
  };
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    // Metering must never be the reason why a call fails; a call that could not be watched is simply not reported.
    return null;
  }
}
