/** A field of an issue: how it is named, shown, written and searched. */
import type { Call } from '../../exchange';
import type { IssueState } from '../../world/issue-state';
import type { Project } from '../../world/projects';
import type { View } from '../shapes';

export interface FieldSchema {
  type: string;
  items?: string;
  system?: string;
  custom?: string;
  customId?: number;
}

/** Where a value is written to: of a version 2 call a text is plain. */
export type Writing = Pick<Call, 'site' | 'viewer' | 'apiVersion'> & { project: Project };

/** In the form that the field keeps, or what Jira says is wrong with it. */
export type Written = { kind: 'kept'; value: unknown } | { kind: 'wrong'; message: string };

/** Of `update` in a request: what can be done to the value that is there. */
export type Operation = 'set' | 'add' | 'remove' | 'edit' | 'copy';

export interface IssueField {
  id: string;
  name: string;
  /** By which JQL knows it; empty where it cannot be searched. */
  clauseNames: readonly string[];
  schema: FieldSchema;
  show: (state: IssueState, view: View) => unknown;
  /** Left out: nobody sets it. */
  write?: (raw: unknown, writing: Writing) => Written;
  /** What a request may do to it beside setting it. Left out: nothing. */
  operations?: readonly Operation[];
  /** The kept value as it is now, for `add`, `remove` and the change log. */
  kept?: (state: IssueState) => unknown;
  isRequired?: true;
  /** What may be chosen, for createmeta and editmeta. */
  allowed?: (view: View, project: Project) => readonly unknown[];
}

export function kept(value: unknown): Written {
  return { kind: 'kept', value };
}

export function wrong(message: string): Written {
  return { kind: 'wrong', message };
}
