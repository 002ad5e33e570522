import { fieldsOf } from '../object';

/** A refusal inside of a GraphQL answer, which comes with status 200. */

/** Errors of one answer that are looked at. */
const mostErrors = 20;
/** Names under which gateways put the status of an error, and texts by which they call a refusal. */
const statusNames = ['statusCode', 'status', 'httpStatus', 'code'] as const;
const refusalTexts = /^(?:429|too_?many_?requests|rate_?limit(?:ed|_exceeded)?|throttled)$/i;

/** Whether an error of the answer says that something of it was refused for a limit. */
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
