/**
 * Which names a server of this machine answers to. A page of a stranger can reach a local port under a name of the stranger's own,
 * which its name server points here once the page is open: to the browser both are one site. The name is what gives it away.
 */

/** Names that lead here, and those of Atlassian's, which no stranger can point anywhere. */
const loopback = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const atlassian = /^(?:[a-z0-9-]+\.)+atlassian\.(?:com|net)$/;

/** @param header of the request; `undefined` where none was sent, which no browser does */
export function isOwnHost(header: string | undefined, allowedHosts: readonly string[] = []): boolean {
  if (header === undefined) return true;
  const name = header.toLowerCase().replace(/:\d{1,5}$/, '');
  if (loopback.test(name) || atlassian.test(name)) return true;
  return allowedHosts.some((allowed) => allowed.toLowerCase() === name);
}

/** The status says that the request is for another server. */
export const otherHostStatus = 421;

/** @param how an option that allows a name, in the words of whoever runs the server */
export function otherHostText(header: string | undefined, how: string): string {
  const shown = (header ?? '').replace(/[^\w.:[\]-]/g, '?').slice(0, 100);
  return `This server is for programs of its own machine: it answers to localhost and 127.0.0.1, not to "${shown}". A page of a stranger could come by such a name. ${how}`;
}
