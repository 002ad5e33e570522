// A Connect back end: calls Jira as itself and in a user's name, serves a page that calls Jira with AP.request, and reports all of
// it. A real one installs itself with a descriptor and gets its shared secret then; here both come from the environment.
// ATLASSIAN_URL, CLOUD_ID   where Jira is
// APP_TOKEN, USER_TOKEN     what authorises a call as the app and as a user: `connectJwt` and `userToken` below say how to make them
// GAUGE_URL, GAUGE_SOURCE, GAUGE_SECRET   from Points Gauge, Settings, Sources
import express from 'express';
import { createReporter, meteredFetch } from 'points-gauge/node';

const { ATLASSIAN_URL, CLOUD_ID, APP_TOKEN, USER_TOKEN, GAUGE_URL, GAUGE_SOURCE, GAUGE_SECRET, PORT } =
  process.env;
const reporter = createReporter({ url: GAUGE_URL, source: GAUGE_SOURCE, secret: GAUGE_SECRET });
const base = `${ATLASSIAN_URL}/ex/jira/${CLOUD_ID}`;

// One wrapped fetch for each way to authenticate: they are different routes, with different budgets.
const asApp = meteredFetch(fetch, { product: 'jira', route: 'connect.jwt', reporter });
const asUser = meteredFetch(fetch, { product: 'jira', route: 'connect.impersonation', reporter });

/** On a real site: a JWT, HS256 with the shared secret, with `iss`, `iat`, `exp` and the `qsh` of this very request. */
const connectJwt = () => `Bearer ${APP_TOKEN}`;
/** On a real site: an access token, got for a JWT assertion with the user's account id. */
const userToken = () => `Bearer ${USER_TOKEN}`;

const app = express();
app.use(express.json());

app.get('/report', async (_request, response) => {
  const found = await asApp(`${base}/rest/api/3/search/jql?jql=order+by+key&maxResults=20&fields=status`, {
    headers: { authorization: connectJwt() },
  });
  const { issues = [] } = await found.json();
  response.json({ issues: issues.length });
});

app.get('/mine/:key', async (request, response) => {
  const found = await asUser(`${base}/rest/api/3/issue/${request.params.key}?fields=summary`, {
    headers: { authorization: userToken() },
  });
  const { fields } = await found.json();
  response.json({ summary: fields?.summary ?? null });
});

// The page runs in Jira's frame; its calls are the person's own. It tells the back end what it did, without any id.
app.get('/page', (_request, response) => {
  response.type('html').send(`<!doctype html><title>Report</title>
<script src="https://connect-cdn.atl-paas.net/all.js"></script>
<script>
  const startedAt = Date.now();
  AP.request('/rest/api/3/myself').then(({ xhr }) =>
    fetch('/seen', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/rest/api/3/myself', status: xhr.status, ms: Date.now() - startedAt }),
    }));
</script>`);
});

app.post('/seen', (request, response) => {
  const { path, status, ms } = request.body ?? {};
  // Whatever a browser sends is untrusted: only what this page can have done is taken.
  if (path === '/rest/api/3/myself' && Number.isInteger(status) && Number.isFinite(ms)) {
    const call = { at: Date.now(), product: 'jira', route: 'connect.apRequest', method: 'GET', path };
    reporter.report({ ...call, status, ms: Math.min(Math.max(0, ms), 60_000), trigger: 'person' });
  }
  response.status(204).end();
});

const server = app.listen(Number(PORT ?? 0), '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close();
    const { sentCalls } = await reporter.close();
    console.log(`Reported ${sentCalls} calls.`);
    process.exit(0);
  });
}
