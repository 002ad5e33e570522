import { methods, type Method } from '../../src/model';

/** One harmless read. `{name}` stands for what an earlier answer said. */
export interface Read {
  product: 'jira' | 'confluence';
  method: Extract<Method, 'GET' | 'POST'>;
  path: string;
  body?: unknown;
  /** What later reads need of the answer: a name, and where its value stands. */
  gives?: Readonly<Record<string, string>>;
}

/** Every POST that is sent: each of them only reads. */
export const readingPosts: readonly string[] = [
  '/rest/api/3/search/jql',
  '/rest/api/3/search/approximate-count',
  '/rest/api/3/issue/bulkfetch',
];

const jql = 'project = "{projectKey}" order by key';

export const reads: readonly Read[] = [
  jira('/rest/api/3/serverInfo'),
  jira('/rest/api/3/myself', { accountId: 'accountId' }),
  jira('/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS'),
  jira('/rest/api/3/project/search?maxResults=5', { projectKey: 'values.0.key' }),
  jira('/rest/api/3/project/{projectKey}'),
  jira('/rest/api/3/project/{projectKey}/versions'),
  jira('/rest/api/3/project/{projectKey}/components'),
  jira('/rest/api/3/project/{projectKey}/statuses'),
  jira(`/rest/api/3/search/jql?jql=${jql}&maxResults=5&fields=summary,status`, { issueKey: 'issues.0.key' }),
  post('/rest/api/3/search/jql', { jql, maxResults: 5, fields: ['summary', 'status'] }),
  post('/rest/api/3/search/approximate-count', { jql }),
  post('/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['{issueKey}'], fields: ['summary'] }),
  jira('/rest/api/3/issue/{issueKey}'),
  jira('/rest/api/3/issue/{issueKey}?fields=summary'),
  jira('/rest/api/3/issue/{issueKey}/changelog?maxResults=5'),
  jira('/rest/api/3/issue/{issueKey}/comment?maxResults=5'),
  jira('/rest/api/3/issue/{issueKey}/worklog?maxResults=5'),
  jira('/rest/api/3/issue/{issueKey}/transitions'),
  jira('/rest/api/3/issue/{issueKey}/watchers'),
  jira('/rest/api/3/issue/{issueKey}/votes'),
  jira('/rest/api/3/issue/{issueKey}/remotelink'),
  jira('/rest/api/3/field'),
  jira('/rest/api/3/issuetype'),
  jira('/rest/api/3/priority/search?maxResults=5'),
  jira('/rest/api/3/status'),
  jira('/rest/api/3/resolution'),
  jira('/rest/api/3/issueLinkType'),
  jira('/rest/api/3/user?accountId={accountId}'),
  jira('/rest/api/3/groups/picker?maxResults=5'),
  jira('/rest/api/3/filter/search?maxResults=5'),
  jira('/rest/api/3/dashboard?maxResults=5'),
  jira('/rest/agile/1.0/board?maxResults=5', { boardId: 'values.0.id' }),
  jira('/rest/agile/1.0/board/{boardId}/sprint?maxResults=5'),
  confluence('/wiki/rest/api/user/current'),
  confluence('/wiki/api/v2/spaces?limit=5', { spaceId: 'results.0.id' }),
  confluence('/wiki/api/v2/spaces/{spaceId}'),
  confluence('/wiki/api/v2/spaces/{spaceId}/pages?limit=5'),
  confluence('/wiki/api/v2/pages?limit=5', { pageId: 'results.0.id' }),
  confluence('/wiki/api/v2/pages/{pageId}'),
  confluence('/wiki/api/v2/pages/{pageId}/labels?limit=5'),
  confluence('/wiki/api/v2/pages/{pageId}/children?limit=5'),
  confluence('/wiki/api/v2/pages/{pageId}/footer-comments?limit=5'),
  confluence('/wiki/rest/api/search?cql=type=page&limit=5'),
  confluence('/wiki/rest/api/space?limit=5'),
];

function jira(path: string, gives: Read['gives'] = {}): Read {
  return { product: 'jira', method: 'GET', path, gives };
}

function post(path: string, body: unknown): Read {
  return { product: 'jira', method: 'POST', path, body };
}

function confluence(path: string, gives: Read['gives'] = {}): Read {
  return { product: 'confluence', method: 'GET', path, gives };
}

/** What was learned on the way, by name. */
export type Known = ReadonlyMap<string, string>;

/** @returns the read with its values, for the wire; `null` where an earlier answer did not give one of them */
export function filled({ path, body }: Read, known: Known): { path: string; body: string | null } | null {
  const missing: string[] = [];
  const fill = (text: string, write: (value: string) => string): string =>
    text.replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = known.get(name);
      if (value === undefined) missing.push(name);
      return write(value ?? '');
    });
  const [address = '', query] = fill(path, encodeURIComponent).split(/\?(.*)/s);
  const search = query === undefined ? '' : `?${query.replaceAll(' ', '+').replaceAll('"', '%22')}`;
  const sent = body === undefined ? null : fillBody(body, (text) => fill(text, (value) => value));
  return missing.length === 0 ? { path: address + search, body: sent } : null;
}

function fillBody(body: unknown, fill: (text: string) => string): string {
  return JSON.stringify(body, (_key, value: unknown) => (typeof value === 'string' ? fill(value) : value));
}

/** @throws Error for anything that could write; there is no way around it */
export function assertHarmless(method: string, path: string): void {
  const isRead = method === 'GET' || (method === 'POST' && readingPosts.includes(path.split('?')[0] ?? ''));
  if (!isRead || !methods.some((known) => known === method))
    throw new Error(`${method} ${path} is not sent.`);
}
