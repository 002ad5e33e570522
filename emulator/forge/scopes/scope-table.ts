/**
 * Which scopes an endpoint asks for. Each endpoint has alternatives, classic ones first: one of them has to be granted whole.
 * Sources: the OAuth scopes of each operation in Atlassian's OpenAPI documents (Jira 2024-07, Jira Software 2022-07 with the
 * corrected boards of its page, Confluence v2 2025, Confluence v1 2022), those that the pages name since, read 2026-11.
 * Granular scopes of Confluence's v1 endpoints are there for the common ones only.
 */
import confluence from './confluence.json';
import jiraSoftware from './jira-software.json';
import jira from './jira.json';

/** By `GET /rest/api/3/issue/{}`; the scopes of an alternative stand in one text, apart by blanks. */
export type ScopeTable = Readonly<Record<string, readonly string[]>>;

interface Row {
  path: RegExp;
  /** How much of it is written out: `/project/search` is no project. */
  literals: number;
  alternatives: readonly string[];
}

export class Scopes {
  private readonly rows = new Map<string, Row[]>();

  /** @param own stands before what is known */
  constructor(own: ScopeTable = {}) {
    for (const [endpoint, alternatives] of Object.entries({
      ...jira,
      ...jiraSoftware,
      ...confluence,
      ...own,
    }))
      this.add(endpoint, alternatives);
    for (const rows of this.rows.values()) rows.sort((a, b) => b.literals - a.literals);
  }

  /** @returns `null` for an endpoint that is not known */
  alternativesOf(method: string, pathAndQuery: string): string[][] | null {
    const path = comparable(pathAndQuery);
    const row = this.rows.get(keyOf(method, path))?.find((one) => one.path.test(path));
    return row?.alternatives.map((text) => text.split(' ').filter((scope) => scope !== '')) ?? null;
  }

  private add(endpoint: string, alternatives: readonly string[]): void {
    const [method = '', template = ''] = endpoint.split(' ');
    const segments = template.split('/').map((part) => (part === '{}' ? '[^/]+' : literal(part)));
    const key = keyOf(method, template);
    const rows = this.rows.get(key) ?? [];
    const literals = template.split('/').filter((part) => part !== '{}').length;
    rows.push({ path: new RegExp(`^${segments.join('/')}$`), literals, alternatives });
    this.rows.set(key, rows);
  }
}

function keyOf(method: string, path: string): string {
  return `${method === 'HEAD' ? 'GET' : method} ${path.split('/').length}`;
}

/** Version 2 of Jira's API and `latest` ask for what version 3 does. */
function comparable(pathAndQuery: string): string {
  return (pathAndQuery.split('?')[0] ?? '')
    .replace(/^\/?/, '/')
    .replace(/\/$/, '')
    .replace(/^\/rest\/api\/(2|latest)\//, '/rest/api/3/')
    .replace(/^\/rest\/agile\/latest\//, '/rest/agile/1.0/');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
