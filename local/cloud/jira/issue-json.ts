/** The JSON of an issue: what was written to it, and the seed's invention for the rest. */
import type { IssueEdits, IssueRef } from '../world/issues';
import { hash, pick } from '../world/seed';
import type { Site } from '../world/site';
import { categoryOf, stepId, stepNames } from '../world/workflow';
import { issueTypeJson } from './issue-types';
import { jiraTime, paragraph, projectJson, seededTimeMs, userJson } from './shapes';

const summaries = ['Fix', 'Improve', 'Investigate', 'Remove', 'Document', 'Speed up'] as const;
const subjects = [
  'the login page',
  'slow search',
  'the invoice export',
  'mail delivery',
  'the audit log',
] as const;
const priorities = ['High', 'Medium', 'Low'] as const;

function named(id: string, name: string): Record<string, string> {
  return { id, name };
}

interface IssueFacts {
  site: Site;
  ref: IssueRef;
  /** Decides what nobody wrote. */
  roll: number;
  edits: IssueEdits | null;
}

function summaryOf({ edits, roll }: IssueFacts): string {
  return edits?.summary ?? `${pick(summaries, roll)} ${pick(subjects, roll >>> 7)}`;
}

function createdAtMs({ site, ref, edits }: IssueFacts): number {
  return edits?.createdAtMs ?? seededTimeMs(site, ref.id);
}

/** Made one by one, since a search usually asks for few of them and for many issues. */
const makers: Readonly<Record<string, (facts: IssueFacts) => unknown>> = {
  summary: summaryOf,
  status: ({ roll, edits }) => {
    const step = edits?.status ?? pick(stepNames, roll >>> 3);
    return { ...named(stepId(step), step), statusCategory: categoryOf(step) };
  },
  issuetype: ({ roll }) => issueTypeJson(roll),
  priority: ({ roll }) => named(String((roll % 3) + 2), pick(priorities, roll)),
  project: ({ site, ref }) => projectJson(site, ref.project),
  labels: ({ roll }) => (roll % 5 === 0 ? ['customer'] : []),
  assignee: ({ site, roll }) => (roll % 4 === 0 ? null : userJson(site, site.people.some(roll >>> 5))),
  reporter: ({ site, roll }) => userJson(site, site.people.some(roll >>> 9)),
  created: (facts) => jiraTime(createdAtMs(facts)),
  updated: (facts) => {
    const seededMs = createdAtMs(facts) + (facts.roll % 30) * 86_400_000;
    return jiraTime(facts.edits?.updatedAtMs ?? seededMs);
  },
  description: (facts) => facts.edits?.description ?? paragraph(summaryOf(facts)),
};
/** A map, since callers choose the names and an object also knows `constructor`. */
const issueFields = new Map(Object.entries(makers));
const allFields = [...issueFields.keys()];

/** @param wanted names of fields; `null` for all of them, an empty list for none. */
export function issueJson(
  site: Site,
  ref: IssueRef,
  wanted: readonly string[] | null,
): Record<string, unknown> {
  const head = {
    expand: 'renderedFields,names,schema',
    id: ref.id,
    self: `${site.jiraBase}/issue/${ref.id}`,
  };
  if (wanted !== null && wanted.length === 0) return head;
  const facts = { site, ref, roll: hash(site.seed, 'issue', ref.id), edits: site.issues.editsOf(ref) };
  const fields: Record<string, unknown> = {};
  for (const name of wanted ?? allFields) {
    const make = issueFields.get(name);
    if (make !== undefined) fields[name] = make(facts);
  }
  return { ...head, key: ref.key, fields };
}
