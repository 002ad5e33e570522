/** What is looked at of an axios request. */
export interface AxiosRequest {
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
export function axiosUrl({ baseURL = '', url = '', params }: AxiosRequest): string {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url)
    ? url
    : `${baseURL.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
  const { maxResults, limit } = (params ?? {}) as { maxResults?: unknown; limit?: unknown };
  const size = Number(maxResults ?? limit);
  if (!Number.isSafeInteger(size)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}maxResults=${size}`;
}
