import api, { route } from 'points-gauge/api';
import { kvs } from '@forge/kvs';

// Once a day: what was done since yesterday. The app's own storage stays its own.
export async function collect() {
  const response = await api
    .asApp()
    .requestJira(route`/rest/api/3/search/jql?jql=${'updated > -1d'}&maxResults=50&fields=summary`);
  const { issues = [] } = await response.json();
  await kvs.set('collected', { issues: issues.length });
}

// On an issue: one line for the release notes, as the person who looks at it.
export async function panel({ call: { payload } }) {
  const response = await api.asUser().requestJira(route`/rest/api/3/issue/${payload.key}?fields=summary`);
  const { fields } = await response.json();
  return { line: fields.summary };
}
