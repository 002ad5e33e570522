/** Limits that several endpoints share, or that count otherwise than by the second. */
import type { Product } from '../model';
import { minuteMs } from '../time';

export const sharedLimitNames = ['userSearch', 'bulkOperations', 'license'] as const;
export type SharedLimitName = (typeof sharedLimitNames)[number];

export interface SharedLimit {
  /** The endpoints' paths, as the catalogue has them. */
  templates: readonly string[];
  /** Requests under way at once, of all users of a site; `null`: not limited so. */
  atOnce: number | null;
  /** Requests in a window, of an installation and of a site; `null`: not limited so, or published nowhere. */
  perInstallation: { requests: number; windowMs: number } | null;
  perSite: { requests: number; windowMs: number } | null;
  source: string;
  readOn: string;
}

const jiraReference = 'https://developer.atlassian.com/cloud/jira/platform/rest/v3';
const userPath = '/rest/api/3/user';
const bulkPath = '/rest/api/3/bulk/issues';

export const sharedLimits: Readonly<Record<SharedLimitName, SharedLimit>> = {
  /** One limit for all eight on a site; how large it is, is published nowhere. */
  userSearch: {
    templates: [
      `${userPath}/assignable/multiProjectSearch`,
      `${userPath}/assignable/search`,
      `${userPath}/permission/search`,
      `${userPath}/picker`,
      `${userPath}/search`,
      `${userPath}/search/query`,
      `${userPath}/search/query/key`,
      `${userPath}/viewissue/search`,
    ],
    ...{ atOnce: null, perInstallation: null, perSite: null },
    source: `${jiraReference}/api-group-user-search/`,
    readOn: '2026-11-27',
  },
  /** Each starts a task that goes on after its answer, and is polled. */
  bulkOperations: {
    templates: ['fields', 'transition', 'delete', 'move', 'watch', 'unwatch'].map(
      (what) => `${bulkPath}/${what}`,
    ),
    ...{ atOnce: 5, perInstallation: null, perSite: null },
    source: `${jiraReference}/api-group-issue-bulk-operations/`,
    readOn: '2026-11-27',
  },
  license: {
    // The second was its name until April 2026.
    templates: ['/forge/app/v1/license', '/forge/installation/v1/license'],
    atOnce: null,
    perInstallation: { requests: 1, windowMs: 5 * minuteMs },
    perSite: { requests: 10, windowMs: minuteMs },
    source: 'https://developer.atlassian.com/platform/forge/apis-reference/license-api/',
    readOn: '2026-11-27',
  },
};

const byTemplate = new Map(
  sharedLimitNames.flatMap((name) =>
    sharedLimits[name].templates.map((template) => [template, name] as const),
  ),
);

/** The limit that the endpoint shares with others; `null` for none. Versions 2 and `latest` of Jira's API share it with 3. */
export function sharedLimitOf(product: Product, template: string): SharedLimitName | null {
  if (product !== 'jira' && product !== 'confluence') return null;
  return byTemplate.get(template.replace(/^\/rest\/api\/(?:2|latest)\//, '/rest/api/3/')) ?? null;
}
