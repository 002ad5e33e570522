import { errorStatus } from '../calls/error-status';
import { readMethod } from '../calls/method';
import type { OpenCall } from '../calls/open-call';
import { readSignal } from '../calls/target';
import type { CallOptions } from './call-options';
import { attempt, CallWatch } from './call-watch';

/** What is looked at of an axios request. */
interface AxiosRequest {
  url?: string | undefined;
  baseURL?: string | undefined;
  method?: string | undefined;
  params?: unknown;
  data?: unknown;
  signal?: unknown;
  cancelToken?: { reason?: unknown } | undefined;
  transformResponse?: unknown;
}

/** With the page size that a query of `params` asks for; no other parameter is looked at. */
function axiosUrl({ baseURL = '', url = '', params }: AxiosRequest): string {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url)
    ? url
    : `${baseURL.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
  const { maxResults, limit } = (params ?? {}) as { maxResults?: unknown; limit?: unknown };
  const size = Number(maxResults ?? limit);
  if (!Number.isSafeInteger(size)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}maxResults=${size}`;
}

/** The answer's text as it came, where a program has axios make something else of it than its value. */
interface RawBody {
  read: () => unknown;
  /** The program finds its own config in answers, errors and retries. */
  restore: (config: unknown) => void;
}

/**
 * What an answer held. axios' own parser gives its value; where the program's own functions unwrap or map it, the text that they
 * began with does. `undefined`: a stream, which nobody looks into.
 */
function axiosBody(data: unknown, raw: RawBody | null): unknown {
  const body = raw === null ? data : raw.read();
  const isStream = typeof body === 'object' && body !== null && ('pipe' in body || 'getReader' in body);
  return isStream ? undefined : body;
}

/** `null` where axios' own parser is all that stands between the text and the program. */
function watchRaw(config: AxiosRequest): RawBody | null {
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

interface Interceptor {
  fulfilled: (value: never) => unknown;
  rejected?: (error: unknown) => unknown;
  synchronous: boolean;
  runWhen: null;
}
type Visit = (interceptor: Interceptor) => void;

/** What is used of an axios instance, of 0.27 and later. */
export interface AxiosLike {
  interceptors: { request: object; response: object };
}

/** What is looked at of an axios response. */
interface AxiosAnswer {
  status: number;
  data: unknown;
  headers: object;
  config: object;
}

/**
 * Reports each call of the instance from now on; requests, responses and errors stay what they are. It watches where a request
 * goes out and an answer comes in, inside of all interceptors, whether they were added before or after: a retry that an
 * interceptor makes is a call of its own, and what interceptors make of configs, answers and errors changes nothing.
 * @returns the instance
 * @throws TypeError for options by which no call could be reported, for what is no axios instance, and for one that is metered
 */
export function meterAxios<Instance extends AxiosLike>(instance: Instance, options: CallOptions): Instance {
  const watch = new CallWatch(options);
  const { request, response } = managersOf(instance);
  if (meteredInstances.has(request)) throw new TypeError('This axios instance is metered already.');
  meteredInstances.add(request);
  // axios lists its interceptors anew for each request: those of the request first, then at once those of the response.
  let begun: Attempt | null = null;
  const { forEach: listRequest } = request;
  request.forEach = (visit) => {
    const one = (begun = new Attempt(watch));
    // By its transitional option axios runs the first one listed last, or the last one: listed twice, the second run is what goes out.
    const last: Interceptor = { fulfilled: one.leaves, synchronous: true, runWhen: null };
    visit(last);
    listRequest.call(request, visit);
    visit(last);
  };
  const { forEach: listResponse } = response;
  response.forEach = (visit) => {
    const one = begun;
    begun = null;
    if (one !== null)
      visit({ fulfilled: one.answered, rejected: one.failed, synchronous: true, runWhen: null });
    listResponse.call(response, visit);
  };
  return instance;
}

const meteredInstances = new WeakSet();

interface Manager {
  forEach: (visit: Visit) => void;
}

function managersOf({ interceptors }: Partial<AxiosLike>): { request: Manager; response: Manager } {
  const { request, response } = (interceptors ?? {}) as { request?: Manager; response?: Manager };
  if (typeof request?.forEach !== 'function' || typeof response?.forEach !== 'function')
    throw new TypeError('meterAxios: an axios instance of 0.27 or later, as axios.create() makes it');
  return { request, response };
}

/** One request of the instance on its way through axios. */
class Attempt {
  private runs = 0;
  private call: OpenCall | null = null;
  private raw: RawBody | null = null;

  constructor(private readonly watch: CallWatch) {}

  readonly leaves = (config: AxiosRequest): AxiosRequest => {
    this.runs += 1;
    if (this.runs !== 2) return config;
    attempt(() => {
      const signal = readSignal(config.signal);
      if (signal?.aborted === true || config.cancelToken?.reason !== undefined) return;
      this.call = this.watch.begin(readMethod(config.method), axiosUrl(config), null, config.data);
      this.raw = watchRaw(config);
    });
    return config;
  };

  // axios' own headers look each name up in all of theirs: a plain copy is asked more quickly.
  readonly answered = (answer: AxiosAnswer): AxiosAnswer => {
    attempt(() => {
      this.raw?.restore(answer.config);
      this.watch.read(this.call, answer.status, { ...answer.headers }, axiosBody(answer.data, this.raw));
    });
    return answer;
  };

  readonly failed = (error: unknown): never => {
    attempt(() => {
      const { response, config } = (error ?? {}) as { response?: Partial<AxiosAnswer>; config?: unknown };
      this.raw?.restore(config);
      const status = errorStatus(error);
      if (status === null || response?.headers === undefined) this.watch.failed(this.call, error);
      else this.watch.answered(this.call, status, { ...response.headers });
    });
    throw error;
  };
}
