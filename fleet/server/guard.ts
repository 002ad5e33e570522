/** Who may ask the page's server: decided by the request alone, before anything of it is answered. */
import { isIP } from 'node:net';

export interface Asked {
  method: string;
  /** As the headers have them; `undefined`: not sent. */
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  fetchMode: string | undefined;
  /** The page itself is asked for, and nothing that is answered from the store. */
  isPage: boolean;
}

export interface GuardRules {
  /** Where it listens, as an address has it: lower case, without a port. */
  host: string;
  /** Names that the server is reached by, beside that, addresses and this machine's own: lower case, without a port. */
  names: readonly string[];
  /** Only this machine may ask. */
  isThisMachineOnly: boolean;
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `null`: go on. A page of another site reaches a server on this machine, too: by a form or a script from there (its Origin tells), or by a name
 * of its own that it lets point here (its Host tells).
 */
export function refusal(
  { method, host, origin, fetchSite, fetchMode, isPage }: Asked,
  rules: GuardRules,
): string | null {
  const name = hostName(host);
  if (name === null || !isKnown(name, rules))
    return 'This server does not go by that name. Start it with --name, or open the address that it printed.';
  if (origin !== undefined && !isSame(origin, host)) return 'Another site may not ask this server.';
  // A browser that tells it says so of every request; a program sends neither.
  if (method === 'POST' && origin === undefined && fetchSite !== undefined && fetchSite !== 'same-origin')
    return 'Another site may not ask this server.';
  const isFromElsewhere = fetchSite === 'cross-site' || fetchSite === 'same-site';
  // A link may lead to the page. What a page there embeds it cannot read, but each question costs the database, and a frame navigates, too.
  if (isFromElsewhere && (method === 'POST' || fetchMode !== 'navigate' || !isPage))
    return 'Another site may not ask this server.';
  return null;
}

function hostName(host: string | undefined): string | null {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.exec(host ?? '');
  return found?.[1]?.toLowerCase() ?? null;
}

/** A name that somebody else owns can be made to point here; an address cannot. */
function isKnown(name: string, { host, names, isThisMachineOnly }: GuardRules): boolean {
  if (ownNames.has(name) || name === host) return true;
  if (isThisMachineOnly) return false;
  return names.includes(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** A proxy that ends TLS changes the scheme and never the host. */
function isSame(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
