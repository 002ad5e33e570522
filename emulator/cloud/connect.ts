/** How a Connect app proves who it is: with a JWT for each request, or with one for an access token in a user's name. */
import type { AppOptions } from './options';
import { outOfTime, readJsonWebToken } from './json-web-token';
import { emulatorToken, type Principal } from './principal';
import { queryStringHash } from './query-string-hash';
import { text } from './untrusted';

/** A request as its `qsh` covers it. */
export interface SignedRequest {
  method: string;
  /** Below the address of the site. */
  path: string;
  query: URLSearchParams;
}

/** Source: developer.atlassian.com, "User impersonation for Connect apps", 2025-01. */
const audience = 'https://oauth-2-authorization-server.services.atlassian.com';
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const client = 'urn:atlassian:connect:clientid:';
const user = 'urn:atlassian:connect:useraccountid:';
const tokenSeconds = 15 * 60;

export type TokenAnswer =
  | { access_token: string; expires_in: number; token_type: 'Bearer' }
  | { error: 'invalid_grant' | 'unsupported_grant_type'; error_description: string };

export class ConnectApps {
  constructor(private readonly apps: readonly AppOptions[]) {}

  /** @returns who calls, or why that is not proven, in words for a developer */
  principal(token: string, request: SignedRequest, nowMs: number): Principal | string {
    const read = readJsonWebToken(token);
    if (read === null) return 'The JWT cannot be read, or is not signed with HS256';
    const { iss, qsh } = read.claims;
    const app = this.apps.find(({ id, connect }) => connect !== undefined && id === iss);
    if (app?.connect === undefined) return 'The iss of the JWT is no Connect app of this cloud';
    if (!read.isSignedWith(app.connect.sharedSecret)) return 'The JWT is not signed with the shared secret';
    const late = outOfTime(read, nowMs);
    if (late !== null) return late;
    if (qsh !== queryStringHash(request.method, request.path, request.query))
      return 'The qsh of the JWT is not that of this request';
    const nobody = { accountId: null, email: null, expiresAtMs: null, feature: null, cloudId: null };
    return { ...nobody, appId: app.id, environment: 'PRODUCTION', route: 'connect.jwt', isOutOfScope: false };
  }

  /** Answers what an app posts to `/oauth2/token` to act for a user. @param form the posted body */
  impersonate(form: URLSearchParams, siteNames: readonly string[], nowMs: number): TokenAnswer {
    if (form.get('grant_type') !== grantType)
      return { error: 'unsupported_grant_type', error_description: `grant_type must be ${grantType}` };
    const read = readJsonWebToken(form.get('assertion') ?? '');
    const { iss, sub, tnt, aud } = read?.claims ?? {};
    const app = this.apps.find(
      ({ connect }) => connect !== undefined && iss === client + connect.oauthClientId,
    );
    if (read === null || app?.connect === undefined) return refused('iss names no Connect app of this cloud');
    if (!read.isSignedWith(app.connect.sharedSecret)) return refused('not signed with the shared secret');
    const late = outOfTime(read, nowMs);
    if (late !== null) return refused(late);
    if (aud !== audience) return refused(`aud must be ${audience}`);
    const tenant = text(tnt)?.replace(/\/wiki$/, '');
    if (!siteNames.some((name) => tenant === `https://${name}.atlassian.net`))
      return refused('tnt is no site of this cloud');
    const accountId = text(sub)?.startsWith(user) === true ? text(sub)?.slice(user.length) : undefined;
    if (accountId === undefined || accountId === '') return refused(`sub must be ${user}{account id}`);
    const claims = { appId: app.id, environment: 'PRODUCTION', route: 'connect.impersonation' as const };
    const expiresAtMs = nowMs + tokenSeconds * 1000;
    const access_token = emulatorToken({ ...claims, accountId, expiresAtMs });
    return { access_token, expires_in: tokenSeconds, token_type: 'Bearer' };
  }
}

function refused(error_description: string): TokenAnswer {
  return { error: 'invalid_grant', error_description };
}
