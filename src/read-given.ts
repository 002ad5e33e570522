import type { HeaderSource, QuotaReading, RateLimits } from './model';
import type { ReadContext } from './headers/context';
import { readProducts } from './headers/product';
import { readRateLimits } from './headers/read';
import type { HeadersLike } from './headers/source';
import { fieldsOf, isRecord } from './object';
import { isFinite } from './usage/numbers';

/**
 * What is known of a response besides its headers. A status that is left out is not known, and a response of which no time
 * is given came now.
 */
export type GivenContext = Omit<ReadContext, 'status' | 'receivedAtMs'> & {
  [Name in 'status' | 'receivedAtMs']?: ReadContext[Name] | undefined;
};

/**
 * All that one response says of its limits. Never throws, whatever the headers are or hold: what cannot be taken at its word
 * is a problem, with what was assumed instead. Unknown is `null`. Times are by the caller's clock, epoch milliseconds.
 *
 * The context may be left out. Give the status: a refusal without one is told by its headers alone. Give `receivedAtMs` where
 * the response is not read as it comes: every delta counts from there, and from now where it is left out or is no number.
 */
export function readGiven(headers: HeadersLike | HeaderSource, context?: GivenContext): RateLimits {
  // JavaScript has no types that would refuse it.
  const given: GivenContext = fieldsOf(context);
  const { status, receivedAtMs, product, previous } = given;
  return readRateLimits(headers, {
    ...given,
    status: isFinite(status) ? status : null,
    receivedAtMs: isFinite(receivedAtMs) ? receivedAtMs : Date.now(),
    product: readProducts.find((known) => known === product),
    previous: Array.isArray(previous)
      ? previous.filter((one): one is QuotaReading => isRecord(one))
      : undefined,
  });
}
