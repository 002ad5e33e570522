import type { AxiosRequest } from './axios-url';

/** The answer's text as it came, where a program has axios make something else of it than its value. */
export interface RawBody {
  read: () => unknown;
  /** The program finds its own config in answers, errors and retries. */
  restore: (config: unknown) => void;
}

/**
 * What an answer held. axios' own parser gives its value; where the program's own functions unwrap or map it, the text that they
 * began with does. `undefined`: a stream, which nobody looks into.
 */
export function axiosBody(data: unknown, raw: RawBody | null): unknown {
  const body = raw === null ? data : raw.read();
  const isStream = typeof body === 'object' && body !== null && ('pipe' in body || 'getReader' in body);
  return isStream ? undefined : body;
}

/** `null` where axios' own parser is all that stands between the text and the program. */
export function watchRaw(config: AxiosRequest): RawBody | null {
  const own = config.transformResponse;
  const listed: unknown[] = Array.isArray(own) ? own : own === undefined || own === null ? [] : [own];
  const [only] = listed;
  if (listed.length === 0 || (listed.length === 1 && isUsual(only))) return null;
  let raw: unknown;
  const first = (data: unknown): unknown => (raw = data);
  const watched = [first, ...listed];
  config.transformResponse = watched;
  return {
    read: () => raw,
    restore: (sent) => {
      for (const one of [config, sent] as (AxiosRequest | undefined)[])
        if (one?.transformResponse === watched) one.transformResponse = own;
    },
  };
}

/** The parser that axios sets by default: it is named, and the only one. */
function isUsual(transform: unknown): boolean {
  return typeof transform === 'function' && transform.name === 'transformResponse';
}
