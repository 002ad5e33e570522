/** search/jql by GET and POST: a page of issues and a token for the next. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, record, text, texts, wholeNumber } from '../untrusted';
import type { IssueRef } from '../world/issues';
import type { Project } from '../world/projects';
import { issueJson } from './issue-json';

interface Search {
  jql: string;
  fields: string[];
  maxResults: number;
  nextPageToken: string | null;
}

/** Where the next page begins: a project of the result and an issue number in it. */
interface Position {
  projectIndex: number;
  number: number;
}

/** `project = X` and `project in (X, Y)` choose projects; any other condition is ignored. */
function namedProjects(jql: string): string[] | null {
  const one = /\bproject\s*=\s*["']?(\w+)["']?/i.exec(jql)?.[1];
  if (one !== undefined) return [one];
  const several = /\bproject\s+in\s*\(([^)]*)\)/i.exec(jql)?.[1];
  return several === undefined ? null : several.split(',').map((name) => name.replace(/["'\s]/g, ''));
}

function readToken(token: string | null): Position | null {
  if (token === null) return { projectIndex: 0, number: Number.MAX_SAFE_INTEGER };
  const [projectIndex, number] = Buffer.from(token, 'base64url').toString().split(':').map(Number);
  if (!Number.isInteger(projectIndex) || !Number.isInteger(number)) return null;
  return { projectIndex: projectIndex ?? 0, number: number ?? 0 };
}

function writeToken(position: Position): string {
  return Buffer.from(`${position.projectIndex}:${position.number}`).toString('base64url');
}

/** Newest first within each project. One more issue than asked for is looked up, to know whether a page follows. */
function collect(call: Call, projects: readonly Project[], from: Position, most: number) {
  const found: IssueRef[] = [];
  const seesRestricted = call.site.seesRestricted(call.viewer);
  for (const project of projects) {
    if (project.index < from.projectIndex || (project.restricted && !seesRestricted)) continue;
    const last = call.site.issues.last(project);
    const start = project.index === from.projectIndex ? Math.min(last, from.number) : last;
    for (let number = start; number >= 1; number -= 1) {
      const ref = call.site.issues.ref(project, number);
      if ((ref.restricted && !seesRestricted) || call.site.issues.editsOf(ref)?.deleted === true) continue;
      if (found.length === most) return { found, next: { projectIndex: project.index, number } };
      found.push(ref);
    }
  }
  return { found, next: null };
}

function search(call: Call, wanted: Search): Reply {
  const names = namedProjects(wanted.jql);
  const unknown = names?.find((name) => call.site.projects.find(name) === null);
  if (unknown !== undefined) {
    return jiraError(400, `The value '${unknown}' does not exist for the field 'project'.`);
  }
  const from = readToken(wanted.nextPageToken);
  if (from === null) return jiraError(400, 'The provided next page token is invalid or has expired.');
  const chosen = new Set(names?.map((name) => call.site.projects.find(name)));
  const projects = call.site.projects.list.filter((project) => names === null || chosen.has(project));
  const { found, next } = collect(call, projects, from, wanted.maxResults);
  const all = wanted.fields.includes('*all') || wanted.fields.includes('*navigable');
  const idOnly = wanted.fields.length === 1 && wanted.fields[0] === 'id';
  const fields = idOnly ? [] : all ? null : wanted.fields;
  const issues = found.map((ref) => issueJson(call.site, ref, fields));
  const page = next === null ? { isLast: true } : { nextPageToken: writeToken(next), isLast: false };
  return reply(200, { issues, ...page }, { core: issues.length });
}

/** Pages of ids may be long, pages with fields may not: as Jira does it. */
function longestPage(fields: readonly string[]): number {
  return fields.length === 0 || (fields.length === 1 && fields[0] === 'id') ? 5_000 : 100;
}

function searchByGet(call: Call): Reply {
  const fields = commaList(call.query, 'fields');
  return search(call, {
    jql: call.query.get('jql') ?? '',
    fields,
    maxResults: wholeNumber(call.query, 'maxResults', 50, longestPage(fields)),
    nextPageToken: call.query.get('nextPageToken'),
  });
}

function searchByPost(call: Call): Reply {
  const body = record(call.body);
  const fields = texts(body.fields);
  const asked = typeof body.maxResults === 'number' ? Math.max(0, Math.floor(body.maxResults)) : 50;
  return search(call, {
    jql: text(body.jql) ?? '',
    fields,
    maxResults: Math.min(asked, longestPage(fields)),
    nextPageToken: text(body.nextPageToken),
  });
}

export const searchEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/search/jql', handle: searchByGet },
  { product: 'jira', method: 'POST', template: '/rest/api/3/search/jql', handle: searchByPost },
];
