import { headerSource } from '../headers/source';
import { methods } from '../model';
import type { CallOptions } from './callOptions';
import { SeenCall } from './seenCall';

/** What is looked at of an axios request. */
export interface AxiosRequest {
  url?: string | undefined;
  baseURL?: string | undefined;
  method?: string | undefined;
  params?: unknown;
}

/** What is looked at of an axios response. */
export interface AxiosAnswer {
  status: number;
  /** Parsed, as axios does. */
  data: unknown;
  headers: object;
  config: object;
}

/** What is used of an axios instance. */
export interface AxiosLike<Request extends AxiosRequest, Answer extends AxiosAnswer> {
  interceptors: {
    request: { use(onRequest: (config: Request) => Request | Promise<Request>): number };
    response: {
      use(onAnswer: (answer: Answer) => Answer | Promise<Answer>, onError: (error: Error) => never): number;
    };
  };
}

/**
 * Reports each call of the instance from now on; requests, responses and errors stay what they are. Add it last, so that it
 * sees what is sent. A refusal that axios turns into an error is reported with its status.
 */
export function meterAxios<Request extends AxiosRequest, Answer extends AxiosAnswer>(
  instance: AxiosLike<Request, Answer>,
  options: CallOptions,
): void {
  const nowMs = options.nowMs ?? Date.now;
  const calls = new WeakMap<object, SeenCall>();
  const take = (config: unknown): SeenCall | null => {
    if (typeof config !== 'object' || config === null) return null;
    const call = calls.get(config) ?? null;
    calls.delete(config);
    return call;
  };
  const answered = (answer: AxiosAnswer): void => {
    attempt(() => {
      const call = take(answer.config);
      const headers = headerSource(textsOf(answer.headers));
      if (call?.answered(answer.status, headers) === true) call.settle(answer.data);
    });
  };
  instance.interceptors.request.use((config) => {
    attempt(() => {
      const wanted = (config.method ?? 'GET').toUpperCase();
      const method = methods.find((known) => known === wanted) ?? 'GET';
      calls.set(config, new SeenCall(options, method, urlOf(config), nowMs));
    });
    return config;
  });
  instance.interceptors.response.use(
    (answer) => {
      answered(answer);
      return answer;
    },
    (error: Error) => {
      attempt(() => {
        const { response, config } = error as { response?: AxiosAnswer; config?: unknown };
        if (response === undefined) take(config)?.failed();
        else answered(response);
      });
      throw error;
    },
  );
}

/** With the page size that a query of `params` asks for; no other parameter is looked at. */
function urlOf({ baseURL = '', url = '', params }: AxiosRequest): string {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url)
    ? url
    : `${baseURL.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
  const { maxResults, limit } = (params ?? {}) as { maxResults?: unknown; limit?: unknown };
  const size = Number(maxResults ?? limit);
  if (!Number.isSafeInteger(size)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}maxResults=${size}`;
}

function textsOf(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // Metering must never be the reason why a call fails.
  }
}
