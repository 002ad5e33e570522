/** From credentials to somebody on a site. */
import type { ConnectApps, SignedRequest } from './connect';
import { actsAsApp, readPrincipal, type Principal } from './principal';
import { BoundedMap } from './world/bounded-map';
import type { Person } from './world/people';
import type { Site } from './world/site';
import type { Viewer } from './world/viewer';

type Admission =
  | { kind: 'admitted'; principal: Principal; viewer: Viewer }
  /** Why not, in words for a developer. */
  | { kind: 'refused'; why: string };

function personOf(site: Site, principal: Principal): Person | null {
  if (principal.email !== null) return site.people.byEmailAddress(principal.email);
  return principal.accountId === null ? null : site.people.byAccountId(principal.accountId);
}

export class Authentication {
  /** The same few callers come again and again; reading their token once is enough. */
  private readonly read = new BoundedMap<string, Principal>(2_000);

  constructor(private readonly connectApps: ConnectApps) {}

  admit(site: Site, authorization: string | undefined, request: SignedRequest, nowMs: number): Admission {
    const principal = this.principal(authorization, request, nowMs);
    if (typeof principal === 'string') return { kind: 'refused', why: principal };
    if (principal.expiresAtMs !== null && principal.expiresAtMs <= nowMs)
      return { kind: 'refused', why: 'The access token has expired' };
    if (principal.route === 'anonymous') return { kind: 'admitted', principal, viewer: { kind: 'nobody' } };
    if (actsAsApp(principal)) return { kind: 'admitted', principal, viewer: { kind: 'app' } };
    const person = personOf(site, principal);
    if (person === null && principal.accountId === null && principal.email === null)
      return {
        kind: 'refused',
        why: `A call by ${principal.route} acts for a person: the token needs an accountId`,
      };
    if (person === null)
      return { kind: 'refused', why: `The account of this call is no user of ${site.name}` };
    return { kind: 'admitted', principal, viewer: { kind: 'person', index: person.index } };
  }

  /** A Connect JWT is good for one request only, and is read anew each time. */
  private principal(
    authorization: string | undefined,
    request: SignedRequest,
    nowMs: number,
  ): Principal | string {
    const jwt = /^JWT (\S+)$/i.exec(authorization ?? '')?.[1] ?? request.query.get('jwt');
    if (jwt !== null) return this.connectApps.principal(jwt, request, nowMs);
    const known = this.read.get(authorization ?? '');
    if (known !== undefined) return known;
    const principal = readPrincipal(authorization);
    if (principal === null)
      return 'The credentials cannot be read: the emulator takes its own token, Basic or a Connect JWT';
    this.read.set(authorization ?? '', principal);
    return principal;
  }
}
