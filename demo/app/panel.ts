import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, textOf } from './json';

/** The panel on an issue, read as the person who looks at it. */
export async function showIssue(gauge: Gauge, event: unknown): Promise<{ summary: string | null }> {
  const key = issueKeyOf(event);
  if (key === null) return { summary: null };
  const api = gauge.asUser();
  const [issue] = await Promise.all([
    bodyOf(api.requestJira(route`/rest/api/3/issue/${key}`)),
    bodyOf(api.requestJira(route`/rest/api/3/issue/${key}/comment?maxResults=20`)),
    bodyOf(api.requestJira(route`/rest/api/3/myself`)),
  ]);
  const fields: unknown = issue?.fields;
  const summary: unknown =
    typeof fields === 'object' && fields !== null && 'summary' in fields ? fields.summary : null;
  return { summary: textOf(summary) };
}

function issueKeyOf(event: unknown): string | null {
  const call: unknown = typeof event === 'object' && event !== null && 'call' in event ? event.call : null;
  const payload: unknown =
    typeof call === 'object' && call !== null && 'payload' in call ? call.payload : null;
  return typeof payload === 'object' && payload !== null && 'key' in payload ? textOf(payload.key) : null;
}
