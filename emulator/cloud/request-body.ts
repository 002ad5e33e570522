/** The body of a request: JSON, or an upload. */
import type { CloudRequest, UploadedPart } from './exchange';
import { boundaryOf, readMultipart } from './multipart';

type RequestBody =
  | { kind: 'read'; json: unknown; upload: readonly UploadedPart[] }
  | { kind: 'malformed'; status: 400 | 415; why: string };

export const malformedBody = 'There was an error parsing JSON. Check that your request body is valid.';
const malformedUpload = 'The multipart/form-data body cannot be read.';

const none: RequestBody = { kind: 'read', json: null, upload: [] };

const jsonType = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Reads have no body: what a GET carries is ignored. JSON that is sent as something else is refused: `fetch` calls a text `text/plain`
 * unless it is told, and Atlassian's answer to that is met on the first real site. Nothing is published of a body without a type; it is taken.
 * @param takesAnyType of an endpoint that the cloud's user made
 */
export function readBody(request: CloudRequest, takesAnyType = false): RequestBody {
  if (request.method === 'GET' || request.method === 'HEAD') return none;
  const type = request.headers['content-type'];
  const boundary = boundaryOf(type ?? '');
  if (boundary !== null) return readUpload(request, boundary);
  if (request.body === null || request.body === '') return none;
  if (type !== undefined && !takesAnyType && !jsonType.test(type)) {
    const why = `Unsupported Media Type: the body came as "${type}". Send the header Content-Type: application/json.`;
    return { kind: 'malformed', status: 415, why };
  }
  try {
    return { kind: 'read', json: JSON.parse(request.body) as unknown, upload: [] };
  } catch {
    return { kind: 'malformed', status: 400, why: malformedBody };
  }
}

function readUpload({ bytes, body }: CloudRequest, boundary: string): RequestBody {
  const upload = readMultipart(bytes ?? Buffer.from(body ?? ''), boundary);
  return upload === null
    ? { kind: 'malformed', status: 400, why: malformedUpload }
    : { kind: 'read', json: null, upload };
}
