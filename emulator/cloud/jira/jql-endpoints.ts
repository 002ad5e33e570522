/** What an editor of queries asks for: parsing, matching, names and suggestions. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record, text, texts } from '../untrusted';
import { IssueState } from '../world/issue-state';
import { issueTypes, priorities, resolutions } from './catalogue';
import { evaluatedFunctions } from './jql/functions';
import { readJql } from './jql/read';
import { structureOf } from './jql/structure';
import { reservedWords } from '../query/reserved';
import { allFields } from './fields/table';
import { visibleProjects } from './project-access';
import { stepNames } from '../world/workflow';

const mostQueries = 50;

function parse(call: Call): Reply {
  const wanted = texts(record(call.body).queries);
  if (wanted.length === 0) return jiraError(400, 'At least one query must be given.');
  if (wanted.length > mostQueries)
    return jiraError(400, `At most ${mostQueries} queries can be parsed at once.`);
  const isLoose = call.query.get('validation') === 'none' || call.query.get('validation') === 'warn';
  const queries = wanted.map((query) => {
    const read = readJql(call, query);
    if (read.kind === 'read') return { query, structure: structureOf(read.query) };
    return isLoose ? { query, warnings: read.messages } : { query, errors: read.messages };
  });
  return reply(200, { queries }, { core: queries.length });
}

function match(call: Call): Reply {
  const body = record(call.body);
  const refs = list(body.issueIds).flatMap((id) => call.site.visibleIssue(call.viewer, String(id)) ?? []);
  const matches = texts(body.jqls).map((jql) => {
    const read = readJql(call, jql);
    if (read.kind === 'refused') return { matchedIssues: [], errors: read.messages };
    const matched = refs.filter((ref) => read.matches(new IssueState(call.site, ref)));
    return { matchedIssues: matched.map(({ id }) => Number(id)), errors: [] };
  });
  // Each of the issues is looked at, whether it matches or not.
  return reply(200, { matches }, { core: refs.length });
}

function autocomplete(call: Call): Reply {
  const visibleFieldNames = allFields(call.site)
    .filter(({ clauseNames }) => clauseNames.length > 0)
    .map(({ id, name, clauseNames: [value = id], write }) => ({
      value,
      displayName: name,
      orderable: String(write !== undefined),
      searchable: 'true',
      auto: 'true',
      operators: ['=', '!=', 'in', 'not in', 'is', 'is not'],
      types: ['java.lang.String'],
    }));
  const visibleFunctionNames = evaluatedFunctions.map((name) => ({
    value: `${name}()`,
    displayName: `${name}()`,
    types: ['java.lang.String'],
  }));
  const jqlReservedWords = [...reservedWords];
  const body = { visibleFieldNames, visibleFunctionNames, jqlReservedWords };
  return reply(200, body, { core: visibleFieldNames.length });
}

function namesOf(call: Call, field: string): readonly string[] | null {
  switch (field.toLowerCase()) {
    case 'project':
      return visibleProjects(call).map(({ key }) => key);
    case 'status':
      return stepNames;
    case 'priority':
      return priorities.map(({ name }) => name);
    case 'issuetype':
    case 'type':
      return issueTypes.map(({ name }) => name);
    case 'resolution':
      return resolutions.map(({ name }) => name);
    default:
      return null;
  }
}

function suggestions(call: Call): Reply {
  const field = text(call.query.get('fieldName'));
  if (field === null) return jiraError(400, 'The fieldName query parameter must be given.');
  const names = namesOf(call, field);
  if (names === null) return jiraError(501, `The emulator makes no suggestions for the field '${field}'.`);
  const part = (call.query.get('fieldValue') ?? '').toLowerCase();
  const results = names
    .filter((name) => name.toLowerCase().startsWith(part))
    .slice(0, 15)
    .map((name) => ({ value: /\s/.test(name) ? `"${name}"` : name, displayName: name }));
  return reply(200, { results }, { core: results.length });
}

const product = 'jira';
const template = '/rest/api/3/jql/autocompletedata';

export const jqlEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'POST', template: '/rest/api/3/jql/parse', handle: parse },
  { product, method: 'POST', template: '/rest/api/3/jql/match', handle: match },
  { product, method: 'GET', template, handle: autocomplete },
  { product, method: 'POST', template, handle: autocomplete },
  { product, method: 'GET', template: `${template}/suggestions`, handle: suggestions },
];
