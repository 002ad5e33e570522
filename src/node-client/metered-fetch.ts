import { target } from '../calls/target';
import type { HeaderSource } from '../model';
import type { CallOptions } from './call-options';
import { attempt, CallWatch } from './call-watch';
import { asMetered } from './metered-here';

/** The part of a fetch that is used here: the global one, undici's and node-fetch's all have it. */
export type AnyFetch<Input, Init, Answer extends FetchedResponse> = (
  input: Input,
  init?: Init,
) => Promise<Answer>;

/** What is looked at of a response. */
export interface FetchedResponse {
  status: number;
  headers: HeaderSource;
  json(): Promise<unknown>;
}

/**
 * The same fetch, watched: arguments, response and errors are those of `fetch`, and each call is reported once. Objects are
 * counted in what the host's own reading gives; no body is read that the host does not read, none is read twice. A fault
 * of the watching stays with it.
 * @throws TypeError for options by which no call could be reported
 */
export function meteredFetch<Input, Init, Answer extends FetchedResponse>(
  fetch: AnyFetch<Input, Init, Answer>,
  options: CallOptions,
): AnyFetch<Input, Init, Answer> {
  const watch = new CallWatch(options);
  return async (input, init) => {
    const call = attempt(() => {
      const { method, url, signal, body } = target(input, init);
      return watch.begin(method, url, signal, body);
    });
    let answer: Answer;
    try {
      answer = await asMetered(() => fetch(input, init));
    } catch (error) {
      watch.failed(call, error);
      throw error;
    }
    watch.answered(call, answer.status, answer.headers, answer);
    return answer;
  };
}
