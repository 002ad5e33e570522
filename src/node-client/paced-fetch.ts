import { hasRepeatableBody } from '../pacing/repeatable';
import type { AnyFetch, FetchedResponse } from './metered-fetch';
import type { Pace } from './pace';
import { target } from '../calls/target';
import { discardBody } from '../pacing/discard-body';

/**
 * The same fetch, at the pace of the system that it calls. A call that is refused with 429 all the same was not done: it waits
 * for its turn once more and is sent again, unless its body is a stream that can be read once only. Put it around a metered
 * fetch, so that waiting is not measured as latency.
 */
export function pacedFetch<Input, Init, Answer extends FetchedResponse>(
  fetch: AnyFetch<Input, Init, Answer>,
  pace: Pace,
): AnyFetch<Input, Init, Answer> {
  const once = async (input: Input, init?: Init): Promise<Answer> => {
    const { method, url, signal } = target(input, init);
    const end = await pace.turn(method, url, signal);
    try {
      const answer = await fetch(input, init);
      end(answer);
      return answer;
    } catch (error) {
      end(null);
      throw error;
    }
  };
  return async (input, init) => {
    const answer = await once(input, init);
    if (answer.status !== 429 || !isRepeatable(input, init)) return answer;
    discardBody(answer);
    return once(input, init);
  };
}

/** A `Request` carries its body as a stream. */
export function isRepeatable(input: unknown, init: unknown): boolean {
  const isRequest = typeof input === 'object' && input !== null && 'body' in input && input.body !== null;
  return !isRequest && hasRepeatableBody(init);
}
