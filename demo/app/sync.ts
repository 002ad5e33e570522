import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, entries, textOf } from './json';

/** Every hour: all projects, the versions of one of them in turn, and two pages of issues, whether they changed or not. */
export async function syncProjects(gauge: Gauge): Promise<void> {
  const api = gauge.asApp();
  const projects = await bodyOf(api.requestJira(route`/rest/api/3/project/search?maxResults=50`));
  const keys = entries(projects?.values).flatMap(({ key }) => textOf(key) ?? []);
  const turn = keys[Math.floor(Date.now() / 3_600_000) % Math.max(1, keys.length)];
  if (turn !== undefined) await bodyOf(api.requestJira(route`/rest/api/3/project/${turn}/versions`));
  let token = '';
  for (let page = 0; page < 2; page += 1) {
    const changed = await bodyOf(
      api.requestJira(
        token === ''
          ? route`/rest/api/3/search/jql?jql=created >= -3650d&fields=status&maxResults=100`
          : route`/rest/api/3/search/jql?jql=created >= -3650d&fields=status&maxResults=100&nextPageToken=${token}`,
      ),
    );
    token = textOf(changed?.nextPageToken) ?? '';
    if (token === '') return;
  }
}
