import { countObjects } from '../costs/count';
import { graphqlCost } from '../costs/graphql';
import type { Found } from '../costs/lookup';
import { isMinuteProduct } from '../limits/systems';
import type { Method, Product } from '../model';
import { fieldsOf } from '../object';

/** What a parsed body tells of its call. */
export interface BodyFacts {
  /** `null`: it is not of a shape in which they could be counted. */
  objects: number | null;
  /** Points that the answer itself named; `null` for none. */
  namedPoints: number | null;
  /** The answer says that it is a refusal, whatever its status. */
  isRefusal: boolean;
}

/** Whether the body of an answer would tell more than the answer does: nothing is told by an error, a write or an empty body. */
export function bodyTells(product: Product, method: Method, { entry }: Found, status: number): boolean {
  const isServed = status >= 200 && status < 300 && status !== 204;
  if (!isServed || method === 'HEAD' || isMinuteProduct(product)) return false;
  return product === 'graphql' || entry?.objectsAt !== 'none';
}

/** @param body of an answer whose body tells */
export function readBody(product: Product, { entry }: Found, body: unknown): BodyFacts {
  if (product !== 'graphql')
    return { objects: countObjects(entry, body), namedPoints: null, isRefusal: false };
  const namedPoints = graphqlCost(body)?.points.likely ?? null;
  return { objects: null, namedPoints, isRefusal: isRefusedInside(body) };
}

/** Errors of one answer that are looked at. */
const mostErrors = 20;
/** Names under which gateways put the status of an error, and texts by which they call a refusal. */
const statusNames = ['statusCode', 'status', 'httpStatus', 'code'] as const;
const refusalTexts = /^(?:429|too_?many_?requests|rate_?limit(?:ed|_exceeded)?|throttled)$/i;

/** Whether an error of a GraphQL answer, which comes with status 200, says that something of it was refused for a limit. */
export function isRefusedInside(body: unknown): boolean {
  const errors = fieldsOf(body)['errors'];
  if (!Array.isArray(errors)) return false;
  return (errors as unknown[]).slice(0, mostErrors).some((error) => {
    const extensions = fieldsOf(fieldsOf(error)['extensions']);
    const places = [extensions, fieldsOf(extensions['http']), fieldsOf(extensions['response'])];
    return places.some((place) => statusNames.some((name) => isRefusal(place[name])));
  });
}

function isRefusal(value: unknown): boolean {
  return value === 429 || (typeof value === 'string' && refusalTexts.test(value.slice(0, 40)));
}
