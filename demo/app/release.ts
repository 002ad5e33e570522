import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, entries, textOf } from './json';

/** The page of a release, read as the person who looks at it: how many issues of the project that person may see. */
export async function countIssues(gauge: Gauge, event: unknown): Promise<{ issues: number }> {
  const key = projectKeyOf(event);
  if (key === null) return { issues: 0 };
  const jql = `project = ${key}`;
  const found = await bodyOf(
    gauge.asUser().requestJira(route`/rest/api/3/search/jql?jql=${jql}&fields=id&maxResults=1000`),
  );
  return { issues: entries(found?.issues).length };
}

function projectKeyOf(event: unknown): string | null {
  const call: unknown = typeof event === 'object' && event !== null && 'call' in event ? event.call : null;
  const payload: unknown =
    typeof call === 'object' && call !== null && 'payload' in call ? call.payload : null;
  return typeof payload === 'object' && payload !== null && 'project' in payload
    ? textOf(payload.project)
    : null;
}
