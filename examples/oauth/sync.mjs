// A script that acts for one user by OAuth 2.0 (3LO), and reports what its calls cost.
// ATLASSIAN_URL   https://api.atlassian.com, or the emulator's address
// CLOUD_ID        the site, from /oauth/token/accessible-resources
// ACCESS_TOKEN    the user's access token
// GAUGE_URL, GAUGE_SOURCE, GAUGE_SECRET   from Points Gauge, Settings, Sources
import { createReporter, meteredFetch } from 'points-gauge/node';

const { ATLASSIAN_URL, CLOUD_ID, ACCESS_TOKEN, GAUGE_URL, GAUGE_SOURCE, GAUGE_SECRET } = process.env;
const reporter = createReporter({ url: GAUGE_URL, source: GAUGE_SOURCE, secret: GAUGE_SECRET });
const jira = meteredFetch(fetch, {
  product: 'jira',
  route: 'oauth.3lo',
  tag: 'nightly sync',
  trigger: 'schedule',
  reporter,
});

const headers = { authorization: `Bearer ${ACCESS_TOKEN}`, accept: 'application/json' };
const base = `${ATLASSIAN_URL}/ex/jira/${CLOUD_ID}`;

// Jira refuses a query that nothing bounds, such as "order by key" alone.
const search = new URLSearchParams({
  jql: 'updated >= -52w order by key',
  maxResults: '10',
  fields: 'summary',
});
const found = await jira(`${base}/rest/api/3/search/jql?${search}`, { headers });
const { issues = [] } = await found.json();
for (const { key } of issues) {
  const issue = await jira(`${base}/rest/api/3/issue/${key}?fields=summary`, { headers });
  const { fields } = await issue.json();
  console.log(`${key} ${fields.summary}`);
}

const { sentCalls, waitingCalls } = await reporter.close();
console.log(`Reported ${sentCalls} calls, ${waitingCalls} wait.`);
