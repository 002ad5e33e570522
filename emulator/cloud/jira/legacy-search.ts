/**
 * The search by startAt that Atlassian removed. It answers 410 as theirs does; a cloud with the option `legacySearch` still has
 * it, so that old clients can be tried to the end of their round.
 */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record, text, texts, wholeNumber } from '../untrusted';
import { allFound } from './issue-finder';
import { chooseFields, issueJson, type FieldChoice } from './issue-json';
import { readJql } from './jql/read';
import { refusedQuery } from './search';

/** Jira's own words. Source: CHANGE-2046, seen 2026. */
const removed =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046';

interface Search {
  jql: string;
  choice: FieldChoice;
  startAt: number;
  maxResults: number;
}

function search(call: Call, { jql, choice, startAt, maxResults }: Search): Reply {
  const query = readJql(call, jql);
  if (query.kind === 'refused') return refusedQuery(query.messages);
  const all = allFound(call, query);
  const issues = all.slice(startAt, startAt + maxResults).map((ref) => issueJson(call, ref, choice));
  return reply(
    200,
    { expand: 'schema,names', startAt, maxResults, total: all.length, issues },
    { core: issues.length },
  );
}

function byGet(call: Call): Reply {
  if (!call.site.legacySearch) return jiraError(410, removed);
  return search(call, {
    jql: call.query.get('jql') ?? '',
    choice: chooseFields(commaList(call.query, 'fields'), '*navigable'),
    startAt: wholeNumber(call.query, 'startAt', 0, 1_000_000_000),
    maxResults: wholeNumber(call.query, 'maxResults', 50, 100),
  });
}

function byPost(call: Call): Reply {
  if (!call.site.legacySearch) return jiraError(410, removed);
  const body = record(call.body);
  const number = (value: unknown, fallback: number) =>
    typeof value === 'number' && value >= 0 ? Math.floor(value) : fallback;
  return search(call, {
    jql: text(body.jql) ?? '',
    choice: chooseFields(texts(body.fields), '*navigable'),
    startAt: number(body.startAt, 0),
    maxResults: Math.min(100, number(body.maxResults, 50)),
  });
}

const template = '/rest/api/3/search';

export const legacySearchEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template, handle: byGet },
  { product: 'jira', method: 'POST', template, handle: byPost },
];
