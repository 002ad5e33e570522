import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, entries, textOf } from './json';

/** Every night: who belongs to which group, and all users, for the report of the morning. */
export async function reportPeople(gauge: Gauge): Promise<void> {
  const api = gauge.asApp();
  const groups = await bodyOf(api.requestJira(route`/rest/api/3/group/bulk?maxResults=50`));
  for (const { groupId } of entries(groups?.values)) {
    const id = textOf(groupId);
    if (id !== null)
      await bodyOf(api.requestJira(route`/rest/api/3/group/member?groupId=${id}&maxResults=50`));
  }
  await bodyOf(api.requestJira(route`/rest/api/3/users/search?maxResults=200`));
}
