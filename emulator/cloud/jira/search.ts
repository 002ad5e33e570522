/** search/jql by GET and POST: a page of issues and a token for the next. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, list, record, text, texts, wholeNumber } from '../untrusted';
import { historyPage } from './changelog';
import { allFound, findPage, fromTheStart, readToken, writeToken } from './issue-finder';
import { chooseFields, isIdOnly, issueJson, type FieldChoice } from './issue-json';
import { issueText } from './issue-texts';
import { readJql } from './jql/read';

interface Search {
  jql: string;
  choice: FieldChoice;
  expand: string[];
  properties: string[];
  maxResults: number;
  nextPageToken: string | null;
}

/** Jira's own words, seen 2026. */
const unbounded =
  'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';

export function refusedQuery(messages: readonly string[]): Reply {
  return reply(400, { errorMessages: messages, errors: {} });
}

/** Runs with a query that is bounded by anything. */
export function withBoundedQuery(call: Call, jql: string, then: (query: BoundedQuery) => Reply): Reply {
  const query = readJql(call, jql);
  if (query.kind === 'refused') return refusedQuery(query.messages);
  return query.query.where === null ? refusedQuery([unbounded]) : then(query);
}

type BoundedQuery = Extract<ReturnType<typeof readJql>, { kind: 'read' }>;

/** Names a choice of fields among the texts that are kept of an issue. */
const listName = ({ only, without }: FieldChoice): string =>
  `list ${only?.join() ?? '*'} -${[...without].join()}`;

function search(call: Call, wanted: Search): Reply {
  return withBoundedQuery(call, wanted.jql, (query) => {
    const from = wanted.nextPageToken === null ? fromTheStart : readToken(wanted.nextPageToken);
    if (from === null) return jiraError(400, 'The provided next page token is invalid or has expired.');
    const { refs, next } = findPage(call, query, from, wanted.maxResults);
    const isPlain = !wanted.expand.includes('changelog') && wanted.properties.length === 0;
    const fields = listName(wanted.choice);
    const issues = refs.map((ref) => {
      if (isPlain) return issueText(call, ref, fields, () => issueJson(call, ref, wanted.choice));
      const json = issueJson(call, ref, wanted.choice);
      if (wanted.expand.includes('changelog')) json.changelog = historyPage(call, ref);
      if (wanted.properties.length > 0) {
        const kept = [...(call.site.issues.editsOf(ref)?.properties ?? [])];
        json.properties = Object.fromEntries(kept.filter(([key]) => wanted.properties.includes(key)));
      }
      return json;
    });
    const page = next === null ? { isLast: true } : { nextPageToken: writeToken(next), isLast: false };
    return reply(200, { issues, ...page }, { core: issues.length });
  });
}

/** Pages of ids may be long, pages with fields may not: as Jira does it. */
function longestPage(choice: FieldChoice): number {
  return isIdOnly(choice) ? 5_000 : 100;
}

function searchByGet(call: Call): Reply {
  const choice = chooseFields(commaList(call.query, 'fields'), 'id');
  return search(call, {
    jql: call.query.get('jql') ?? '',
    choice,
    expand: commaList(call.query, 'expand'),
    properties: commaList(call.query, 'properties'),
    maxResults: wholeNumber(call.query, 'maxResults', 50, longestPage(choice)),
    nextPageToken: text(call.query.get('nextPageToken')),
  });
}

const isText = (value: unknown) => typeof value === 'string';
const areTexts = (value: unknown) => Array.isArray(value) && value.every(isText);

/** What the body may have, and in which form. Source: Jira REST API v3, "Search for issues using JQL enhanced search (POST)", 2026-11. */
const inBody: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...{ jql: isText, nextPageToken: isText, expand: isText, fields: areTexts, properties: areTexts },
  maxResults: (value) => Number.isInteger(value),
  fieldsByKeys: (value) => typeof value === 'boolean',
  failFast: (value) => typeof value === 'boolean',
  reconcileIssues: (value) => Array.isArray(value) && value.every(Number.isInteger),
};

/** Jira's own words, which do not say what is wrong: `startAt` of the search that was removed is met most often. */
const badPayload = 'Invalid request payload. Refer to the REST API documentation and try again.';

function isSearchBody(body: unknown): boolean {
  return Object.entries(record(body)).every(
    ([name, value]) => Object.hasOwn(inBody, name) && (value === null || inBody[name]?.(value) === true),
  );
}

function searchByPost(call: Call): Reply {
  if (!isSearchBody(call.body)) return jiraError(400, badPayload);
  const body = record(call.body);
  const choice = chooseFields(texts(body.fields), 'id');
  const asked =
    typeof body.maxResults === 'number' && body.maxResults >= 0 ? Math.floor(body.maxResults) : 50;
  return search(call, {
    jql: text(body.jql) ?? '',
    choice,
    expand: (text(body.expand) ?? '').split(','),
    properties: texts(body.properties),
    maxResults: Math.min(asked, longestPage(choice)),
    nextPageToken: text(body.nextPageToken),
  });
}

function approximateCount(call: Call): Reply {
  return withBoundedQuery(call, text(record(call.body).jql) ?? '', (query) => {
    const unordered = { ...query, compare: null };
    return reply(200, { count: allFound(call, unordered).length });
  });
}

const severalValues: ReadonlySet<string> = new Set([
  ...['labels', 'components', 'versions', 'fixVersions', 'issuelinks', 'subtasks', 'attachment', 'comment'],
  ...['worklog', 'watches', 'votes'],
]);
const cheapToExpand: ReadonlySet<string> = new Set(['', 'names', 'schema']);

/** Issues in one bulk fetch. Source: Jira REST API v3, "Bulk fetch issues", and CHANGE-3413, 2026-11. */
function mostFetched(fields: readonly string[], expand: readonly string[]): number {
  const isNamed = fields.length > 0 && fields.length <= 100;
  const isPlain = !fields.some((name) => name.startsWith('*') || severalValues.has(name));
  return isNamed && isPlain && expand.every((name) => cheapToExpand.has(name)) ? 1_000 : 100;
}

function bulkFetch(call: Call): Reply {
  const body = record(call.body);
  const named = list(body.issueIdsOrKeys).map(String);
  const fields = texts(body.fields);
  const expand = typeof body.expand === 'string' ? body.expand.split(',') : texts(body.expand);
  const most = mostFetched(fields, expand);
  if (named.length === 0) return jiraError(400, 'issueIdsOrKeys must not be empty');
  if (named.length > most) return jiraError(400, `At most ${most} issues can be fetched at once.`);
  const choice = chooseFields(fields, '*navigable');
  const found = named.map((idOrKey) => ({ idOrKey, ref: call.site.visibleIssue(call.viewer, idOrKey) }));
  const refs = new Map(found.flatMap(({ ref }) => (ref === null ? [] : [[ref.id, ref] as const])));
  const listed = listName(choice);
  const issues = [...refs.values()].map((ref) =>
    issueText(call, ref, listed, () => issueJson(call, ref, choice)),
  );
  const issueErrors = found
    .filter(({ ref }) => ref === null)
    .map(({ idOrKey }) => ({
      id: idOrKey,
      errorMessage: 'Issue does not exist or you do not have permission to see it.',
    }));
  return reply(200, { expand: 'names,schema', issues, issueErrors }, { core: issues.length });
}

const product = 'jira';

export const searchEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: '/rest/api/3/search/jql', handle: searchByGet },
  { product, method: 'POST', template: '/rest/api/3/search/jql', handle: searchByPost },
  { product, method: 'POST', template: '/rest/api/3/search/approximate-count', handle: approximateCount },
  { product, method: 'POST', template: '/rest/api/3/issue/bulkfetch', handle: bulkFetch },
];
