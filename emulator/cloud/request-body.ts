/** The body of a request: JSON, or an upload. */
import type { CloudRequest, UploadedPart } from './exchange';
import { boundaryOf, readMultipart } from './multipart';

type RequestBody =
  { kind: 'read'; json: unknown; upload: readonly UploadedPart[] } | { kind: 'malformed'; why: string };

export const malformedBody = 'There was an error parsing JSON. Check that your request body is valid.';
const malformedUpload = 'The multipart/form-data body cannot be read.';

const none: RequestBody = { kind: 'read', json: null, upload: [] };

/** Reads have no body: what a GET carries is ignored. */
export function readBody(request: CloudRequest): RequestBody {
  if (request.method === 'GET' || request.method === 'HEAD') return none;
  const boundary = boundaryOf(request.headers['content-type'] ?? '');
  if (boundary !== null) return readUpload(request, boundary);
  if (request.body === null || request.body === '') return none;
  try {
    return { kind: 'read', json: JSON.parse(request.body) as unknown, upload: [] };
  } catch {
    return { kind: 'malformed', why: malformedBody };
  }
}

function readUpload({ bytes, body }: CloudRequest, boundary: string): RequestBody {
  const upload = readMultipart(bytes ?? Buffer.from(body ?? ''), boundary);
  return upload === null ? { kind: 'malformed', why: malformedUpload } : { kind: 'read', json: null, upload };
}
