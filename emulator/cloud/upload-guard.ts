/** What both products ask of an upload, so that no page of another site can make a browser send one. */
import type { Call } from './exchange';

/** Whether the call has `X-Atlassian-Token: no-check`, in either spelling. Source: "Add attachment", 2026-11. */
export function isGuarded(call: Pick<Call, 'headers'>): boolean {
  return /^no-?check$/i.test(call.headers['x-atlassian-token'] ?? '');
}

export const unguarded = 'XSRF check failed: send the header X-Atlassian-Token: no-check';
