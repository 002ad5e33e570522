import { createHmac } from 'node:crypto';
import { canonicalRequest, queryStringHash } from '../../emulator/cloud/query-string-hash';
import { adminId, app, closeClouds, openCloud, startMs, type OpenCloud } from './open-cloud';

const connect = { sharedSecret: 'told-when-installed', oauthClientId: 'client-7' };
const path = '/rest/api/3/search/jql?jql=created%20%3E%3D%20-3650d&maxResults=5';
const nowSeconds = startMs / 1000;
let cloud: OpenCloud;

beforeEach(async () => {
  cloud = await openCloud({ apps: [app({ connect })] });
});
afterEach(closeClouds);

function sign(claims: object, secret = connect.sharedSecret, alg = 'HS256'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg, typ: 'JWT' })}.${part({ iat: nowSeconds, exp: nowSeconds + 180, ...claims })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const [pathname, query] = path.split('?') as [string, string];
const qsh = queryStringHash('GET', pathname, new URLSearchParams(query));
const send = async (jwt: string): Promise<[number, unknown]> => {
  const response = await cloud.send(path, { authorization: `JWT ${jwt}` });
  const body = (await response.json()) as { message?: string };
  return [response.status, body.message];
};

describe('the qsh of a request', () => {
  // Source: Atlassian's Java library for Connect JWTs, JwtConstants.Claims.QUERY_HASH, 3.3.2.
  it('hashes method, path and sorted query as Atlassian’s own library does', () => {
    const wanted = 'zee_last=param&repeated=parameter 1&first=param&repeated=parameter 2';
    expect(canonicalRequest('get', '/path/to/service', new URLSearchParams(wanted))).toBe(
      'GET&/path/to/service&first=param&repeated=parameter%201,parameter%202&zee_last=param',
    );
  });

  it('has a path of its own for nothing, no slash at the end, and leaves the token out', () => {
    expect(canonicalRequest('POST', '', new URLSearchParams('jwt=x'))).toBe('POST&/&');
    expect(canonicalRequest('POST', '/a&b/', new URLSearchParams('q=~*'))).toBe('POST&/a%26b&q=~%2A');
  });
});

describe('a Connect app', () => {
  it('calls as itself with a JWT for the request, and is charged', async () => {
    expect(await send(sign({ iss: 'app-1', qsh }))).toEqual([200, undefined]);
    const { cells } = cloud.cloud.account.snapshot();
    expect(cells).toMatchObject([{ app: 'app-1', byRoute: { 'connect.jwt': { requests: 1, points: 6 } } }]);
  });

  it.each<[string, string, string]>([
    [
      'of another request',
      sign({ iss: 'app-1', qsh: 'f'.repeat(64) }),
      'The qsh of the JWT is not that of this request',
    ],
    ['of another app', sign({ iss: 'app-2', qsh }), 'The iss of the JWT is no Connect app of this cloud'],
    [
      'of another secret',
      sign({ iss: 'app-1', qsh }, 'guessed'),
      'The JWT is not signed with the shared secret',
    ],
    ['that has expired', sign({ iss: 'app-1', qsh, exp: nowSeconds }), 'The JWT has expired'],
    ['from the future', sign({ iss: 'app-1', qsh, iat: nowSeconds + 90 }), 'The JWT is from the future'],
    ['without an end', sign({ iss: 'app-1', qsh, exp: null }), 'The JWT needs iat and exp'],
    [
      'that chooses its own check',
      sign({ iss: 'app-1', qsh }, '', 'none'),
      'The JWT cannot be read, or is not signed with HS256',
    ],
  ])('is refused a JWT %s', async (_kind, jwt, why) => {
    expect(await send(jwt)).toEqual([401, why]);
  });
});

const assertion = {
  iss: 'urn:atlassian:connect:clientid:client-7',
  sub: `urn:atlassian:connect:useraccountid:${adminId}`,
  tnt: 'https://testers.atlassian.net',
  aud: 'https://oauth-2-authorization-server.services.atlassian.com',
};

const askToken = (jwt: string, grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer') =>
  fetch(`${cloud.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type, assertion: jwt }),
  });

describe('a Connect app in a user’s name', () => {
  it('gets a token for a quarter of an hour', async () => {
    const answer = await askToken(sign(assertion));
    const { access_token, expires_in } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    expect([answer.status, expires_in]).toEqual([200, 900]);
    const myself = () => cloud.send('/rest/api/3/myself', { authorization: `Bearer ${access_token}` });
    expect(await (await myself()).json()).toMatchObject({ accountId: adminId });
    expect(cloud.cloud.account.snapshot().cells).toMatchObject([
      { byRoute: { 'connect.impersonation': { requests: 1, points: 3 } } },
    ]);
    cloud.clock.advance(900_000);
    expect((await myself()).status).toBe(401);
  });

  it.each<[string, object]>([
    ['another client', { iss: 'urn:atlassian:connect:clientid:client-8' }],
    ['another site', { tnt: 'https://strangers.atlassian.net' }],
    ['another server', { aud: 'https://example.com' }],
    ['nobody', { sub: 'urn:atlassian:connect:useraccountid:' }],
    ['a time that is over', { exp: nowSeconds - 1 }],
  ])('gets none for %s', async (_kind, change) => {
    const answer = await askToken(sign({ ...assertion, ...change }));
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('gets none with another secret or grant', async () => {
    expect((await askToken(sign(assertion, 'guessed'))).status).toBe(400);
    const other = await askToken(sign(assertion), 'password');
    expect(await other.json()).toMatchObject({ error: 'unsupported_grant_type' });
  });
});
