/**
 * A request on a connection of its own. A server closes one that nobody used for five seconds, and a test that waited as long on a busy machine
 * would ask on it in that very moment.
 */
export function askAlone(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Connection', 'close');
  return fetch(url, { ...init, headers });
}
