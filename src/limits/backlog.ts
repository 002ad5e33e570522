/** Nulab Backlog: requests a minute of a user, over all the user's API keys, counted by type. */
import type { Method } from '../model';

export const backlogTypes = ['read', 'update', 'search', 'icon'] as const;
export type BacklogType = (typeof backlogTypes)[number];

export const backlogLimits = {
  source: 'https://developer.nulab.com/docs/backlog/rate-limit',
  readOn: '2026-11-22',
  windowMs: 60_000,
  /**
   * Requests a minute by plan. The paid figures are those of the published example of Get Rate Limit; the free ones are
   * lower and published nowhere. Get Rate Limit is the truth for a user, see {@link readBacklogLimits}.
   */
  plans: {
    paid: { read: 600, update: 150, search: 150, icon: 60 },
    free: { read: null, update: null, search: null, icon: null },
  } satisfies Record<string, Record<BacklogType, number | null>>,
  /** Between two updates, searches or icons of one user, when there are many. */
  gapMs: { read: 0, update: 1_000, search: 1_000, icon: 1_000 } satisfies Record<BacklogType, number>,
} as const;

const searchPath = /^\/api\/v2\/(?:issues(?:\/count)?|wikis|documents)\/?$/;
const iconPath = /\/(?:image|icon)\/?$/;

/**
 * Under which limit a call counts. Backlog names the types and not their paths: lists of issues and wikis that take a
 * keyword are taken for searches, images of spaces, projects, groups and users for icons.
 */
export function backlogTypeOf(method: Method, path: string): BacklogType {
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') return 'update';
  const bare = path.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  if (iconPath.test(bare)) return 'icon';
  return searchPath.test(bare) ? 'search' : 'read';
}
