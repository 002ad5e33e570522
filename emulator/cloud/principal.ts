/** Who calls. The emulator's token says it openly: it is no secret and proves nothing outside the emulator. */
import { routes, type Route } from '../../src/model';
import { record, text } from './untrusted';

export interface Principal {
  /** `null`: no app, but a person's API token or nobody. */
  appId: string | null;
  /** For example `PRODUCTION`; `null` when no app calls. */
  environment: string | null;
  route: Route;
  accountId: string | null;
  /** Basic authentication names a person by e-mail address. */
  email: string | null;
  /** From when on the token is no longer good, epoch milliseconds; `null` for never. */
  expiresAtMs: number | null;
  /** What the calls are for, as the account tells them apart; `null` where the token does not say. */
  feature: string | null;
  /** The token is good, but not for what this call asks for: the gateway refuses it. */
  isOutOfScope: boolean;
  /** The site whose installation the token is of; `null` where the address says it. */
  cloudId: string | null;
}

export interface EmulatorClaims {
  appId: string;
  environment: string;
  route: Route;
  /** On whose behalf; left out for asApp and the like. */
  accountId?: string;
  /** Epoch milliseconds; left out: never. */
  expiresAtMs?: number;
  /** Books the token's calls to a feature of the app, for tests with a budget. */
  feature?: string;
  /** Says that the app has not the scope of this call, which the local Forge knows and the cloud does not. */
  isOutOfScope?: true;
  /** The site whose installation the token is of, for the platform's own APIs, whose address names none. */
  cloudId?: string;
}

/** The value for `Authorization` is `Bearer ` and this token. */
export function emulatorToken(claims: EmulatorClaims): string {
  return `emu.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
}

/** The account keeps a line for each feature's name. */
export const longestFeature = 100;

const nobody: Principal = {
  appId: null,
  environment: null,
  route: 'anonymous',
  accountId: null,
  email: null,
  expiresAtMs: null,
  feature: null,
  isOutOfScope: false,
  cloudId: null,
};

/** @returns `null` for credentials that cannot be read: Atlassian answers those with 401, unlike none at all. */
export function readPrincipal(authorization: string | undefined): Principal | null {
  if (authorization === undefined || authorization === '') return nobody;
  const token = /^Bearer emu\.([\w-]+)$/i.exec(authorization)?.[1];
  if (token !== undefined) return readClaims(token);
  const basic = /^Basic ([\w+/=-]+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return null;
  const [email, secret] = Buffer.from(basic, 'base64').toString().split(':');
  if (email === undefined || email === '' || secret === undefined || secret === '') return null;
  return { ...nobody, route: 'apiToken', email };
}

function readClaims(token: string): Principal | null {
  let claims: Record<string, unknown>;
  try {
    claims = record(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    return null;
  }
  const appId = text(claims.appId);
  const environment = text(claims.environment);
  const route = routes.find((known) => known === claims.route);
  if (appId === null || environment === null || route === undefined) return null;
  const expiresAtMs = typeof claims.expiresAtMs === 'number' ? claims.expiresAtMs : null;
  const accountId = text(claims.accountId);
  const feature = text(claims.feature)?.slice(0, longestFeature) ?? null;
  const isOutOfScope = claims.isOutOfScope === true;
  const cloudId = text(claims.cloudId);
  return { appId, environment, route, accountId, email: null, expiresAtMs, feature, isOutOfScope, cloudId };
}

/** Whether the route draws on the app's points. Traffic of a person's own browser and API tokens does not. */
export function isCharged(route: Route): boolean {
  switch (route) {
    case 'forge.asApp':
    case 'forge.asUser':
    case 'forge.asUserOffline':
    case 'forge.remote':
    case 'connect.jwt':
    case 'connect.impersonation':
    case 'connect.apRequest':
    case 'oauth.3lo':
      return true;
    case 'forge.bridge':
    case 'apiToken':
    case 'anonymous':
      return false;
  }
}

/** Whether the route acts as the app itself, whatever account the token names. */
export function actsAsApp(principal: Pick<Principal, 'route' | 'accountId'>): boolean {
  switch (principal.route) {
    case 'forge.asApp':
    case 'connect.jwt':
      return true;
    case 'forge.remote':
      return principal.accountId === null;
    case 'forge.asUser':
    case 'forge.asUserOffline':
    case 'forge.bridge':
    case 'connect.impersonation':
    case 'connect.apRequest':
    case 'oauth.3lo':
    case 'apiToken':
    case 'anonymous':
      return false;
  }
}
