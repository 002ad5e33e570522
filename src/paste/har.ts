import { bodyOf, pasted, statusOf, type PastedResponse } from './response';
import { responsesOfValue } from './object';
import { isRecord } from '../object';

/** The entries of a HAR file, in their order; `null` for any other value. Source: HAR 1.2. */
export function responsesOfHar(value: unknown): PastedResponse[] | null {
  const log = isRecord(value) ? value['log'] : null;
  const entries = isRecord(log) ? log['entries'] : null;
  if (!Array.isArray(entries)) return null;
  return entries.flatMap((entry: unknown) => entryOf(entry) ?? []);
}

function entryOf(entry: unknown): PastedResponse | null {
  if (!isRecord(entry) || !isRecord(entry['response'])) return null;
  const { response, request, startedDateTime, time } = entry;
  const { status, headers, content } = response;
  const { method, url } = isRecord(request) ? request : {};
  const [read] = responsesOfValue([{ status: 200, headers }]);
  const startedMs = typeof startedDateTime === 'string' ? Date.parse(startedDateTime) : NaN;
  const tookMs = typeof time === 'number' && time >= 0 ? time : 0;
  const text = isRecord(content) ? content['text'] : undefined;
  return pasted({
    status: statusOf(status),
    pairs: read?.pairs ?? [],
    body: typeof text === 'string' ? bodyOf(text) : undefined,
    method: typeof method === 'string' ? method : null,
    url: typeof url === 'string' ? url : null,
    atMs: Number.isFinite(startedMs) ? Math.round(startedMs + tookMs) : null,
  });
}
