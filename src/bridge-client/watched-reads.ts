/** What a watch of the page reads: apart from how its answers are read, which a page fetches only once somebody watches. */

/** Reads that need nothing filled in and bring one object at most. The gauge's own scopes allow them; those of an app that embeds it may not. */
export const watchedReads = [
  'GET /rest/api/3/search/jql?jql=created%20%3E%3D%20-3650d&fields=id&maxResults=1',
  'GET /rest/api/3/project/search?maxResults=1',
  'GET /wiki/rest/api/user/current',
] as const;

/** One read every five seconds for two minutes at most: next to nothing of any published bucket. */
export const watchBounds = { everyMs: 5_000, reads: 24 } as const;

export const productOfLine = (line: string): 'jira' | 'confluence' =>
  line.startsWith('GET /wiki/') ? 'confluence' : 'jira';

/** Path template of a read that has no ids in it: all before its query. */
export const templateOfLine = (line: string): string => line.slice('GET '.length).split('?', 1)[0] ?? '';
