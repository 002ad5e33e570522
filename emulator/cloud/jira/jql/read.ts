/** From a query's text to a test of issues, or to what Jira says is wrong with it. */
import type { Call } from '../../exchange';
import { compileQuery } from '../../query/compile';
import type { FieldLookup, QueryWorld } from '../../query/field-table';
import { parseQuery } from '../../query/parse';
import { fieldName, type Field, type Query } from '../../query/syntax';
import { BoundedMap } from '../../world/bounded-map';
import type { IssueState } from '../../world/issue-state';
import type { Site } from '../../world/site';
import { customQueryField, propertyQueryField } from './custom-fields';
import { issueFields, type FieldMap } from './fields';
import { callFunction } from './functions';
import { faultMessage, jqlWording } from './wording';

/** Fields that real Jira searches and the emulator does not. */
const known = new Set(
  (
    'attachments category environment filter savedfilter request hierarchylevel issuelink issuelinktype lastviewed level ' +
    'originalestimate timeoriginalestimate remainingestimate timeestimate voter watcher workratio worklogauthor ' +
    'worklogcomment worklogdate projecttype issuehistory approvals statuscategorychangeddate statuscategorychanged ' +
    'development sla team'
  ).split(' '),
);

export type ReadJql =
  | {
      kind: 'read';
      query: Query;
      matches: (state: IssueState) => boolean;
      compare: ((a: IssueState, b: IssueState) => number) | null;
    }
  | { kind: 'refused'; messages: readonly string[] };

/** The same few queries come again and again. */
const parsed = new BoundedMap<string, ReturnType<typeof parseQuery>>(500);
const fieldsOf = new WeakMap<Site, FieldMap>();

function lookUp(site: Site, field: Field): FieldLookup<IssueState> {
  if (field.kind === 'property') {
    return field.entity.toLowerCase() === 'issue' ? propertyQueryField(field.key, field.path) : 'known';
  }
  const fields = fieldsOf.get(site) ?? issueFields(site);
  fieldsOf.set(site, fields);
  const name = fieldName(field).toLowerCase();
  return fields.get(name) ?? customQueryField(site, field) ?? (known.has(name) ? 'known' : null);
}

export function parseJql(jql: string): ReturnType<typeof parseQuery> {
  const before = parsed.get(jql);
  if (before !== undefined) return before;
  const now = parseQuery(jql);
  if (jql.length < 2_000) parsed.set(jql, now);
  return now;
}

export function readJql(call: Pick<Call, 'site' | 'viewer' | 'nowMs'>, jql: string): ReadJql {
  const { site, viewer, nowMs } = call;
  const syntax = parseJql(jql);
  if (syntax.kind === 'faulty') return { kind: 'refused', messages: [faultMessage(syntax.fault)] };
  const world: QueryWorld<IssueState> = {
    nowMs,
    field: (field) => lookUp(site, field),
    call: (name, args) => callFunction(site, viewer, name, args),
  };
  const compiled = compileQuery(syntax.query, world, jqlWording);
  if (compiled.kind === 'refused') return compiled;
  const { matches, compare } = compiled;
  return { kind: 'read', query: syntax.query, matches, compare };
}
