import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, textOf } from './json';

/** After somebody changed an issue: what it is now, and how it came to be so. */
export async function readChangedIssue(gauge: Gauge, event: unknown): Promise<void> {
  const key = issueKeyOf(event);
  if (key === null) return;
  const api = gauge.asApp();
  await bodyOf(api.requestJira(route`/rest/api/3/issue/${key}?fields=status,fixVersions`));
  await bodyOf(api.requestJira(route`/rest/api/3/issue/${key}/changelog?maxResults=50`));
}

function issueKeyOf(event: unknown): string | null {
  const issue: unknown = typeof event === 'object' && event !== null && 'issue' in event ? event.issue : null;
  return typeof issue === 'object' && issue !== null && 'key' in issue ? textOf(issue.key) : null;
}
