// Jira as a Connect app calls it, each way to authenticate with a metered fetch of its own: they are different routes, with
// different budgets.
import { URLSearchParams } from 'node:url';
import { createReporter, meteredFetch } from 'points-gauge/node';
import { queryStringHash, signJwt } from './jwt.mjs';

// What the installed callback brings on a real site, and where reports go (Points Gauge, Settings, Sources):
const { APP_KEY, SHARED_SECRET, OAUTH_CLIENT_ID } = process.env;
const { SITE_URL, API_URL = SITE_URL } = process.env; // https://your-site.atlassian.net; API_URL is for the emulator
const { TOKEN_URL = 'https://oauth-2-authorization-server.services.atlassian.com' } = process.env;
const { GAUGE_URL, GAUGE_SOURCE, GAUGE_SECRET } = process.env;

export const reporter = createReporter({ url: GAUGE_URL, source: GAUGE_SOURCE, secret: GAUGE_SECRET });
const appFetch = meteredFetch(fetch, { product: 'jira', route: 'connect.jwt', reporter });
const userFetch = meteredFetch(fetch, { product: 'jira', route: 'connect.impersonation', reporter });

/** As the app: a JWT for this very request. */
export function getAsApp(path) {
  const url = `${API_URL}${path}`;
  const jwt = signJwt({ iss: APP_KEY, qsh: queryStringHash('GET', url, API_URL) }, SHARED_SECRET);
  return appFetch(url, { headers: { authorization: `JWT ${jwt}`, accept: 'application/json' } });
}

/** In a user's name: an access token of 15 minutes, kept until a minute before its end. */
export async function getAsUser(accountId, path) {
  const headers = { authorization: `Bearer ${await tokenOf(accountId)}`, accept: 'application/json' };
  return userFetch(`${API_URL}${path}`, { headers });
}

const tokens = new Map();

async function tokenOf(accountId) {
  const known = tokens.get(accountId);
  if (known !== undefined && known.untilMs > Date.now()) return known.token;
  const assertion = signJwt(
    {
      iss: `urn:atlassian:connect:clientid:${OAUTH_CLIENT_ID}`,
      sub: `urn:atlassian:connect:useraccountid:${accountId}`,
      tnt: SITE_URL,
      aud: 'https://oauth-2-authorization-server.services.atlassian.com',
    },
    SHARED_SECRET,
  );
  const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  const answer = await fetch(`${TOKEN_URL}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  if (!answer.ok) throw new Error(`No token for a user: ${answer.status} ${await answer.text()}`);
  const { access_token: token, expires_in: seconds } = await answer.json();
  tokens.set(accountId, { token, untilMs: Date.now() + (seconds - 60) * 1000 });
  return token;
}
