// A Connect back end: calls Jira as itself (JWT) and in a user's name (impersonation), serves a page for Jira's frame that calls Jira
// with AP.request, and reports all of it. A real one learns its secrets in the installed callback; here they come from the
// environment, see jira.mjs.
import express from 'express';
import { queryStringHash, verifyJwt } from './jwt.mjs';
import { getAsApp, getAsUser, reporter } from './jira.mjs';

const { APP_KEY, CLIENT_KEY, SHARED_SECRET, PORT = '0', BASE_URL } = process.env;
const app = express();
app.use(express.json());

app.get('/atlassian-connect.json', (_request, response) => {
  response.json({
    ...{ key: APP_KEY, name: 'Report', baseUrl: BASE_URL ?? base(), authentication: { type: 'jwt' } },
    ...{ scopes: ['READ', 'ACT_AS_USER'], apiVersion: 1 },
    modules: { generalPages: [{ key: 'report', url: '/page', name: { value: 'Report' } }] },
  });
});

/** Lets through what Jira signed: the page with the qsh of its address, the page's own calls with its context token. */
function fromJira(request, response, next) {
  const isPage = request.path === '/page';
  const token = isPage ? request.query.jwt : /^JWT (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const claims = verifyJwt(String(token), SHARED_SECRET);
  const qsh = isPage ? queryStringHash('GET', `${base()}${request.originalUrl}`, base()) : 'context-qsh';
  if (claims?.iss !== CLIENT_KEY || claims.qsh !== qsh) {
    response.status(401).json({ error: 'Not signed by Jira.' });
    return;
  }
  response.locals.accountId = claims.sub;
  next();
}

// The page runs in Jira's frame; its calls are the person's own. It tells the back end what it did, without any id.
app.get('/page', fromJira, (_request, response) => {
  response.type('html').send(`<!doctype html><title>Report</title><p id="name"></p>
<script src="https://connect-cdn.atl-paas.net/all.js"></script>
<script>
  const startedAt = Date.now();
  AP.request('/rest/api/3/myself').then(async ({ xhr, body }) => {
    document.getElementById('name').textContent = JSON.parse(body).displayName;
    const seen = { path: '/rest/api/3/myself', status: xhr.status, ms: Date.now() - startedAt };
    const headers = { 'content-type': 'application/json', authorization: 'JWT ' + (await AP.context.getToken()) };
    await fetch('/seen', { method: 'POST', headers, body: JSON.stringify(seen) });
  });
</script>`);
});

app.get('/report', fromJira, async (_request, response) => {
  // Jira refuses a query that nothing bounds, such as "order by key" alone.
  const search = new URLSearchParams({
    jql: 'updated >= -52w order by key',
    maxResults: '20',
    fields: 'status',
  });
  const found = await getAsApp(`/rest/api/3/search/jql?${search}`);
  const { issues = [] } = await found.json();
  response.json({ issues: issues.length });
});

app.get('/mine/:key', fromJira, async (request, response) => {
  const key = encodeURIComponent(request.params.key);
  const found = await getAsUser(response.locals.accountId, `/rest/api/3/issue/${key}?fields=summary`);
  const { fields } = await found.json();
  response.json({ summary: fields?.summary ?? null });
});

app.post('/seen', fromJira, (request, response) => {
  const { path, status, ms } = request.body ?? {};
  // Whatever a browser sends is untrusted: only what this page can have done is taken.
  if (path === '/rest/api/3/myself' && Number.isInteger(status) && Number.isFinite(ms)) {
    const call = { at: Date.now(), product: 'jira', route: 'connect.apRequest', method: 'GET', path };
    reporter.report({ ...call, status, ms: Math.min(Math.max(0, ms), 60_000), trigger: 'person' });
  }
  response.status(204).end();
});

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`Listening on ${base()}`);
});
const base = () => `http://127.0.0.1:${server.address().port}`;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close();
    const { sentCalls } = await reporter.close();
    console.log(`Reported ${sentCalls} calls.`);
    process.exit(0);
  });
}
