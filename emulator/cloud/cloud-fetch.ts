import type { Cloud } from './cloud';

/** In place of `fetch`, without a socket: whatever host is asked, this cloud answers. */
export function cloudFetch(
  cloud: Pick<Cloud, 'handle'>,
  onAsked: (url: URL) => void = () => undefined,
): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    onAsked(url);
    const { status, headers, body } = cloud.handle({
      method: init?.method ?? 'GET',
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers).entries()),
      body: typeof init?.body === 'string' ? init.body : null,
    });
    return Promise.resolve(new Response(body, { status, headers }));
  };
}
