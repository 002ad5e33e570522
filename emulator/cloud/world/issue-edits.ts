/** What was written to one issue. Most issues have little of it, so the lists that are rarely filled are shared until they are. */
import type { StepName } from './workflow';

export interface WrittenComment {
  /** Its place among the issue's comments: the id is made of it. */
  n: number;
  /** Atlassian Document Format. */
  body: unknown;
  atMs: number;
  updatedAtMs: number;
  /** `null` for the app itself. */
  authorIndex: number | null;
  visibility: unknown;
}

export interface Worklog {
  id: string;
  authorIndex: number | null;
  comment: unknown;
  startedAtMs: number;
  createdAtMs: number;
  updatedAtMs: number;
  seconds: number;
}

export interface Attachment {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  atMs: number;
  authorIndex: number | null;
}

export interface RemoteLink {
  id: number;
  globalId: string | null;
  relationship: string | null;
  application: unknown;
  object: unknown;
}

export interface HistoryEntry {
  id: string;
  atMs: number;
  authorIndex: number | null;
  items: readonly HistoryItem[];
}

export interface HistoryItem {
  field: string;
  fieldId: string;
  from: string | null;
  fromString: string | null;
  to: string | null;
  toString: string | null;
}

/** Lists of these are replaced, never changed in place: the empty ones are shared. */
export interface IssueEdits {
  /** Of all issues of the site no two states have the same. */
  version: number;
  summary: string | null;
  /** Atlassian Document Format as it was sent; `null` where none was. */
  description: unknown;
  /** `null` while it is what the seed says. */
  status: StepName | null;
  updatedAtMs: number | null;
  createdAtMs: number | null;
  /** When it came into a step of the category done; `null` while it is not. */
  resolvedAtMs: number | null;
  deleted: boolean;
  /** All other fields, by their id, in the form that `fields/` keeps them. */
  fields: ReadonlyMap<string, unknown>;
  comments: readonly WrittenComment[];
  /** Ids of seeded comments that were deleted or rewritten. */
  goneComments: ReadonlySet<number>;
  properties: ReadonlyMap<string, unknown>;
  worklogs: readonly Worklog[];
  attachments: readonly Attachment[];
  remoteLinks: readonly RemoteLink[];
  /** Account ids; `null` while nobody changed it. */
  watchers: ReadonlySet<string> | null;
  voters: ReadonlySet<string>;
  history: readonly HistoryEntry[];
}

const none: readonly never[] = [];
const noMap: ReadonlyMap<string, unknown> = new Map();
const noNumbers: ReadonlySet<number> = new Set();
const noTexts: ReadonlySet<string> = new Set();

export function noEdits(): IssueEdits {
  return {
    version: 0,
    summary: null,
    description: null,
    status: null,
    updatedAtMs: null,
    createdAtMs: null,
    resolvedAtMs: null,
    deleted: false,
    fields: noMap,
    comments: none,
    goneComments: noNumbers,
    properties: noMap,
    worklogs: none,
    attachments: none,
    remoteLinks: none,
    watchers: null,
    voters: noTexts,
    history: none,
  };
}

/** The newest entries of a list, within a bound. */
export function appended<T>(all: readonly T[], entry: T, most: number): readonly T[] {
  return [...(all.length >= most ? all.slice(all.length - most + 1) : all), entry];
}

/** A copy with one entry set, within a bound. */
export function withEntry<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
  most: number,
): Map<string, V> {
  const copy = new Map(map);
  copy.set(key, value);
  const [oldest] = copy.keys();
  if (copy.size > most && oldest !== undefined) copy.delete(oldest);
  return copy;
}
