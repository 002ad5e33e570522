/** The JSON body of a request. */
import type { CloudRequest } from './exchange';

type RequestBody = { kind: 'json'; value: unknown } | { kind: 'malformed' };

export const malformedBody = 'There was an error parsing JSON. Check that your request body is valid.';

/** `null` where there is none. Reads have none: what a GET carries is ignored. */
export function readBody(request: CloudRequest): RequestBody {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead || request.body === null || request.body === '') return { kind: 'json', value: null };
  try {
    return { kind: 'json', value: JSON.parse(request.body) as unknown };
  } catch {
    return { kind: 'malformed' };
  }
}
