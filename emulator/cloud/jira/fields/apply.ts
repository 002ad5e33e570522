/** Lays changes over an issue, and writes down in its history what was there before. */
import { appended, type HistoryItem } from '../../world/issue-edits';
import { idText } from '../../untrusted';
import { IssueState } from '../../world/issue-state';
import type { IssueRef } from '../../world/issues';
import type { Site } from '../../world/site';
import type { Viewer } from '../../world/viewer';
import { priorities, issueTypes, resolutions } from '../catalogue';
import { isDocument, textOf } from '../document';
import { partsOf } from '../project-parts';
import { fieldById } from './table';

export const mostHistory = 200;

export interface Author {
  viewer: Viewer;
  nowMs: number;
}

export function authorIndexOf(viewer: Viewer): number | null {
  return viewer.kind === 'person' ? viewer.index : null;
}

export function applyChanges(
  site: Site,
  ref: IssueRef,
  changes: ReadonlyMap<string, unknown>,
  author: Author,
): void {
  const before = new IssueState(site, ref);
  const items = [...changes].flatMap(([id, value]) => historyItem(before, id, value) ?? []);
  const edits = site.issues.change(ref, author.nowMs);
  const fields = new Map(edits.fields);
  for (const [id, value] of changes) {
    if (id === 'summary') edits.summary = String(value);
    else if (id === 'description') {
      edits.description = value;
      // That it was written is remembered, too: an emptied description stays empty.
      fields.set(id, true);
    } else if (id !== 'project') fields.set(id, value);
  }
  edits.fields = fields;
  remember(site, ref, items, author);
}

export function remember(
  site: Site,
  ref: IssueRef,
  items: readonly HistoryItem[],
  { viewer, nowMs }: Author,
): void {
  if (items.length === 0) return;
  const edits = site.issues.change(ref, nowMs);
  const entry = { id: String(site.jira.nextId()), atMs: nowMs, authorIndex: authorIndexOf(viewer), items };
  edits.history = appended(edits.history, entry, mostHistory);
}

function historyItem(before: IssueState, id: string, value: unknown): HistoryItem | null {
  const field = fieldById(before.site, id);
  if (field?.kept === undefined || id === 'project') return null;
  const from = field.kept(before);
  if (JSON.stringify(from ?? null) === JSON.stringify(value ?? null)) return null;
  return {
    field: id.startsWith('customfield_') ? field.name : id,
    fieldId: id,
    ...{ from: plainText(from), fromString: wordsOf(before, id, from) },
    ...{ to: plainText(value), toString: wordsOf(before, id, value) },
  };
}

function plainText(value: unknown): string | null {
  if (value === null || value === undefined || typeof value === 'object') return null;
  return idText(value);
}

/** A value as people read it. */
function wordsOf({ site, ref }: IssueState, id: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (isDocument(value)) return textOf(value);
  const named = (all: readonly { id: string; name: string }[]) =>
    all.find((one) => one.id === value)?.name ?? null;
  switch (id) {
    case 'assignee':
    case 'reporter':
      return site.people.byAccountId(idText(value))?.displayName ?? null;
    case 'priority':
      return named(priorities);
    case 'issuetype':
      return named(issueTypes);
    case 'resolution':
      return named(resolutions);
    case 'parent':
      return site.issues.find(idText(value))?.key ?? null;
    case 'components':
    case 'fixVersions':
    case 'versions': {
      const all = partsOf(site, ref.project, id === 'components' ? 'components' : 'versions');
      const names = (value as readonly string[]).map(
        (one) => all.find((part) => part.id === one)?.name ?? one,
      );
      return names.join(', ');
    }
    default:
      if (Array.isArray(value)) return value.join(' ');
      return typeof value === 'object' ? JSON.stringify(value) : idText(value);
  }
}
